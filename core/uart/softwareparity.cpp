// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/softwareparity.h"

#include <bit>

namespace optoscope {

int parityBit(quint8 data, CharacterFormat format)
{
    const int ones = std::popcount(static_cast<quint8>(data & format.dataMask()));
    switch (format.parity) {
    case Parity::None:
    case Parity::Space: return 0;
    case Parity::Mark: return 1;
    case Parity::Even: return ones & 1;
    case Parity::Odd: return (ones & 1) ^ 1;
    }
    return 0;
}

namespace {

quint8 withParityBit(quint8 data, CharacterFormat format)
{
    const int masked = data & format.dataMask();
    return static_cast<quint8>(masked | (parityBit(data, format) << format.dataBits));
}

} // namespace

quint8 encodeCharacter(quint8 data, const LineSettings &settings)
{
    if (settings.parity == ParityBy::Software)
        return withParityBit(data, settings.format);
    return static_cast<quint8>(data & settings.format.dataMask());
}

QByteArray encodeCharacters(QByteArrayView data, const LineSettings &settings)
{
    QByteArray wire;
    wire.reserve(data.size());
    for (const char byte : data)
        wire.append(static_cast<char>(encodeCharacter(static_cast<quint8>(byte), settings)));
    return wire;
}

Character checkCharacter(Character received, const LineSettings &settings)
{
    const CharacterFormat format = settings.format;
    if (settings.parity == ParityBy::Hardware || format.parity == Parity::None)
        return received;
    const int wire = received.wire & ((format.dataMask() << 1) | 1);
    const bool plain = settings.parity == ParityBy::None && wire == (wire & format.dataMask());
    if (!plain && wire != withParityBit(received.wire, format))
        received.flags |= CharacterFlag::ParityError;
    return received;
}

} // namespace optoscope
