// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/polltime.h"

#include <QDateTime>

#include <ctime>

namespace optoscope {

namespace {

std::chrono::milliseconds elapsed()
{
#ifdef CLOCK_BOOTTIME
    timespec time{};
    if (clock_gettime(CLOCK_BOOTTIME, &time) == 0)
        return std::chrono::seconds(time.tv_sec)
            + std::chrono::floor<std::chrono::milliseconds>(std::chrono::nanoseconds(time.tv_nsec));
#endif
    return std::chrono::floor<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

ScheduleTime pollTime()
{
    return {UtcTime(QDateTime::currentMSecsSinceEpoch()), elapsed()};
}

} // namespace optoscope
