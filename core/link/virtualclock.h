// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/clock.h"

#include <map>
#include <optional>
#include <utility>

namespace optoscope {

/// A clock that stands still until it is told to jump to its next alarm. It must outlive its
/// alarms.
class VirtualClock final : public Clock
{
public:
    /// \a anchor is the wall-clock time of Instant 0.
    explicit VirtualClock(QDateTime anchor);

    Instant now() const override { return m_now; }
    std::unique_ptr<Alarm> makeAlarm() override;
    QDateTime anchor() const override { return m_anchor; }

    /// The time of the earliest alarm, nothing if none is set.
    std::optional<Instant> next() const;
    /// Jumps to the earliest alarm and rings it; of alarms for the same time the one that was set
    /// first. An alarm for the past rings without a jump. False if none is set.
    bool advance();

private:
    class VirtualAlarm;
    /// When it rings, and the how-manieth it was to be set.
    using Place = std::pair<Instant, quint64>;

    Instant m_now;
    quint64 m_order = 0;
    std::map<Place, VirtualAlarm *> m_alarms;
    QDateTime m_anchor;
};

} // namespace optoscope
