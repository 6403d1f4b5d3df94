// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/evidence.h"

namespace optoscope {

/// The steps that would have told something but told nothing: left out, broken off, or not
/// possible. Steps that the other evidence makes needless are not among them.
QList<TestStep> stepsLeftOpen(const EvidenceList &evidence);

} // namespace optoscope
