// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/hextext.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

constexpr qsizetype leastDigits = 16;

bool isSpace(char character)
{
    return character == ' ' || (character >= '\t' && character <= '\r');
}

int hexValue(char character)
{
    if (character >= '0' && character <= '9')
        return character - '0';
    const char lower = static_cast<char>(character | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Who sent a line's bytes, if it says so, and the column where its digits begin.
struct LineStart {
    std::optional<bool> bySender;
    qsizetype digits = 0;
};

LineStart startOfLine(QByteArrayView line)
{
    qsizetype at = 0;
    while (at < line.size() && isSpace(line.at(at)))
        ++at;
    if (line.size() - at < 2 || (line.at(at + 1) | 0x20) != 'x')
        return {{}, at};
    const int letter = line.at(at) | 0x20;
    if (letter != 't' && letter != 'r')
        return {{}, at};
    at += 2;
    if (at < line.size() && line.at(at) == ':')
        ++at;
    return {letter == 't', at};
}

/// The next line of \a text without its end; moves \a at behind it.
QByteArrayView takeLine(QByteArrayView text, qsizetype &at)
{
    const qsizetype end = text.indexOf('\n', at);
    const qsizetype from = at;
    at = end < 0 ? text.size() : end + 1;
    return text.sliced(from, (end < 0 ? text.size() : end) - from);
}

class HexReader
{
public:
    /// Reads one line's digits; false after a character that is none.
    bool readLine(QByteArrayView line);
    /// False if a digit has no second one.
    bool finish();
    const ImportError &error() const { return m_error; }
    QList<DirectedBytes> takeRuns() { return std::exchange(m_runs, {}); }

private:
    void addDigit(int value);
    bool beginRun(bool bySender);
    bool failAt(ImportError::Kind kind, qint64 line, qint64 column, const QString &detail);

    QList<DirectedBytes> m_runs;
    ImportError m_error;
    qint64 m_line = 0;
    int m_half = -1; ///< a first digit that waits for its second
    qint64 m_halfLine = 0;
    qint64 m_halfColumn = 0;
};

bool HexReader::failAt(ImportError::Kind kind, qint64 line, qint64 column, const QString &detail)
{
    m_error = {kind, {}, detail, line, column, 0};
    return false;
}

bool HexReader::finish()
{
    return m_half < 0 || failAt(ImportError::Kind::OddHexDigits, m_halfLine, m_halfColumn, {});
}

bool HexReader::beginRun(bool bySender)
{
    if (!finish())
        return false;
    m_runs.append(DirectedBytes{bySender, {}});
    return true;
}

void HexReader::addDigit(int value)
{
    if (m_half < 0) {
        m_half = value;
        return;
    }
    m_runs.last().bytes += static_cast<char>(m_half << 4 | value);
    m_half = -1;
}

bool HexReader::readLine(QByteArrayView line)
{
    ++m_line;
    const LineStart start = startOfLine(line);
    const bool turns = m_runs.isEmpty() || m_runs.last().bySender;
    if (start.bySender ? !beginRun(*start.bySender) : turns && !beginRun(false))
        return false;
    for (qsizetype i = start.digits; i < line.size(); ++i) {
        if (isSpace(line.at(i)))
            continue;
        const int value = hexValue(line.at(i));
        if (value < 0)
            return failAt(ImportError::Kind::BadHexDigit, m_line, i + 1,
                          QString(QLatin1Char(line.at(i))));
        if (m_half < 0) {
            m_halfLine = m_line;
            m_halfColumn = i + 1;
        }
        addDigit(value);
    }
    return true;
}

} // namespace

std::variant<QList<DirectedBytes>, ImportError> parseHexText(QByteArrayView text)
{
    HexReader reader;
    for (qsizetype at = 0; at < text.size();) {
        if (!reader.readLine(takeLine(text, at)))
            return reader.error();
    }
    if (!reader.finish())
        return reader.error();
    QList<DirectedBytes> runs = reader.takeRuns();
    runs.removeIf([](const DirectedBytes &run) { return run.bytes.isEmpty(); });
    return runs;
}

bool looksLikeHexText(QByteArrayView text)
{
    bool directed = false;
    qsizetype digits = 0;
    for (qsizetype at = 0; at < text.size();) {
        const QByteArrayView line = takeLine(text, at);
        const LineStart start = startOfLine(line);
        directed |= start.bySender.has_value();
        for (qsizetype i = start.digits; i < line.size(); ++i) {
            if (isSpace(line.at(i)))
                continue;
            if (hexValue(line.at(i)) < 0)
                return false;
            ++digits;
        }
    }
    return directed ? digits > 0 : digits >= leastDigits;
}

} // namespace optoscope
