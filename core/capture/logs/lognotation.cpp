// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/lognotation.h"

#include "core/capture/logs/logtext.h"

#include <algorithm>
#include <array>

namespace optoscope {

namespace {

struct Named {
    QByteArrayView name;
    QByteArrayView bytes;
};

using namespace std::string_view_literals;

QByteArrayView control(std::string_view bytes)
{
    return QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

/// Names of control characters; longer ones before those that they begin with.
const auto &controlNames()
{
    static const std::array names{
        Named{"CRLF", control("\r\n"sv)}, Named{"CR+LF", control("\r\n"sv)},
        Named{"NUL", control("\0"sv)},    Named{"SOH", control("\x01"sv)},
        Named{"STX", control("\x02"sv)},  Named{"ETX", control("\x03"sv)},
        Named{"EOT", control("\x04"sv)},  Named{"ENQ", control("\x05"sv)},
        Named{"ACK", control("\x06"sv)},  Named{"BEL", control("\x07"sv)},
        Named{"BS", control("\x08"sv)},   Named{"TAB", control("\t"sv)},
        Named{"HT", control("\t"sv)},     Named{"LF", control("\n"sv)},
        Named{"VT", control("\v"sv)},     Named{"FF", control("\f"sv)},
        Named{"CR", control("\r"sv)},     Named{"SO", control("\x0E"sv)},
        Named{"SI", control("\x0F"sv)},   Named{"DLE", control("\x10"sv)},
        Named{"DC1", control("\x11"sv)},  Named{"DC2", control("\x12"sv)},
        Named{"DC3", control("\x13"sv)},  Named{"DC4", control("\x14"sv)},
        Named{"NAK", control("\x15"sv)},  Named{"SYN", control("\x16"sv)},
        Named{"ETB", control("\x17"sv)},  Named{"CAN", control("\x18"sv)},
        Named{"EM", control("\x19"sv)},   Named{"SUB", control("\x1A"sv)},
        Named{"ESC", control("\x1B"sv)},  Named{"FS", control("\x1C"sv)},
        Named{"GS", control("\x1D"sv)},   Named{"RS", control("\x1E"sv)},
        Named{"US", control("\x1F"sv)},   Named{"DEL", control("\x7F"sv)},
        Named{"SP", control(" "sv)},      Named{"BCC", control(""sv)},
    };
    return names;
}

const Named *nameAt(QByteArrayView text, qsizetype at, bool anyCase)
{
    for (const Named &named : controlNames())
        if (anyCase ? hasWordAt(text, at, named.name) : text.sliced(at).startsWith(named.name))
            return &named;
    return nullptr;
}

char characterAt(QByteArrayView text, qsizetype at)
{
    return at < text.size() ? text.at(at) : '\0';
}

/// Two hexadecimal digits; one where none follows.
std::optional<QByteArray> hexAt(QByteArrayView text, qsizetype at, qsizetype &length)
{
    const int high = hexDigit(characterAt(text, at));
    if (high < 0)
        return {};
    const int low = hexDigit(characterAt(text, at + 1));
    length += low < 0 ? 1 : 2;
    return QByteArray(1, static_cast<char>(low < 0 ? high : high << 4 | low));
}

/// `\r`, `\x02`, `\STX`; in literals `\\`, `\"` and `\002` too.
std::optional<QByteArray> backslashAt(QByteArrayView text, qsizetype at, const WrittenNames &names,
                                      qsizetype &length)
{
    const char next = characterAt(text, at + 1);
    length = 2;
    switch (next) {
    case 'r': return QByteArray("\r");
    case 'n': return QByteArray("\n");
    case 't': return QByteArray("\t");
    case 'x': return hexAt(text, at + 2, length);
    case '\\':
    case '"':
    case '\'': return names.isLiteral ? std::optional(QByteArray(1, next)) : std::nullopt;
    default: break;
    }
    if (const Named *named = nameAt(text, at + 1, false)) {
        // Names are ended by a blank that is no character.
        length = 1 + named->name.size();
        length += characterAt(text, at + length) == ' ' ? 1 : 0;
        return named->bytes.toByteArray();
    }
    // The digits of an identification, as in `\2`, are themselves.
    const bool isOctal = names.isLiteral && next >= '0' && next <= '3';
    qsizetype digits = 0;
    int value = 0;
    while (isOctal && digits < 3 && characterAt(text, at + 1 + digits) >= '0'
           && characterAt(text, at + 1 + digits) <= '7')
        value = value * 8 + (text.at(at + 1 + digits++) - '0');
    if (digits != 3 && !(digits == 1 && value == 0))
        return {};
    length = 1 + digits;
    return QByteArray(1, static_cast<char>(value));
}

char closing(char bracket)
{
    switch (bracket) {
    case '<': return '>';
    case '[': return ']';
    default: return '}';
    }
}

/// `<STX>`, `[CR]`, `{LF}`, `<\r>`, `<0x02>`, and a page's `<br>`.
std::optional<QByteArray> bracketAt(QByteArrayView text, qsizetype at, const WrittenNames &names,
                                    qsizetype &length)
{
    const char end = closing(text.at(at));
    if (const Named *named = nameAt(text, at + 1, true)) {
        length = 2 + named->name.size();
        if (characterAt(text, at + length - 1) == end)
            return named->bytes.toByteArray();
    }
    if (end != '>')
        return {};
    if (characterAt(text, at + 1) == '\\') {
        auto inner = backslashAt(text, at + 1, names, length);
        if (inner && characterAt(text, at + 1 + length) == end) {
            length += 2;
            return inner;
        }
    }
    length = 3;
    const bool isHex = hasWordAt(text, at + 1, "0x");
    if (auto value = isHex ? hexAt(text, at + length, length) : std::nullopt;
        value && characterAt(text, at + length) == end) {
        ++length;
        return value;
    }
    for (const QByteArrayView mark : {"<br>", "<br/>", "<br />"}) {
        if (hasWordAt(text, at, mark)) {
            length = mark.size();
            return QByteArray("\r\n");
        }
    }
    return {};
}

/// The pictures of control characters, U+2400 to U+2421, as UTF-8.
std::optional<QByteArray> pictureAt(QByteArrayView text, qsizetype at, qsizetype &length)
{
    if (!text.sliced(at).startsWith("\xE2\x90"))
        return {};
    const auto last = static_cast<quint8>(characterAt(text, at + 2));
    if (last < 0x80 || last > 0xA1)
        return {};
    length = 3;
    return QByteArray(1, last == 0xA1 ? '\x7F' : static_cast<char>(last - 0x80));
}

/// Whether \a row is the column of the characters that \a bytes are: what can be printed of both is
/// the same, whatever stands for the rest.
bool isCharacterColumn(QByteArrayView row, QByteArrayView bytes)
{
    const auto printed = [](QByteArrayView text) {
        QByteArray result;
        for (const char character : text)
            if (character > ' ' && character < '\x7F' && character != '.' && character != '|')
                result += character;
        return result;
    };
    row = trimmed(row);
    if (row.size() > 4 * bytes.size() + 2)
        return false;
    const QByteArray left = printed(bytes);
    // od puts them between arrows.
    const bool isFramed = row.size() >= 2 && row.front() == '>' && row.back() == '<';
    return printed(row) == left || (isFramed && printed(row.sliced(1, row.size() - 2)) == left);
}

// Rows of programs are short; in a long one every gap would be a search.
constexpr qsizetype longestWithColumn = 4096;

bool separates(char character)
{
    return isBlank(character) || QByteArrayView(":,;-\r").contains(character);
}

} // namespace

int hexDigit(char character)
{
    if (character >= '0' && character <= '9')
        return character - '0';
    const char lower = static_cast<char>(character | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

HexRow readHexRow(QByteArrayView row)
{
    HexRow result;
    qsizetype at = 0;
    while (at < row.size()) {
        const qsizetype from = at;
        while (at < row.size() && separates(row.at(at)))
            ++at;
        const bool isGap =
            at - from >= 2 || (at > from && row.at(from) == '\t') || characterAt(row, at) == '|';
        if (isGap && !result.bytes.isEmpty() && row.size() <= longestWithColumn
            && isCharacterColumn(row.sliced(from), result.bytes))
            return result;
        if (hasWordAt(row, at, "0x"))
            at += 2;
        const qsizetype begin = at;
        for (; hexDigit(characterAt(row, at)) >= 0; ++at)
            if ((at - begin) % 2 != 0)
                result.bytes +=
                    static_cast<char>(hexDigit(row.at(at - 1)) << 4 | hexDigit(row.at(at)));
        const bool isEnd = at >= row.size();
        result.endsInHalf = (at - begin) % 2 != 0;
        const bool isSeparated = !isEnd && (separates(row.at(at)) || row.at(at) == '|');
        if (!isEnd && (!isSeparated || result.endsInHalf || at == begin)) {
            result.badColumn = result.endsInHalf && isSeparated ? at - 1 : at;
            result.endsInHalf = false;
            return result;
        }
    }
    return result;
}

std::optional<QByteArray> writtenAt(QByteArrayView text, qsizetype at, const WrittenNames &names,
                                    qsizetype &length)
{
    const char first = text.at(at);
    switch (first) {
    case '\\': return backslashAt(text, at, names, length);
    case '<':
    case '[':
    case '{': return bracketAt(text, at, names, length);
    case '\xE2': return pictureAt(text, at, length);
    case '^': break;
    default: return {};
    }
    const char next = characterAt(text, at + 1);
    if (!names.hasCarets || next < '?' || next > '_')
        return {};
    length = 2;
    return QByteArray(1, next == '?' ? '\x7F' : static_cast<char>(next - '@'));
}

WrittenCount countWritten(QByteArrayView text, const WrittenNames &names)
{
    WrittenCount count;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype length = 1;
        const auto written = writtenAt(text, at, names, length);
        if (written) {
            ++count.all;
            count.lineEnds += written->contains('\r') || written->contains('\n');
        }
        at += written ? length : 1;
    }
    return count;
}

bool hasCarets(QByteArrayView text)
{
    return text.contains("^M") || text.contains("^J") || text.contains("^B") || text.contains("^C")
        || text.contains("^F0");
}

QByteArray readWritten(QByteArrayView text, const WrittenNames &names)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        qsizetype length = 1;
        if (const auto written = writtenAt(text, at, names, length)) {
            bytes += *written;
            at += length;
            continue;
        }
        // A placeholder that lost its bracket is one all the same.
        if (bytes.endsWith('\x03') && hasWordAt(text, at, "BCC>")) {
            at += 4;
            continue;
        }
        bytes += text.at(at++);
    }
    return bytes;
}

} // namespace optoscope
