// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/obiscode.h"

namespace optoscope {

namespace {

/// The longest code is `1-255:255.255.255.255*255,255` with some blanks.
constexpr qsizetype longestAddress = 40;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::optional<int> hexDigit(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return {};
}

/// One to three decimal digits up to 255.
std::optional<quint8> number(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 3)
        return {};
    int value = 0;
    for (const char c : text) {
        if (!isDigit(c))
            return {};
        value = value * 10 + (c - '0');
    }
    if (value > 255)
        return {};
    return static_cast<quint8>(value);
}

std::optional<quint16> letterGroup(QByteArrayView text)
{
    if (text.size() != 1)
        return {};
    switch (text[0]) {
    case 'C':
    case 'c': return 96;
    case 'F':
    case 'f': return 97;
    case 'L':
    case 'l': return 98;
    case 'P':
    case 'p': return 99;
    default: return {};
    }
}

std::optional<quint16> group(QByteArrayView text)
{
    if (const auto value = number(text))
        return *value;
    if (const auto value = letterGroup(text))
        return value;
    if (text.isEmpty() || text.size() > 3)
        return {};
    int value = 0;
    for (const char c : text) {
        const auto digit = hexDigit(c);
        if (!digit)
            return {};
        value = value * 16 + *digit;
    }
    return static_cast<quint16>(ObisCode::hexadecimal | value);
}

/// Takes what follows the last of \a separators off \a text.
std::optional<QByteArrayView> takeSuffix(QByteArrayView &text, QByteArrayView separators)
{
    for (qsizetype i = text.size() - 1; i >= 0; --i) {
        if (!separators.contains(text[i]))
            continue;
        const QByteArrayView suffix = text.sliced(i + 1);
        text.truncate(i);
        return suffix;
    }
    return {};
}

/// Takes `A-B:` off \a text; false if what stands before the first colon is none.
bool takePrefix(QByteArrayView &text, ObisCode &code)
{
    const qsizetype dash = text.indexOf('-');
    if (dash < 0)
        return !text.contains(':');
    const qsizetype colon = text.indexOf(':');
    if (colon < dash)
        return false;
    code.medium = number(text.first(dash));
    code.channel = number(text.sliced(dash + 1, colon - dash - 1));
    text = text.sliced(colon + 1);
    return code.medium && code.channel;
}

/// Groups between dots. Iskraemeco's MT382 puts a colon for a dot (`1-0:72:32.0`).
bool readGroups(QByteArrayView text, ObisCode &code)
{
    qsizetype begin = 0;
    while (true) {
        qsizetype end = begin;
        while (end < text.size() && text[end] != '.' && text[end] != ':')
            ++end;
        const auto value = group(text.sliced(begin, end - begin));
        if (!value || code.groupCount == static_cast<int>(code.groups.size()))
            return false;
        code.groups[static_cast<size_t>(code.groupCount++)] = *value;
        if (end == text.size())
            return true;
        begin = end + 1;
    }
}

/// Six groups with dots only: `1.0.1.8.0.255`.
std::optional<ObisCode> fromSixGroups(QByteArrayView text)
{
    std::array<quint8, 6> values{};
    for (size_t i = values.size(); i-- > 0;) {
        const auto suffix = i == 0 ? std::optional(text) : takeSuffix(text, ".");
        const auto value = suffix ? number(*suffix) : std::nullopt;
        if (!value)
            return {};
        values[i] = *value;
    }
    ObisCode code;
    code.medium = values[0];
    code.channel = values[1];
    code.groups = {values[2], values[3], values[4]};
    code.groupCount = 3;
    code.period = values[5];
    return code;
}

/// Eight hexadecimal digits that end in FF, C D E F without dots: `100700FF` (Taipit Neva).
std::optional<ObisCode> fromHexadecimal(QByteArrayView text)
{
    if (text.size() != 8 || text.last(2).compare("FF", Qt::CaseInsensitive) != 0)
        return {};
    ObisCode code;
    for (qsizetype i = 0; i < 6; i += 2) {
        const auto high = hexDigit(text[i]);
        const auto low = hexDigit(text[i + 1]);
        if (!high || !low)
            return {};
        code.groups[static_cast<size_t>(code.groupCount++)] =
            static_cast<quint16>(*high * 16 + *low);
    }
    code.period = 255;
    return code;
}

/// `1-0:1.8.0.255`: the fourth group is F.
void moveCurrentPeriod(ObisCode &code)
{
    if (code.groupCount != 4 || code.period || code.groups[3] != 255)
        return;
    code.period = 255;
    code.groups[3] = 0;
    code.groupCount = 3;
}

/// A single group is a code only behind `A-B:` and as the F of heat meters; else every word of
/// three letters from A to F would be one.
bool isWhole(const ObisCode &code)
{
    return code.groupCount > 1 || code.medium || code.groups[0] == 97;
}

} // namespace

std::optional<ObisCode> ObisCode::fromAddress(QByteArrayView address)
{
    QByteArrayView text = address.trimmed();
    if (text.isEmpty() || text.size() > longestAddress)
        return {};
    if (const auto code = fromHexadecimal(text))
        return code;
    if (std::count(text.begin(), text.end(), '.') == 5)
        return fromSixGroups(text);
    ObisCode code;
    if (const auto suffix = takeSuffix(text, ",")) {
        code.attribute = number(*suffix);
        if (!code.attribute)
            return {};
    }
    if (const auto suffix = takeSuffix(text, "*&")) {
        code.period = number(*suffix);
        if (!code.period)
            return {};
    }
    if (!takePrefix(text, code) || !readGroups(text, code) || !isWhole(code))
        return {};
    moveCurrentPeriod(code);
    return code;
}

std::optional<int> ObisCode::billingPeriod() const
{
    if (!period || *period < 1 || *period > 99)
        return {};
    return *period;
}

} // namespace optoscope
