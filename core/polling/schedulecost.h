// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/scheduleplan.h"

namespace optoscope {

/// What polling takes out of a meter that runs on a battery.
struct ScheduleCost {
    double wakeUpsPerDay = 0; ///< if every poll succeeds at once
    double mostWakeUpsPerDay = 0; ///< if each needs all its retries; never more than the budget
    /// How much of its life is left to a battery that is polled like this all the time, 0 to 1.
    double batteryLife = 1;
};

/// Each read-out takes about half an hour of the battery's life: measured by owners of the
/// Landis+Gyr UH50 and T550 (pypi.org/project/ultraheat-api). The makers count on one read-out a
/// month (technical description of the Ultraheat T450, battery life).
ScheduleCost costOf(const SchedulePlan &plan);

/// More than this is worth a warning: a tenth of the battery's life.
constexpr double gentleBatteryLife = 0.9;

} // namespace optoscope
