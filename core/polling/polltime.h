// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/schedule.h"

namespace optoscope {

/// This machine's clocks. The one that only runs goes on while the machine is suspended where the
/// system has such a clock; elsewhere a suspended hour looks like a clock that was set.
ScheduleTime pollTime();

} // namespace optoscope
