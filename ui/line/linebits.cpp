// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/linebits.h"

#include "core/uart/softwareparity.h"

#include <bit>

namespace optoscope {
namespace {

/// The levels of the bits, 1 = mark, the start bit lowest.
quint32 levelsOf(Character character, const LineSettings &settings)
{
    if (character.flags.testFlag(CharacterFlag::Break))
        return 0;
    const CharacterFormat format = formatOnLine(settings);
    quint8 wire = character.wire;
    if (settings.parity == ParityBy::Software && !character.isDamaged())
        wire = encodeCharacter(wire, settings);
    quint32 levels = static_cast<quint32>(wire & format.dataMask()) << 1U;
    int bit = 1 + format.dataBits;
    if (format.parity != Parity::None) {
        const int wrong = character.flags.testFlag(CharacterFlag::ParityError) ? 1 : 0;
        levels |= static_cast<quint32>(parityBit(wire, format) ^ wrong) << bit;
        ++bit;
    }
    if (!character.flags.testFlag(CharacterFlag::FramingError))
        levels |= ((1U << format.stopBits) - 1U) << bit;
    return levels;
}

} // namespace

CharacterFormat formatOnLine(const LineSettings &settings)
{
    return settings.parity == ParityBy::Software ? settings.portFormat : settings.format;
}

LineBits lineBits(Character character, const LineSettings &settings)
{
    const quint32 levels = levelsOf(character, settings);
    const CharacterFormat format = settings.format;
    const bool isBreak = character.flags.testFlag(CharacterFlag::Break);
    const int parityPlace = format.parity == Parity::None ? -1 : 1 + format.dataBits;
    const int count = formatOnLine(settings).bitsOnWire();
    LineBits bits;
    for (int i = 0; i < count; ++i) {
        LineBit bit;
        if (i >= 1 && i <= format.dataBits)
            bit.kind = LineBit::Kind::Data;
        else if (i == parityPlace)
            bit.kind = LineBit::Kind::Parity;
        else if (i > 0)
            bit.kind = LineBit::Kind::Stop;
        bit.number = bit.kind == LineBit::Kind::Data ? static_cast<quint8>(i - 1) : quint8{0};
        bit.level = ((levels >> i) & 1U) != 0 ? Level::Mark : Level::Space;
        const bool wrongStop = bit.kind == LineBit::Kind::Stop && bit.level == Level::Space;
        const bool wrongParity = bit.kind == LineBit::Kind::Parity
            && character.flags.testFlag(CharacterFlag::ParityError);
        bit.isWrong = isBreak || wrongStop || wrongParity;
        bits.append(bit);
    }
    return bits;
}

int edgeCount(Character character, const LineSettings &settings)
{
    const quint32 levels = levelsOf(character, settings);
    const int count = formatOnLine(settings).bitsOnWire();
    const quint32 changes = (levels ^ (levels >> 1U)) & ((1U << (count - 1)) - 1U);
    const bool endsLow = ((levels >> (count - 1)) & 1U) == 0;
    return 1 + std::popcount(changes) + (endsLow ? 1 : 0);
}

} // namespace optoscope
