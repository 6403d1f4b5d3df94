// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/texts.h"

#include <array>

using namespace Qt::StringLiterals;

namespace optoscope::texts {

namespace {

constexpr std::array<const char *, 32> controlNames{
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS",  "HT",  "LF",
    "VT",  "FF",  "CR",  "SO",  "SI",  "DLE", "DC1", "DC2", "DC3", "DC4", "NAK",
    "SYN", "ETB", "CAN", "EM",  "SUB", "ESC", "FS",  "GS",  "RS",  "US"};
constexpr quint8 del = 0x7F;

QChar controlPicture(quint8 character)
{
    return character == del ? QChar(0x2421) : QChar(0x2400 + character);
}

QString hexEscape(quint8 character)
{
    return u"\\x%1"_qs.arg(character, 2, 16, QLatin1Char('0')).toUpper().replace(u'X', u'x');
}

} // namespace

QString controlName(quint8 character)
{
    if (character == del)
        return u"DEL"_qs;
    return character < controlNames.size() ? QString::fromLatin1(controlNames.at(character))
                                           : QString();
}

QString visibleText(QByteArrayView bytes)
{
    QString text;
    text.reserve(bytes.size());
    for (const char byte : bytes) {
        const auto character = static_cast<quint8>(byte);
        if (character >= 0x80)
            text += hexEscape(character);
        else if (character < 0x20 || character == del)
            text += controlPicture(character);
        else
            text += QLatin1Char(byte);
    }
    return text;
}

QString visibleText(QStringView text)
{
    QString visible;
    visible.reserve(text.size());
    for (const QChar character : text) {
        const char16_t unicode = character.unicode();
        if (unicode < 0x20 || unicode == del)
            visible += controlPicture(static_cast<quint8>(unicode));
        else if (unicode >= 0x80 && unicode < 0xA0)
            visible += hexEscape(static_cast<quint8>(unicode));
        else if (character.category() == QChar::Other_Format)
            visible += QChar::ReplacementCharacter;
        else
            visible += character;
    }
    return visible;
}

} // namespace optoscope::texts
