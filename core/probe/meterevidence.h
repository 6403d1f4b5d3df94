// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recognise/lineclass.h"
#include "core/trace/traceentry.h"

namespace optoscope {

// What a stretch of a trace says about the meter.

/// The meter sent an identification or data of IEC 62056-21.
bool isAnswered(const TraceEntries &entries);
/// A read-out is whole, its check right or absent.
bool isGoodRead(const TraceEntries &entries);
/// Some protocol that a meter speaks was recognised.
bool isRecognised(const TraceEntries &entries);
/// Without what came while we sent or right after it: a meter leaves a pause before it answers.
TraceEntries withoutEcho(const TraceEntries &entries);

/// What the line carries; what was listened to in 8N1 and is 7E1 is judged as that.
LineVerdict lineVerdictOf(const TraceEntries &entries);

/// Evidence of read-outs that were done one after the other.
void appendReads(EvidenceList &evidence, TestStep step, const QList<TraceEntries> &reads);
/// What was recognised on the line, if anything.
void appendHeard(EvidenceList &evidence, TestStep step, const TraceEntries &entries);

} // namespace optoscope
