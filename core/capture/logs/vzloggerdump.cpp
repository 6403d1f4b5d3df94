// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/loglines.h"
#include "core/capture/logs/lognotation.h"
#include "core/capture/logs/logstamp.h"
#include "core/capture/logs/logtext.h"
#include "core/capture/logs/programlogs.h"

#include <cmath>

namespace optoscope {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr QByteArrayView sentMark = "<<<<< ";
constexpr QByteArrayView receivedMark = ">>>>> ";
constexpr QByteArrayView wordsMark = "##### ";
// Its seconds begin again at 100.
constexpr nanoseconds round = seconds(100);
constexpr nanoseconds longest = std::chrono::hours(24) * 366 * 10;

/// Its times: seconds of which only two digits are there, and the milliseconds since the time
/// before.
class DumpClock
{
public:
    /// Takes the time off \a line.
    std::optional<LogStamp> take(QByteArrayView &line)
    {
        line = trimmedStart(line);
        const auto stamp = takeStamp(line);
        if (!stamp || stamp->kind != LogStamp::Kind::Elapsed)
            return {};
        nanoseconds since{0};
        if (line.startsWith('(')) {
            const qsizetype end = line.indexOf(')');
            const QByteArrayView inner = end < 0 ? line.sliced(1) : line.sliced(1, end - 1);
            const QByteArray digits = trimmed(inner).toByteArray();
            since = milliseconds(digits.left(digits.indexOf(' ')).toLongLong());
            line = end < 0 ? QByteArrayView() : trimmedStart(line.sliced(end + 1));
        }
        if (m_last && since >= nanoseconds(0) && since < seconds(100000000)) {
            nanoseconds step = stamp->value - *m_last;
            const auto rounds = std::llround(std::chrono::duration<double>(since - step).count()
                                             / std::chrono::duration<double>(round).count());
            step += round * rounds;
            m_now = std::min(m_now + std::max(step, nanoseconds(0)), longest);
        }
        m_last = stamp->value;
        return LogStamp{LogStamp::Kind::Elapsed, m_now};
    }

private:
    std::optional<nanoseconds> m_last;
    nanoseconds m_now{0};
};

bool isMark(QByteArrayView line)
{
    return line.startsWith(sentMark) || line.startsWith(receivedMark) || line.startsWith(wordsMark);
}

} // namespace

int scoreVzloggerDump(const QList<QByteArrayView> &sample)
{
    qsizetype marks = 0;
    qsizetype rows = 0;
    for (const QByteArrayView line : sample) {
        QByteArrayView rest = line.sliced(std::min(sentMark.size(), line.size()));
        if (isMark(line))
            marks += DumpClock().take(rest) ? 1 : 0;
        else
            rows += readHexRow(line).isWhole();
    }
    return marks > 0 && (marks + rows) * 10 >= sample.size() * 8 ? 95 : 0;
}

std::optional<ImportError> readVzloggerDump(QByteArrayView text, LogRecord &record)
{
    DumpClock clock;
    LogLines lines(text);
    while (lines.next()) {
        const QByteArrayView line = lines.line();
        if (isMark(line)) {
            QByteArrayView rest = line.sliced(sentMark.size());
            record.setStamp(clock.take(rest));
            if (line.startsWith(wordsMark))
                record.addNote(rest);
            else
                record.beginRun(line.startsWith(sentMark));
            continue;
        }
        if (trimmed(line).isEmpty())
            continue;
        const HexRow row = readHexRow(line);
        if (row.badColumn >= 0)
            return logError(ImportError::Kind::BadHexDigit, lines.number(), row.badColumn + 1,
                            QString::fromUtf8(line.sliced(row.badColumn, 1)));
        if (row.endsInHalf && !lines.isLast())
            return logError(ImportError::Kind::OddHexDigits, lines.number(), line.size(), {});
        record.append(row.bytes);
    }
    return {};
}

} // namespace optoscope
