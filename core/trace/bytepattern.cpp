// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/bytepattern.h"

#include <optional>

namespace optoscope {
namespace {

constexpr int digitBits = 4;
constexpr quint8 digitMask = 0x0F;
/// Tells a small ASCII letter from its capital.
constexpr quint8 caseBit = 0x20;

/// A digit's four bits in both value and mask.
std::optional<PatternByte> digitOf(QChar character)
{
    const char16_t code = character.toLower().unicode();
    if (code == u'?')
        return PatternByte{0, 0};
    if (code >= u'0' && code <= u'9')
        return PatternByte{static_cast<quint8>(code - u'0'), digitMask};
    if (code >= u'a' && code <= u'f')
        return PatternByte{static_cast<quint8>(code - u'a' + 10), digitMask};
    return {};
}

bool isAsciiLetter(char16_t code)
{
    return (code >= u'a' && code <= u'z') || (code >= u'A' && code <= u'Z');
}

std::variant<BytePattern, PatternError> checked(const BytePattern &pattern)
{
    if (pattern.isEmpty())
        return PatternError{PatternError::Kind::Empty, 0};
    if (pattern.size() > mostPatternBytes)
        return PatternError{PatternError::Kind::TooLong, 0};
    return pattern;
}

} // namespace

std::variant<BytePattern, PatternError> patternFromHex(QStringView text)
{
    BytePattern pattern;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i).isSpace())
            continue;
        const std::optional<PatternByte> high = digitOf(text.at(i));
        if (!high)
            return PatternError{PatternError::Kind::NotHex, i};
        if (i + 1 == text.size() || text.at(i + 1).isSpace())
            return PatternError{PatternError::Kind::HalfByte, i};
        const std::optional<PatternByte> low = digitOf(text.at(++i));
        if (!low)
            return PatternError{PatternError::Kind::NotHex, i};
        pattern.append({static_cast<quint8>(high->value << digitBits | low->value),
                        static_cast<quint8>(high->mask << digitBits | low->mask)});
    }
    return checked(pattern);
}

std::variant<BytePattern, PatternError> patternFromText(QStringView text, Qt::CaseSensitivity cases)
{
    constexpr char16_t lastByte = 0xFF;
    BytePattern pattern;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t code = text.at(i).unicode();
        if (code > lastByte)
            return PatternError{PatternError::Kind::NotAByte, i};
        PatternByte byte{static_cast<quint8>(code)};
        if (cases == Qt::CaseInsensitive && isAsciiLetter(code)) {
            byte.mask = static_cast<quint8>(~caseBit);
            byte.value &= byte.mask;
        }
        pattern.append(byte);
    }
    return checked(pattern);
}

} // namespace optoscope
