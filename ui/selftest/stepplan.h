// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/step.h"

/// How long a step will take, reckoned before it happens.
namespace optoscope::stepplan {

/// How long \a step measures after \a questions of its questions were answered, until it asks again
/// or ends, if the line stays silent.
nanoseconds measuringTime(TestStep step, const TestCircumstances &circumstances,
                          const EvidenceList &known, int questions);

} // namespace optoscope::stepplan
