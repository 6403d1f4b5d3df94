// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/step.h"

namespace optoscope {

/// W8: on the meter: two read-outs, or the meter's diode through a camera.
std::unique_ptr<Step> makeMeterStep();
/// W9: what else a patient expert would try: listening, other ways to ask, turning the probe.
std::unique_ptr<Step> makeSearchStep(const TestCircumstances &circumstances);

} // namespace optoscope
