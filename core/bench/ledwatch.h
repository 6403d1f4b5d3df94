// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/waveform.h"

#include <array>

namespace optoscope {

/// What a camera that sees infrared shows of a diode while somebody looks: how long it was lit, in
/// slots of 100 ms. It needs no memory of all the light.
class LedWatch
{
public:
    /// So long a person takes for "idle" at the beginning.
    static constexpr nanoseconds idleTime = std::chrono::seconds(2);
    /// Light that is shorter is not told from none.
    static constexpr nanoseconds glance = std::chrono::milliseconds(500);

    /// Looks from \a begin on at a diode of this power (1 is a good one).
    LedWatch(Instant begin, double power);

    /// From where it was left until \a until the diode was lit where \a light is space.
    void follow(const Waveform &light, Instant until);
    /// It was to be seen during the first two seconds.
    bool shoneInIdle() const;
    /// It was to be seen for half a second.
    bool shone() const;

private:
    static constexpr nanoseconds slot = std::chrono::milliseconds(100);

    void finishSlot();

    double m_power;
    Instant m_at;
    Instant m_slotBegin;
    size_t m_slots = 0; ///< finished
    nanoseconds m_lit{0}; ///< in the slot that is not finished
    std::array<nanoseconds, glance / slot> m_lastLit{}; ///< in the last slots, in turn
    nanoseconds m_litInIdle{0};
    nanoseconds m_longestLit{0}; ///< in any half second
};

} // namespace optoscope
