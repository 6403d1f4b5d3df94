// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recognise/exchange.h"

namespace optoscope {

/// Characters that were sent at another baud than they were read at.
struct WrongBaud {
    std::optional<Baud> baud; ///< the sender's; nothing if it cannot be told
    double confidence = 0;
};

/// Finds the baud at which \a heard was sent, if it is not the one it was read at: every edge of
/// the line stands on the grid of the sender's bits. The characters are encoded to edges again at
/// the baud they were read at; where the sender was slower they are decoded at his baud, and text
/// that comes out makes it sure. Without times only damage tells, and not which baud it was.
std::optional<WrongBaud> judgeWrongBaud(const TimedCharacters &heard, const LineSettings &settings,
                                        bool isTimed);
/// The same from the flags alone, where noise has been ruled out.
std::optional<WrongBaud> judgeDamage(const TimedCharacters &heard);

} // namespace optoscope
