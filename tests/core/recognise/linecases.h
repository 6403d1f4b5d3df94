// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recognise/lineclass.h"
#include "core/trace/traceentry.h"
#include "core/uart/waveform.h"

namespace optoscope {

/// A line of a known class, drawn by chance from a seed.
struct LineCase {
    TraceEntries entries;
    Waveform sent; ///< what was drawn, as a scope on both lines records it
    Waveform heard;
    std::optional<Baud> senderBaud; ///< of a wrong baud
};

/// The case of \a lineClass that \a seed gives: light, wires and meters at bit level, through the
/// UART model. A case that is not what it is called (an echo damaged in no character, nothing
/// heard) is drawn again.
LineCase drawLineCase(LineClass lineClass, quint32 seed);

/// \a entries as a driver that reports no errors would give them.
TraceEntries withoutFlags(TraceEntries entries);
/// \a entries as a file of bytes would give them: neither flags nor times.
TraceEntries withoutTimes(TraceEntries entries);

} // namespace optoscope
