// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/clock.h"

namespace optoscope {

/// The machine's monotonic clock, counted from construction. Its alarms need an event loop, ring in
/// the thread that made them, never early and up to a millisecond late. It may run faster or slower
/// than the machine's, for what is replayed.
class SystemClock final : public Clock
{
public:
    explicit SystemClock(double speed = 1);

    Instant now() const override;
    std::unique_ptr<Alarm> makeAlarm() override;
    double speed() const override { return m_speed; }
    QDateTime anchor() const override { return m_anchor; }

    /// How long the machine takes for \a time.
    nanoseconds realTime(nanoseconds time) const;

private:
    std::chrono::steady_clock::time_point m_start;
    QDateTime m_anchor;
    double m_speed;
};

} // namespace optoscope
