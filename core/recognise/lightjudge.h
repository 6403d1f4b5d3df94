// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recognise/exchange.h"

namespace optoscope {

/// Events as regular as a lamp makes them (signatures.md §4): nearly all at one distance, and that
/// a multiple of the period of 100, 120 or 50 Hz. Without times: the same character again and
/// again. The confidence; nothing if it is no lamp.
std::optional<double> judgeFlicker(const TimedCharacters &heard, bool isTimed);

/// A TV remote (§3): its frames begin at one distance, 108 to 114 ms, as long as a key is held. The
/// confidence; nothing if it is none. The times must be real.
std::optional<double> judgeRemote(const TimedCharacters &heard);

/// Single pulses of light (§3, §5, §6, §11): characters that are low for a while and then high. The
/// confidence; nothing if it is no such noise.
std::optional<double> judgeLightNoise(const TimedCharacters &heard, CharacterFormat format);

} // namespace optoscope
