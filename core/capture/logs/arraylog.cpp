// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/arraylog.h"

#include "core/capture/logs/lognotation.h"
#include "core/capture/logs/logtext.h"

#include <algorithm>

namespace optoscope {

namespace {

constexpr qsizetype leastNumbers = 4;

bool isWordCharacter(char character)
{
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z')
        || (character >= 'a' && character <= 'z') || character == '_';
}

bool isDigit(char character)
{
    return character >= '0' && character <= '9';
}

/// Reads a program's text from token to token.
class ArrayReader
{
public:
    ArrayReader(QByteArrayView text, LogRecord &record)
        : m_text(text)
        , m_record(record)
        , m_listsOnly(text.contains('{') || text.contains('['))
    {
    }

    /// False after an error.
    bool readAll();
    const std::optional<ImportError> &error() const { return m_error; }
    qsizetype numbers() const { return m_numbers; }
    qsizetype strings() const { return m_strings; }

private:
    bool skipComment();
    void skipDimension();
    bool readString(char quote);
    bool readWord();
    bool readNumber(QByteArrayView word);
    bool append(QByteArrayView bytes);
    char peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : '\0';
    }
    bool fail(ImportError::Kind kind, qsizetype at, const QString &detail);

    QByteArrayView m_text;
    LogRecord &m_record;
    std::optional<ImportError> m_error;
    qsizetype m_at = 0;
    QByteArrayView m_name; ///< the last word that is no number
    bool m_listsOnly; ///< Numbers outside of lists are no data.
    bool m_beginsRun = true;
    bool m_afterName = false; ///< A bracket is the array's size.
    int m_depth = 0;
    qsizetype m_numbers = 0;
    qsizetype m_strings = 0;
};

bool ArrayReader::fail(ImportError::Kind kind, qsizetype at, const QString &detail)
{
    const QByteArrayView before = m_text.first(at);
    const qsizetype line = before.count('\n') + 1;
    const qsizetype column = at - (before.lastIndexOf('\n') + 1) + 1;
    m_error = logError(kind, line, column, detail);
    return false;
}

bool ArrayReader::skipComment()
{
    if (peek() == '#' || (peek() == '/' && peek(1) == '/')) {
        const qsizetype end = m_text.indexOf('\n', m_at);
        m_at = end < 0 ? m_text.size() : end;
        return true;
    }
    if (peek() != '/' || peek(1) != '*')
        return false;
    const qsizetype end = m_text.indexOf("*/", m_at + 2);
    m_at = end < 0 ? m_text.size() : end + 2;
    return true;
}

void ArrayReader::skipDimension()
{
    const qsizetype end = m_text.indexOf(']', m_at);
    m_at = end < 0 ? m_text.size() : end + 1;
}

bool ArrayReader::append(QByteArrayView bytes)
{
    if (m_beginsRun) {
        const QByteArray name = m_name.toByteArray().toLower();
        const bool bySender = name.startsWith("tx") || name.contains("_tx") || name.contains("send")
            || name.contains("request") || name.contains("command") || name.contains("cmd");
        m_record.beginRun(bySender);
        m_beginsRun = false;
    }
    m_record.append(bytes);
    return true;
}

bool ArrayReader::readString(char quote)
{
    const qsizetype begin = m_at + 1;
    qsizetype end = begin;
    while (end < m_text.size() && m_text.at(end) != quote)
        end += m_text.at(end) == '\\' ? 2 : 1;
    if (end >= m_text.size())
        return fail(ImportError::Kind::Truncated, m_at, {});
    ++m_strings;
    m_at = end + 1;
    return append(readWritten(m_text.sliced(begin, end - begin), {true, false}));
}

bool ArrayReader::readNumber(QByteArrayView word)
{
    if (m_listsOnly && m_depth == 0)
        return true;
    QByteArrayView digits = word;
    while (!digits.isEmpty() && QByteArrayView("uUlL").contains(digits.back()))
        digits.chop(1);
    bool ok = false;
    const bool isHex = hasWordAt(digits, 0, "0x");
    const int value = isHex ? digits.sliced(2).toInt(&ok, 16) : digits.toInt(&ok, 10);
    if (!ok || value < 0 || value > 255)
        return fail(ImportError::Kind::NoByte, word.data() - m_text.data(),
                    QString::fromLatin1(word));
    ++m_numbers;
    return append(QByteArray(1, static_cast<char>(value)));
}

bool ArrayReader::readWord()
{
    const qsizetype begin = m_at;
    while (isWordCharacter(peek()))
        ++m_at;
    const QByteArrayView word = m_text.sliced(begin, m_at - begin);
    if (isDigit(word.front()))
        return readNumber(word);
    // b'…' and u8"…" are strings with a letter before them.
    const bool isPrefix = word.size() <= 2 && (peek() == '"' || peek() == '\'');
    if (!isPrefix && word != "const" && word != "bytes" && word != "bytearray")
        m_name = word;
    m_afterName = !isPrefix;
    return true;
}

bool ArrayReader::readAll()
{
    while (m_at < m_text.size()) {
        if (skipComment())
            continue;
        const char character = peek();
        if (isWordCharacter(character)) {
            if (!readWord())
                return false;
            continue;
        }
        if (character == '"' || character == '\'') {
            if (!readString(character))
                return false;
            continue;
        }
        if (character == '[' && m_afterName && m_depth == 0) {
            skipDimension();
            continue;
        }
        if (character == '{' || character == '[') {
            ++m_depth;
            m_beginsRun = true;
        } else if (character == '}' || character == ']') {
            m_depth = std::max(0, m_depth - 1);
            m_beginsRun = true;
        } else if (character == ';' || character == '=') {
            m_beginsRun = true;
        }
        m_afterName = m_afterName && isBlank(character);
        ++m_at;
    }
    return true;
}

} // namespace

int scoreArrays(const QList<QByteArrayView> &sample)
{
    QByteArray text;
    qsizetype marks = 0;
    for (const QByteArrayView line : sample) {
        text.append(line).append('\n');
        marks += line.contains("0x") && line.contains(',');
        marks += line.contains('"') && line.contains("\\r\\n");
        marks += trimmed(line).startsWith("b'") && line.contains('\\');
    }
    if (marks == 0)
        return 0;
    LogRecord record;
    ArrayReader reader(text, record);
    const bool isWhole = reader.readAll();
    const bool isMost = isWhole && marks * 3 >= sample.size();
    return isMost && (reader.strings() > 0 || reader.numbers() >= leastNumbers) ? 80 : 0;
}

std::optional<ImportError> readArrays(QByteArrayView text, LogRecord &record)
{
    ArrayReader reader(text, record);
    return reader.readAll() ? std::nullopt : reader.error();
}

} // namespace optoscope
