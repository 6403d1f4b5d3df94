// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/character.h"
#include "core/uart/linesettings.h"
#include "core/uart/waveform.h"

namespace optoscope {

/// The bit clock of a UART: its baud, and how fast its clock runs against the right one.
struct BitClock {
    Baud baud;
    double factor = 1.0;

    double bitNanoseconds() const { return 1e9 / (baud.value * factor); }
    /// \a bits bit times, rounded to the nanosecond.
    nanoseconds bits(double count) const;

    friend bool operator==(const BitClock &, const BitClock &) = default;
};

/// The transmitter of a UART: characters become edges.
class Encoder
{
public:
    Encoder(BitClock clock, CharacterFormat format)
        : m_clock(clock)
        , m_format(format)
    {
    }

    /// Writes \a characters without gaps to \a line, the first start bit at \a at, and returns the
    /// end of the last stop bit. Errors are drawn as a receiver would see them: a wrong parity bit;
    /// a stop bit that is space until its last quarter, so that the next start bit has an edge; a
    /// break as space from the start bit on.
    Instant encode(Instant at, const Characters &characters, Waveform &line) const;

private:
    void encodeCharacter(Instant at, qint64 firstBit, Character character, Waveform &line) const;

    BitClock m_clock;
    CharacterFormat m_format;
};

} // namespace optoscope
