// SPDX-License-Identifier: GPL-3.0-or-later

// What ten million characters cost in the window's document and in the models of its views: how
// fast they are taken in, and how many bytes of memory stay (design §9: at most 16 a character, and
// 10 MB/s from a port). Received in runs of 1 and of 16.

#include "ui/bytes/bytesmodel.h"
#include "ui/conversation/conversationmodel.h"
#include "ui/line/lineindex.h"
#include "ui/session/sessiondocument.h"

#include <QCoreApplication>
#include <QFile>

#include <chrono>
#include <cstdio>
#include <functional>
#include <malloc.h>
#include <random>
#include <unistd.h>

using namespace optoscope;

namespace {

using Clock = std::chrono::steady_clock;

constexpr qint64 characters = 10000000;
constexpr qint64 batch = 10000;

double resident()
{
    malloc_trim(0);
    QFile file(u"/proc/self/statm"_qs);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> pages = file.readAll().split(' ');
    return pages.value(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE));
}

/// Read-outs of 4000 characters as a meter sends them, with a pause between, reads up to 2 ms late.
class Line
{
public:
    explicit Line(qint64 runLength)
        : m_runLength(runLength)
    {
        m_text = "/ABC5Meter\r\n\x02";
        while (m_text.size() < 4000)
            m_text += "1.8.0*" + QByteArray::number(m_text.size() % 99) + "(0012345.678*kWh)\r\n";
        m_text += "!\r\n\x03\x01";
    }

    TraceEntries take()
    {
        TraceEntries entries;
        for (qint64 done = 0; done < batch; done += m_runLength) {
            const QByteArray part = m_text.mid(m_next, m_runLength);
            m_now += m_settings.characterTime() * part.size() + nanoseconds(m_random() % 2000000);
            entries.append({m_now, Received{{toCharacters(part), m_settings.characterTime()}}});
            m_next += part.size();
            if (m_next == m_text.size()) {
                m_next = 0;
                m_now += std::chrono::seconds(2);
            }
        }
        return entries;
    }

    const LineSettings &settings() const { return m_settings; }

private:
    LineSettings m_settings = withSoftwareParity(Baud{9600}, format7E1);
    QByteArray m_text;
    qint64 m_runLength;
    qsizetype m_next = 0;
    Instant m_now;
    std::mt19937 m_random{1};
};

/// Prints what \a watch takes beside the document that it is given.
void measure(const char *name, qint64 runLength,
             const std::function<std::shared_ptr<void>(SessionDocument *)> &watch)
{
    const double before = resident();
    SessionDocument document;
    document.begin(u"bench"_qs);
    const std::shared_ptr<void> watcher = watch(&document);
    Line line(runLength);
    document.append({{Instant(), line.settings()}});
    Clock::duration time{0};
    for (qint64 done = 0; done < characters; done += batch) {
        const TraceEntries entries = line.take();
        const auto begin = Clock::now();
        document.append(entries);
        time += Clock::now() - begin;
    }
    const auto count = static_cast<double>(document.trace().characterCount());
    std::printf("runs of %4lld, document%-22s %6.2f bytes a character, %6.2f million a second\n",
                static_cast<long long>(runLength), name, (resident() - before) / count,
                count / std::chrono::duration<double, std::micro>(time).count());
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    for (const qint64 runLength : {1, 16, 1000}) {
        measure("", runLength, [](SessionDocument *) { return std::shared_ptr<void>(); });
        measure(" and bytes", runLength,
                [](SessionDocument *document) { return std::make_shared<BytesModel>(document); });
        measure(" and conversation", runLength, [](SessionDocument *document) {
            return std::make_shared<ConversationModel>(document);
        });
        measure(" and time line", runLength, [](SessionDocument *document) {
            auto index = std::make_shared<LineIndex>();
            QObject::connect(document, &SessionDocument::appended, document,
                             [document, index = index.get()](qsizetype first) {
                                 index->append(document->trace(), first);
                             });
            return index;
        });
    }
    return 0;
}
