// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/waveformimport.h"
#include "core/trace/trace.h"

class QIODevice;

namespace optoscope {

/// Both lines as levels over time, ready to be written.
struct VcdLines {
    Waveform sent;
    Waveform received;
    Instant end;
    /// The edges were recorded; else they were drawn from the characters and their times.
    bool isMeasured = false;
    /// Some characters had no times: they follow each other, at 300 baud if none is known.
    bool timesAreAssumed = false;
    /// How much later everything stands than in the trace, so that both lines begin high.
    nanoseconds shift{0};
};

/// Draws the characters of a trace and the breaks that we sent: line errors as they were, parity
/// bits from their settings.
VcdLines drawLines(const Trace &trace);
/// The lines of a recorded waveform.
VcdLines measuredLines(const ChosenChannels &channels, Instant begin, Instant end);

/// Writes a value change dump with the variables RX and TX, both high at time 0 (reference
/// capture.md §1.3). \a comment is for people. False if \a out does not take it.
bool writeVcd(QIODevice &out, const VcdLines &lines, const QString &comment);

} // namespace optoscope
