// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/pollplan.h"
#include "core/polling/pollresult.h"
#include "core/polling/schedulecost.h"

namespace optoscope::texts {

/// How a poll ended, in a few words.
QString pollOutcomeWords(PollOutcome outcome);
/// A poll in a line: time, outcome, meter and the first values; or how many were missed and why.
QString pollLine(const PollResult &result);
/// What is wrong with a plan, and what to do.
QString schedulePlanErrorText(SchedulePlanError error);
/// What polling costs a meter that runs on a battery; empty if it is next to nothing.
QString scheduleCostText(const ScheduleCost &cost);
/// What will be done, in a line.
QString pollPlanText(const PollPlan &plan);
/// Another meter answered, and how to say that it is the right one; \a option is how, empty in the
/// window.
QString otherMeterText(const QString &before, const QString &now, const QString &option);
QString pollingRefusedText();
/// Local date and time, to the second.
QString localTimeText(UtcTime utc);
/// "15 min", "1 h", "90 s"
QString intervalText(std::chrono::milliseconds interval);

} // namespace optoscope::texts
