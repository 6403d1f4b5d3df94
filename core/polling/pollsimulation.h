// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/virtualrun.h"
#include "core/polling/pollcourse.h"

#include <functional>

namespace optoscope {

/// Polls a virtual target by \a plan from \a begin on for \a duration, in virtual time: a month
/// takes as long as its computing. Quiet times and days are those of \a zone. Each poll is told
/// when it is over, until \a take is false. Gives back why the target cannot be opened, if so.
std::optional<LinkError> simulatePolls(const PollPlan &plan, const Knowledge &knowledge,
                                       const QTimeZone &zone, UtcTime begin,
                                       std::chrono::milliseconds duration,
                                       const std::function<bool(const PollResult &)> &take);

} // namespace optoscope
