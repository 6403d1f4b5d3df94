// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/linesettings.h"
#include "core/uart/waveform.h"

#include <optional>
#include <span>

namespace optoscope {

/// How a line seems to run.
struct LineGuess {
    Baud baud;
    CharacterFormat format = format7E1;
    /// 0 to 1: the share of good characters times the share of pulses that last whole bits.
    double fit = 0;
    friend bool operator==(const LineGuess &, const LineGuess &) = default;
};

/// Pauses of this length part what may run at different speeds: longer than any pulse within a
/// character at 110 baud, shorter than a meter's reaction time of 200 ms (clause 6.4.x.5).
inline constexpr nanoseconds burstPause = std::chrono::milliseconds(100);

/// \a line cut at its pauses, each piece with the edges of one burst.
std::vector<std::span<const Edge>> burstsOf(const Waveform &line);

/// Whether \a line idles at space: the level of its longest pulse, as an idle line is mark. What
/// comes before the first edge and after the last one lasts until \a begin and \a end.
bool isInverted(const Waveform &line, Instant begin, Instant end);

/// Baud and format of a burst on a line that idles at mark: the slowest speed at which nearly as
/// much can be read as at the best one. Speeds of the standard are taken where the pulses are
/// within 3 % of them. Only \a baud and \a format are tried where they are given. Nothing if no
/// character is in it.
std::optional<LineGuess> guessLine(std::span<const Edge> burst, std::optional<Baud> baud = {},
                                   std::optional<CharacterFormat> format = {});

/// How well a burst can be read at \a baud in \a format (LineGuess::fit).
double lineFit(std::span<const Edge> burst, Baud baud, CharacterFormat format);

} // namespace optoscope
