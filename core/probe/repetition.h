// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/evidence.h"

#include <optional>

namespace optoscope {

/// A step whose result nothing confirms, or that another contradicts: hands may have done something
/// else. Of the steps that belong to the test, and each at most once; nothing if all is clear.
std::optional<TestStep> stepToRepeat(const EvidenceList &evidence, const QList<TestStep> &steps,
                                     const QList<TestStep> &repeated);

/// Whether \a step makes sense after \a evidence: behind a dead port there is nothing to test, and
/// a long search is for a probe that may find something.
bool isWorthwhile(TestStep step, const EvidenceList &evidence);

} // namespace optoscope
