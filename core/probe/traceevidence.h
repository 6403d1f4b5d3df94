// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/metertable.h"
#include "core/probe/diagnosis.h"
#include "core/probe/step.h"
#include "core/trace/traceentry.h"

namespace optoscope {

/// What a self-test has measured, in order.
EvidenceList measuredIn(const TraceEntries &entries);
/// The same for any trace: without a self-test in it, what its read-outs and its line tell.
EvidenceList evidenceIn(const TraceEntries &entries);
/// What was measured without a line, as entries of the trace.
TraceEntries measuredEntries(Instant at, const EvidenceList &evidence);
/// What the person says of the meter, as an event of the trace.
Event describedEvent(const TestCircumstances &circumstances);
/// What he said last; the address is not kept.
TestCircumstances circumstancesIn(const TraceEntries &entries);
/// A port that could not be opened; \a detail says why.
Evidence portNotOpened(const QString &detail);

/// The table's rows about the meter that the person has described, the surest first.
QList<MeterMatch> knownOf(const MeterTable &meters, const TestCircumstances &circumstances);
/// What the table knows of the meter that the person has described.
MeterPrior priorOf(const MeterTable &meters, const TestCircumstances &circumstances);

} // namespace optoscope
