// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/spillfile.h"
#include "core/trace/trace.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <thread>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace optoscope;
using namespace std::chrono_literals;

class TestSpillFile : public QObject
{
    Q_OBJECT

    static TraceEntries runs(int count)
    {
        TraceEntries entries;
        for (int i = 0; i < count; ++i) {
            const QByteArray text = QByteArray::number(i);
            entries.append({Instant(i * 30ms), Received{{toCharacters(text), 1ms, 0ns, true}}});
        }
        return entries;
    }

    static bool holds(const Trace &trace, const TraceEntries &entries)
    {
        for (qsizetype i = 0; i < entries.size(); ++i) {
            if (trace.entry(i) != entries.at(i))
                return false;
        }
        return trace.count() == entries.size();
    }

private Q_SLOTS:
    void keepsAndGivesBack()
    {
        const QTemporaryDir folder;
        auto file = std::make_unique<SpillFile>(folder.path());
        QCOMPARE(file->openError(), QString());
        const auto first = file->keep("first");
        const auto empty = file->keep({});
        const auto second = file->keep(QByteArray(1 << 20, 'x'));
        QVERIFY(first && empty && second);
        file.reset();
        QCOMPARE(first->read(), QByteArray("first"));
        QCOMPARE(empty->read(), QByteArray());
        QCOMPARE(second->read(), QByteArray(1 << 20, 'x'));
#ifdef Q_OS_UNIX
        QVERIFY(QDir(folder.path()).isEmpty(QDir::Files | QDir::Hidden | QDir::System));
#endif
    }

    void noFolder()
    {
        SpillFile file(u"/nowhere/at/all"_qs);
        QVERIFY(!file.openError().isEmpty());
        QVERIFY(!file.keep("x"));
        Trace trace;
        trace.setChunkStore(std::make_shared<SpillFile>(u"/nowhere/at/all"_qs), 0);
        const TraceEntries entries = runs(70000);
        trace.append(entries);
        QCOMPARE(trace.runs().state(), RunStore::State::NoRoom);
        QVERIFY(holds(trace, entries));
    }

    void traceGoesThereAndComesBack()
    {
        const TraceEntries entries = runs(200000);
        Trace trace;
        trace.setChunkStore(std::make_shared<SpillFile>(), 0);
        trace.append(entries);
        QCOMPARE(trace.runs().state(), RunStore::State::PutAway);
        QVERIFY(holds(trace, entries));
    }

    void readInAnotherThreadWhileItGrows()
    {
        const TraceEntries entries = runs(150000);
        Trace trace;
        trace.setChunkStore(std::make_shared<SpillFile>(), 0);
        trace.append(entries);
        bool isRight = false;
        std::thread reader([copy = trace, &entries, &isRight] { isRight = holds(copy, entries); });
        for (int i = 0; i < 20; ++i)
            trace.append(entries);
        reader.join();
        QVERIFY(isRight);
        QCOMPARE(trace.count(), 21 * entries.size());
        QCOMPARE(trace.entry(20 * entries.size() + 77777), entries.at(77777));
    }

#ifdef Q_OS_UNIX
    void diskFull()
    {
        // A limit on the size of files stands for a full disk.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit little{1 << 20, before.rlim_max};
        const TraceEntries entries = runs(400000);
        Trace trace;
        trace.setChunkStore(std::make_shared<SpillFile>(), 0);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &little), 0);
        trace.append(entries);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        QCOMPARE(trace.runs().state(), RunStore::State::NoRoom);
        QVERIFY(trace.runs().residentBytes() > 1 << 20);
        QVERIFY(holds(trace, entries));
        // There is room again: the rest follows.
        trace.append(entries);
        QCOMPARE(trace.runs().state(), RunStore::State::PutAway);
        QVERIFY(trace.runs().residentBytes() < 1 << 20);
        QVERIFY(holds(trace, entries + entries));
    }
#endif
};

QTEST_APPLESS_MAIN(TestSpillFile)
#include "tst_spillfile.moc"
