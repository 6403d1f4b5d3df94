// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <chrono>

namespace optoscope {

/// A time of every local day in which nobody wants the meter to be asked. From 22:00 to 6:00 goes
/// over midnight; the end does not belong to it.
struct QuietTime {
    std::chrono::minutes from{0}; ///< since midnight
    std::chrono::minutes to{0};
    friend bool operator==(const QuietTime &, const QuietTime &) = default;
};

/// What follows a poll that failed: pauses, each \a growth times as long as the one before.
struct RetryPlan {
    int most = 3; ///< 0: none
    std::chrono::seconds first{5};
    int growth = 3;
    std::chrono::seconds longest{300};
    friend bool operator==(const RetryPlan &, const RetryPlan &) = default;
};

/// When a meter is to be polled.
struct SchedulePlan {
    /// Polls are due at its multiples, counted from midnight UTC of 1970-01-01: every 15 minutes
    /// is :00, :15, :30 and :45, whenever polling began and whatever summer time does.
    std::chrono::milliseconds interval = std::chrono::minutes(15);
    QList<QuietTime> quiet;
    RetryPlan retries;
    int wakeUpsPerDay = 0; ///< how often a battery meter may be woken in a local day; 0: no limit
    bool stopsOnRefusal = true; ///< A meter that refused is not asked again.
    friend bool operator==(const SchedulePlan &, const SchedulePlan &) = default;
};

/// What is wrong with a plan.
enum class SchedulePlanError : quint8 {
    None,
    BadInterval, ///< shorter than a second or longer than 366 days
    BadQuietTime, ///< outside the day, or empty
    NeverDue, ///< Every poll falls into a quiet time.
    BadRetries, ///< negative, over 100, or pauses that are none
    BadBudget, ///< negative
};

} // namespace optoscope
