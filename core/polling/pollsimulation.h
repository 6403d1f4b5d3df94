// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/virtualrun.h"
#include "core/polling/pollcourse.h"

#include <functional>

namespace optoscope {

/// Polls a virtual target by \a plan from \a begin on for \a duration, in virtual time: a month
/// takes as long as its computing. Each poll is told when it is over. Gives back why the target
/// cannot be opened, if so.
std::optional<LinkError> simulatePolls(const PollPlan &plan, const Knowledge &knowledge,
                                       UtcTime begin, std::chrono::milliseconds duration,
                                       const std::function<void(const PollResult &)> &take);

} // namespace optoscope
