// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recognise/exchange.h"

#include "core/uart/softwareparity.h"

namespace optoscope {

namespace {

bool hasSevenAndParity(CharacterFormat format)
{
    return format.dataBits == 7 && format.parity != Parity::None;
}

} // namespace

CharacterFormat wireFormat(const LineSettings &settings)
{
    if (hasSevenAndParity(settings.format))
        return {8, Parity::None, settings.format.stopBits};
    return settings.format;
}

Character onWire(Character character, const LineSettings &settings)
{
    const CharacterFormat format = settings.format;
    if (!hasSevenAndParity(format))
        return character;
    const bool wrong = character.flags.testFlag(CharacterFlag::ParityError);
    if (settings.parity == ParityBy::Hardware) {
        const int bit = parityBit(character.wire, format) ^ (wrong ? 1 : 0);
        character.wire = static_cast<quint8>((character.wire & format.dataMask()) | (bit << 7));
    }
    // What was wrong is in the eighth bit now.
    character.flags.setFlag(CharacterFlag::ParityError, false);
    return character;
}

BitClock readClock(const LineSettings &settings)
{
    return {settings.baud.value > 0 ? settings.baud : Baud{300}};
}

QByteArray bytesOf(const TimedCharacters &characters, quint8 mask)
{
    QByteArray bytes;
    bytes.reserve(static_cast<qsizetype>(characters.size()));
    for (const TimedCharacter &timed : characters)
        bytes.append(static_cast<char>(timed.character.wire & mask));
    return bytes;
}

} // namespace optoscope
