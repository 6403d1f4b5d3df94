// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/phase.h"

namespace optoscope::crosstalk {

// Sending while no light can come back: what is heard leaks through the probe or its cable. At 300
// baud an echo shows, at the fast rates spikes too short for a bit at 300 (reference probe.md W7).

/// The phase that follows those \a done, of which \a before are others.
std::optional<Phase> next(const Observations &done, qsizetype before);
/// tapedEcho and tapedEvents, where the phases were run.
void append(EvidenceList &evidence, TestStep step, const Observations &done);

} // namespace optoscope::crosstalk
