// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/encoder.h"

#include "core/uart/softwareparity.h"

#include <cmath>

namespace optoscope {

nanoseconds BitClock::bits(double count) const
{
    return nanoseconds(std::llround(count * bitNanoseconds()));
}

Instant Encoder::encode(Instant at, const Characters &characters, Waveform &line) const
{
    // Counted from the first start bit, so that a long run does not drift by rounding.
    qint64 bit = 0;
    for (const Character &character : characters) {
        encodeCharacter(at, bit, character, line);
        bit += m_format.bitsOnWire();
    }
    return at + m_clock.bits(static_cast<double>(bit));
}

void Encoder::encodeCharacter(Instant at, qint64 firstBit, Character character,
                              Waveform &line) const
{
    double bit = static_cast<double>(firstBit);
    const auto put = [&](int level, double length) {
        line.set(at + m_clock.bits(bit), level ? Level::Mark : Level::Space);
        bit += length;
    };
    const bool isBreak = character.flags.testFlag(CharacterFlag::Break);
    put(0, 1);
    for (int i = 0; i < m_format.dataBits; ++i)
        put(isBreak ? 0 : (character.wire >> i) & 1, 1);
    if (m_format.parity != Parity::None) {
        const int wrong = character.flags.testFlag(CharacterFlag::ParityError) ? 1 : 0;
        put(isBreak ? 0 : parityBit(character.wire, m_format) ^ wrong, 1);
    }
    if (isBreak || character.flags.testFlag(CharacterFlag::FramingError)) {
        put(0, 0.75);
        put(1, 0.25);
    } else {
        put(1, 1);
    }
}

} // namespace optoscope
