// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/line/linecursors.h"

#include <QString>

/// What the picture of the line shows, in words.
namespace optoscope::linewords {

/// "251.3 ms"
QString duration(nanoseconds time);
/// "Δ 251.3 ms · 1/Δ 3.979 baud (Hz) · 75.4 bits at 300 baud · 5 sent, 0 received"
QString measure(const LineMeasure &measure);
/// "RX L (4C), parity error"
QString character(LineSide side, const LineCharacter &character, const LineSettings &settings);
/// What was on both lines at \a at: "418.2 ms: TX idle; RX L (4C), data bit 3"
QString moment(const LineIndex &index, const LineIndex::EntryAccess &entry, Instant at,
               nanoseconds resolution);
/// How the edges were found.
QString source(const LineIndex &index);

} // namespace optoscope::linewords
