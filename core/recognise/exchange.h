// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"
#include "core/uart/decoder.h"

#include <vector>

namespace optoscope {

using TimedCharacters = std::vector<TimedCharacter>;

/// What we sent and what was heard from then on, as characters on the wire: a character of seven
/// bits with parity is one of eight without, so that no format hides another.
struct Exchange {
    TimedCharacters sent;
    TimedCharacters heard;
    std::optional<Instant> sentEnd; ///< of our last stop bit
    LineSettings settings; ///< when the first character was heard, or sent if none was
};

/// How the bits of \a settings stand on the wire where a character is taken as Exchange takes it.
CharacterFormat wireFormat(const LineSettings &settings);
/// \a character with its parity bit as a data bit, where it has one.
Character onWire(Character character, const LineSettings &settings);
/// The clock of a line; of one whose baud nobody knows, some clock.
BitClock readClock(const LineSettings &settings);

/// The characters' bits, flags and times dropped, each masked by \a mask.
QByteArray bytesOf(const TimedCharacters &characters, quint8 mask = 0xFF);

} // namespace optoscope
