// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/textlogs.h"

#include "core/capture/logs/lognotation.h"
#include "core/capture/logs/logtext.h"

#include <algorithm>

namespace optoscope {

namespace {

constexpr qsizetype leastDecimals = 8;
constexpr qsizetype mostDecimalDigits = 3;

bool isDecimalSeparator(char character)
{
    return isBlank(character) || character == ',' || character == ';' || character == '\r';
}

/// The next number of \a line from \a at on; empty at the end of the line.
QByteArrayView takeToken(QByteArrayView line, qsizetype &at)
{
    while (at < line.size() && isDecimalSeparator(line.at(at)))
        ++at;
    const qsizetype begin = at;
    while (at < line.size() && !isDecimalSeparator(line.at(at)))
        ++at;
    return line.sliced(begin, at - begin);
}

/// -1 if \a token is no byte.
int byteOf(QByteArrayView token)
{
    bool ok = false;
    const int value = token.size() <= mostDecimalDigits ? token.toInt(&ok, 10) : -1;
    return ok && value >= 0 && value <= 255 && token.front() != '+' ? value : -1;
}

bool hasRealControl(QByteArrayView text)
{
    return std::ranges::any_of(text, [](char character) {
        return static_cast<quint8>(character) < ' ' && !isBlank(character) && character != '\r'
            && character != '\n' && character != '\0';
    });
}

/// Where a remark begins behind a line's data, its size if there is none.
qsizetype remarkIn(QByteArrayView line)
{
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QByteArrayView rest = line.sliced(i);
        const bool isMark = rest.startsWith('#') || rest.startsWith("//") || rest.startsWith("- ")
            || rest.startsWith("-\t") || rest.startsWith("<-");
        if (!isMark || !isBlank(line.at(i - 1)))
            continue;
        const QByteArrayView before = trimmed(line.first(i));
        if (before.endsWith(')') || before.startsWith('/') || before.startsWith('!')
            || before.endsWith('!') || before.size() == 1)
            return i;
    }
    return line.size();
}

/// A line of the person who published the read-out.
bool isPlaceholder(QByteArrayView line)
{
    return line.startsWith('#') || line.startsWith("//") || line == "..."
        || (line.startsWith('<') && line.endsWith('>') && countWritten(line, {}).all == 0);
}

/// The quotes and the letter before them that a program's text begins and ends with.
QByteArrayView withoutQuotes(QByteArrayView text)
{
    text = trimmed(text);
    while (text.endsWith('\n'))
        text = trimmed(text.chopped(1));
    const QByteArrayView inner =
        text.startsWith("b'") || text.startsWith("b\"") ? text.sliced(1) : text;
    const bool isOpen = inner.size() > 1 && (inner.front() == '\'' || inner.front() == '"');
    if (!isOpen)
        return text;
    return inner.back() == inner.front() ? inner.sliced(1, inner.size() - 2) : inner.sliced(1);
}

} // namespace

int scoreDecimals(const QList<QByteArrayView> &sample)
{
    qsizetype count = 0;
    bool isPlain = true; // two digits each, as hexadecimal ones too
    bool hasCommas = false;
    for (const QByteArrayView line : sample) {
        hasCommas |= line.contains(',') || line.contains(';');
        for (qsizetype at = 0; at < line.size();) {
            const QByteArrayView token = takeToken(line, at);
            if (token.isEmpty())
                break;
            if (byteOf(token) < 0)
                return 0;
            // 07 is how hexadecimal ones are written.
            if (token.size() == 2 && token.front() == '0')
                return 0;
            isPlain &= token.size() == 2;
            ++count;
        }
    }
    return count >= leastDecimals && (!isPlain || hasCommas) ? 85 : 0;
}

std::optional<ImportError> readDecimals(QByteArrayView text, LogRecord &record)
{
    LogLines lines(text);
    while (lines.next()) {
        const QByteArrayView line = lines.line();
        for (qsizetype at = 0; at < line.size();) {
            const QByteArrayView token = takeToken(line, at);
            if (token.isEmpty())
                break;
            const int value = byteOf(token);
            if (value < 0)
                return logError(ImportError::Kind::NoByte, lines.number(),
                                token.data() - line.data() + 1, logExcerpt(token));
            record.append(QByteArray(1, static_cast<char>(value)));
        }
    }
    return {};
}

int scoreWritten(const QList<QByteArrayView> &sample)
{
    qsizetype written = 0;
    qsizetype fitting = 0;
    for (const QByteArrayView line : sample) {
        if (hasRealControl(line))
            return 0;
        const WrittenCount count = countWritten(line, {false, hasCarets(line)});
        written += count.all;
        fitting += count.all > 0 || looksLikeTelegramLine(line);
    }
    return written > 0 && fitting * 10 >= sample.size() * 6 ? 65 : 0;
}

std::optional<ImportError> readWrittenText(QByteArrayView text, LogRecord &record)
{
    const QByteArrayView inner = withoutQuotes(text);
    const WrittenNames names{inner.size() != trimmed(text).size() && text.startsWith('b'),
                             hasCarets(text)};
    const bool hasLineEnds = countWritten(inner, names).lineEnds > 0;
    record.setText(!hasLineEnds);
    LogLines lines(inner);
    while (lines.next()) {
        if (isPlaceholder(trimmed(lines.line()))) {
            record.addNote(lines.line());
            continue;
        }
        const QByteArray bytes = readWritten(lines.line(), names);
        record.append(bytes);
        // Behind a block stands its check character, and no line ends there.
        if (!hasLineEnds && lines.hasEnd() && !bytes.contains('\x03') && !bytes.contains('\x04'))
            record.append("\n");
    }
    return {};
}

int scoreRemarked(const QList<QByteArrayView> &sample)
{
    qsizetype remarks = 0;
    qsizetype fitting = 0;
    for (const QByteArrayView line : sample) {
        if (hasRealControl(line))
            return 0;
        const qsizetype end = remarkIn(line);
        remarks += end < line.size();
        fitting += end < line.size() || looksLikeTelegramLine(line) || isPlaceholder(trimmed(line));
    }
    return remarks > 0 && fitting * 10 >= sample.size() * 7 ? 60 : 0;
}

std::optional<ImportError> readRemarked(QByteArrayView text, LogRecord &record)
{
    record.setText(true);
    LogLines lines(text);
    while (lines.next()) {
        const QByteArrayView line = lines.line();
        if (isPlaceholder(trimmed(line))) {
            record.addNote(line);
            continue;
        }
        const qsizetype end = remarkIn(line);
        // Blanks before a remark are the remark's.
        record.append(end < line.size() ? trimmed(line.first(end)) : line);
        if (lines.hasEnd())
            record.append("\n");
        record.addNote(line.sliced(end));
    }
    return {};
}

} // namespace optoscope
