// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/wakeuplistener.h"

namespace optoscope {

using namespace std::chrono_literals;

namespace {

// Annex B: NULs for 2.1 to 2.3 s with gaps of at most 5 ms, then 1.5 to 1.7 s of silence; or bursts
// of 500 to 600 ms, a pause of 20 to 40 ms and two characters. A meter takes a little less.
constexpr nanoseconds longestGap = 20ms;
constexpr nanoseconds leastNuls = 2000ms;
constexpr nanoseconds comingUp = 1400ms;
constexpr nanoseconds leastBurst = 450ms;
constexpr nanoseconds pauseBeforeAck = 30ms;
/// Annex A, note 1: without a request the meter goes back to the start.
constexpr nanoseconds staysAwake = 60s;

} // namespace

void WakeUpListener::hear(Instant begin, Instant end, Character character,
                          nanoseconds characterTime)
{
    m_acknowledgesAt.reset();
    if (character != Character{}) {
        m_nulsBegin.reset();
        return;
    }
    if (!m_nulsBegin || begin - m_nulsEnd > longestGap)
        m_nulsBegin = begin;
    m_nulsEnd = end;
    const nanoseconds length = m_nulsEnd - *m_nulsBegin;
    if (m_kind == WakeUp::nul && length >= leastNuls)
        m_awakeFrom = end + comingUp;
    if (m_kind == WakeUp::fast && length >= leastBurst)
        m_acknowledgesAt = end + pauseBeforeAck + 2 * characterTime;
}

bool WakeUpListener::isAwake(Instant at) const
{
    if (m_kind == WakeUp::none)
        return true;
    return m_awakeFrom <= at && at - m_awakeFrom < staysAwake;
}

void WakeUpListener::acknowledged(Instant end)
{
    m_acknowledgesAt.reset();
    m_nulsBegin.reset();
    m_awakeFrom = end;
}

} // namespace optoscope
