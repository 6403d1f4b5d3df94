// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/clock.h"

namespace optoscope {

/// The machine's monotonic clock, counted from construction. Its alarms need an event loop, ring in
/// the thread that made them, never early and up to a millisecond late.
class SystemClock final : public Clock
{
public:
    SystemClock();

    Instant now() const override;
    std::unique_ptr<Alarm> makeAlarm() override;
    QDateTime anchor() const override { return m_anchor; }

private:
    std::chrono::steady_clock::time_point m_start;
    QDateTime m_anchor;
};

} // namespace optoscope
