// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/diagnosis.h"
#include "core/probe/step.h"
#include "core/trace/traceentry.h"

namespace optoscope {

class MeterTable;

/// What a self-test has measured, in order.
EvidenceList measuredIn(const TraceEntries &entries);
/// The same for any trace: without a self-test in it, what its read-outs and its line tell.
EvidenceList evidenceIn(const TraceEntries &entries);
/// A port that could not be opened; \a detail says why.
Evidence portNotOpened(const QString &detail);

/// What the table knows of the meter that the person has described.
MeterPrior priorOf(const MeterTable &meters, const TestCircumstances &circumstances);

} // namespace optoscope
