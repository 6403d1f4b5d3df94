// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/patterns.h"

namespace optoscope::patterns {

QByteArray request()
{
    return QByteArrayLiteral("/?!\r\n");
}

QByteArray loopback()
{
    QByteArray text("\x00\x7F\x55\x2A\x01\x02\x04\x08\x10\x20\x40\x7E\x7D\x7B\x77\x6F", 16);
    while (text.size() < 59)
        text += static_cast<char>((text.size() * 37 + 11) & 0x7F);
    text += request();
    return text;
}

QByteArray eightBits()
{
    QByteArray text = loopback();
    for (qsizetype i = 0; i < text.size(); i += 2)
        text[i] = static_cast<char>(text.at(i) | 0x80);
    return text;
}

QByteArray nuls(int count)
{
    return QByteArray(count, '\0');
}

QByteArray setNormalResponseMode()
{
    // A007 server 1, client 0x10, control 0x93, frame check sequence (IEC 62056-46 clause 6.4).
    return QByteArrayLiteral("\x7E\xA0\x07\x03\x21\x93\x0F\x01\x7E");
}

QByteArray resetMbus()
{
    return QByteArrayLiteral("\x10\x40\xFE\x3E\x16");
}

QByteArray requestMbusData()
{
    return QByteArrayLiteral("\x10\x5B\xFE\x59\x16");
}

} // namespace optoscope::patterns
