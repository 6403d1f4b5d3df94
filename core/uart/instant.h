// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace optoscope {

/// The time base of a session: monotonic nanoseconds since it began. It has no `now()` on purpose:
/// pure code gets the time as an argument.
struct SessionClock {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<SessionClock, duration>;
    static constexpr bool is_steady = true;
};

/// A point in the session's time.
using Instant = SessionClock::time_point;
using std::chrono::nanoseconds;

/// Milliseconds with a fraction, for people and for JSON.
inline double toMilliseconds(nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// Milliseconds since the session began.
inline double toMilliseconds(Instant at)
{
    return toMilliseconds(at.time_since_epoch());
}

} // namespace optoscope
