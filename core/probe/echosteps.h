// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/step.h"

namespace optoscope {

/// W6: what a mirror gives back, from 10 mm, then from 4 mm.
std::unique_ptr<Step> makeEchoStep();
/// W7: what comes back although the receiver's window is taped.
std::unique_ptr<Step> makeCrosstalkStep();
/// W10: what a second probe gives back whose own TX and RX are joined.
std::unique_ptr<Step> makeSecondProbeStep();

} // namespace optoscope
