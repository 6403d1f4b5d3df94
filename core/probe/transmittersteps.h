// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/step.h"

namespace optoscope {

/// W4: what a camera sees of the diode: dark, lit, dark, blinking.
std::unique_ptr<Step> makeCameraStep();
/// W4b: the same with the wires swapped, where the diode stayed dark.
std::unique_ptr<Step> makeSwapStep();

} // namespace optoscope
