// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/hexdumplog.h"

#include "core/capture/logs/loglines.h"
#include "core/capture/logs/lognotation.h"
#include "core/capture/logs/logtext.h"

#include <algorithm>
#include <array>

namespace optoscope {

namespace {

constexpr qsizetype leastDigits = 4;
constexpr qsizetype mostDigits = 16;
// What repeated rows may add up to.
constexpr qint64 mostRepeated = qint64{16} * 1024 * 1024;
// More is no place in a file, and nothing may be added to it.
constexpr qint64 mostOffset = qint64{1} << 62;

struct DumpRow {
    QByteArrayView offset;
    QByteArrayView rest;
    bool hasColon = false;
};

std::optional<DumpRow> splitRow(QByteArrayView line)
{
    line = trimmed(line);
    DumpRow row;
    const qsizetype prefix = hasWordAt(line, 0, "0x") ? 2 : 0;
    qsizetype end = prefix;
    while (end < line.size() && hexDigit(line.at(end)) >= 0)
        ++end;
    row.offset = line.sliced(prefix, end - prefix);
    if (row.offset.size() < leastDigits || row.offset.size() > mostDigits)
        return {};
    row.hasColon = end < line.size() && line.at(end) == ':';
    end += row.hasColon ? 1 : 0;
    if (end < line.size() && !isBlank(line.at(end)))
        return {};
    row.rest = trimmedStart(line.sliced(end));
    return row;
}

/// Words of two bytes, as hexdump writes them; with a colon in front they are xxd's.
bool isOfWords(const DumpRow &row)
{
    if (row.hasColon || row.offset.size() != 7 || row.rest.isEmpty())
        return false;
    for (qsizetype i = 0; i < row.rest.size(); ++i) {
        const bool isGap = i % 5 == 4;
        if (isGap ? !isBlank(row.rest.at(i)) : hexDigit(row.rest.at(i)) < 0) {
            // od has wider gaps.
            return false;
        }
    }
    return true;
}

void exchangeWords(QByteArray &bytes)
{
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2)
        std::swap(bytes[i], bytes[i + 1]);
}

/// -1 if it is none in \a base.
qint64 valueOf(QByteArrayView offset, int base)
{
    bool ok = false;
    const qint64 value = offset.toByteArray().toLongLong(&ok, base);
    return ok && value <= mostOffset ? value : -1;
}

class HexDump
{
public:
    explicit HexDump(LogRecord &record)
        : m_record(record)
    {
    }

    /// False after an error.
    bool readRow(const DumpRow &row, qint64 line, bool isLast);
    void repeat() { m_repeats = true; }
    void finish();
    const std::optional<ImportError> &error() const { return m_error; }

private:
    bool placeRow(const DumpRow &row, qint64 line);
    bool repeatUpTo(const DumpRow &row, qint64 line);
    bool fail(ImportError::Kind kind, qint64 line, qint64 column, QByteArrayView detail);

    struct Base {
        int base;
        bool isPossible = true;
    };

    LogRecord &m_record;
    std::optional<ImportError> m_error;
    std::array<Base, 3> m_bases{Base{16}, Base{8}, Base{10}};
    std::optional<qint64> m_first; ///< where a dump of a part begins
    qint64 m_count = 0;
    QByteArray m_last; ///< the row before, not yet recorded
    bool m_repeats = false;
};

bool HexDump::fail(ImportError::Kind kind, qint64 line, qint64 column, QByteArrayView detail)
{
    m_error = logError(kind, line, column, QString::fromUtf8(detail));
    return false;
}

bool HexDump::repeatUpTo(const DumpRow &row, qint64 line)
{
    const auto size = std::max<qint64>(m_last.size(), 1);
    for (const Base &base : m_bases) {
        const qint64 missing = valueOf(row.offset, base.base) - *m_first - m_count;
        if (!base.isPossible || missing <= 0 || missing % size != 0
            || m_count + missing > mostRepeated)
            continue;
        for (qint64 i = 0; i < missing / size; ++i)
            m_record.append(m_last);
        m_count += missing;
        m_repeats = false;
        return true;
    }
    return fail(ImportError::Kind::BadOffset, line, 1, row.offset);
}

bool HexDump::placeRow(const DumpRow &row, qint64 line)
{
    const auto valueIn = [&row](int base) { return valueOf(row.offset, base); };
    if (!m_first) {
        // Only dumps that begin at 0 tell their base by the next row; others are hexadecimal.
        m_first = valueIn(16);
        return *m_first >= 0 || fail(ImportError::Kind::BadOffset, line, 1, row.offset);
    }
    const qint64 expected = *m_first + m_count;
    if (m_repeats)
        return repeatUpTo(row, line);
    bool fits = false;
    for (Base &base : m_bases) {
        base.isPossible = base.isPossible && valueIn(base.base) == expected;
        fits |= base.isPossible;
    }
    // The end of an odd number of bytes in words.
    if (!fits && row.rest.isEmpty() && valueIn(16) == expected - 1 && !m_last.isEmpty()) {
        m_last.chop(1);
        return true;
    }
    return fits || fail(ImportError::Kind::BadOffset, line, 1, row.offset);
}

bool HexDump::readRow(const DumpRow &row, qint64 line, bool isLast)
{
    if (!placeRow(row, line))
        return false;
    if (row.rest.isEmpty())
        return true;
    HexRow hex = readHexRow(row.rest);
    if (hex.endsInHalf && !isLast)
        return fail(ImportError::Kind::OddHexDigits, line, 1, {});
    if (hex.badColumn >= 0)
        return fail(ImportError::Kind::BadHexDigit, line,
                    static_cast<qint64>(row.offset.size()) + hex.badColumn + 1,
                    row.rest.sliced(hex.badColumn, 1));
    if (isOfWords(row))
        exchangeWords(hex.bytes);
    m_record.append(m_last);
    m_last = hex.bytes;
    m_count += hex.bytes.size();
    return true;
}

void HexDump::finish()
{
    m_record.append(m_last);
}

} // namespace

int scoreHexDump(const QList<QByteArrayView> &sample)
{
    qsizetype rows = 0;
    for (const QByteArrayView line : sample) {
        const auto row = splitRow(line);
        if (trimmed(line) == "*") {
            ++rows;
        } else if (row) {
            const HexRow hex = readHexRow(row->rest);
            rows += hex.badColumn < 0 && (row->hasColon || !hex.bytes.isEmpty());
        }
    }
    const auto first = sample.isEmpty() ? std::nullopt : splitRow(sample.first());
    // Digits in columns have no offset; what begins at 0 and goes on by its rows has.
    if (!first || rows * 10 < sample.size() * 8)
        return 0;
    if (first->offset.toByteArray().toLongLong(nullptr, 16) != 0 && !first->hasColon)
        return 0;
    const auto second = sample.size() > 1 ? splitRow(sample.at(1)) : std::nullopt;
    const qsizetype length = readHexRow(first->rest).bytes.size();
    if (!second)
        return first->hasColon || first->offset.size() >= 7 ? 90 : 0;
    for (const int base : {16, 8, 10})
        if (second->offset.toByteArray().toLongLong(nullptr, base)
            == first->offset.toByteArray().toLongLong(nullptr, base) + length)
            return 90;
    return first->hasColon ? 60 : 0;
}

std::optional<ImportError> readHexDump(QByteArrayView text, LogRecord &record)
{
    HexDump dump(record);
    LogLines lines(text);
    while (lines.next()) {
        const QByteArrayView line = trimmed(lines.line());
        if (line.isEmpty())
            continue;
        if (line == "*") {
            dump.repeat();
        } else if (const auto row = splitRow(line)) {
            if (!dump.readRow(*row, lines.number(), lines.isLast()))
                return dump.error();
        } else {
            record.addNote(line);
        }
    }
    dump.finish();
    return {};
}

} // namespace optoscope
