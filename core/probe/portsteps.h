// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/step.h"

namespace optoscope {

/// W1: what the driver really runs when it is told 300 7E1 with its own parity.
std::unique_ptr<Step> makeCapabilityStep();
/// W2: TX and RX bridged; what comes back, and how long a character takes, with and without the
/// port's own parity.
std::unique_ptr<Step> makeLoopbackStep();
/// W2b: nothing at the port, then RX at ground.
std::unique_ptr<Step> makeOpenStep();

} // namespace optoscope
