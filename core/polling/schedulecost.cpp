// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/schedulecost.h"

#include <algorithm>

namespace optoscope {

namespace {

using Days = std::chrono::duration<double, std::ratio<86400>>;
constexpr Days lifeOfOneReadout = std::chrono::minutes(30);

/// The share of the day that no quiet time covers.
double awakeShare(const QList<QuietTime> &quiet)
{
    constexpr int minutesOfDay = 24 * 60;
    int awake = 0;
    for (int minute = 0; minute < minutesOfDay; ++minute) {
        const bool isQuiet = std::any_of(quiet.cbegin(), quiet.cend(), [&](const QuietTime &time) {
            const std::chrono::minutes at(minute);
            return time.from < time.to ? at >= time.from && at < time.to
                                       : at >= time.from || at < time.to;
        });
        awake += isQuiet ? 0 : 1;
    }
    return double(awake) / minutesOfDay;
}

} // namespace

ScheduleCost costOf(const SchedulePlan &plan)
{
    ScheduleCost cost;
    cost.wakeUpsPerDay = awakeShare(plan.quiet) / Days(plan.interval).count();
    cost.mostWakeUpsPerDay = cost.wakeUpsPerDay * (1 + plan.retries.most);
    if (plan.wakeUpsPerDay > 0) {
        cost.wakeUpsPerDay = std::min<double>(cost.wakeUpsPerDay, plan.wakeUpsPerDay);
        cost.mostWakeUpsPerDay = std::min<double>(cost.mostWakeUpsPerDay, plan.wakeUpsPerDay);
    }
    cost.batteryLife = 1 / (1 + cost.wakeUpsPerDay * lifeOfOneReadout.count());
    return cost;
}

} // namespace optoscope
