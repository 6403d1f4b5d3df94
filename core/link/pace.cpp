// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/pace.h"

namespace optoscope {

namespace {

constexpr std::chrono::milliseconds step(5);
/// Whoever wants to stop it is heard between so many.
constexpr int mostAtOnce = 500;

} // namespace

Pace::Pace(VirtualClock &clock, double speed)
    : m_clock(clock)
    , m_speed(speed)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(step);
    connect(&m_timer, &QTimer::timeout, this, &Pace::advance);
}

void Pace::start()
{
    m_due = m_clock.now();
    m_sinceLast.start();
    m_timer.start();
}

void Pace::stop()
{
    m_timer.stop();
}

void Pace::advance()
{
    const auto passed = std::chrono::duration<double, std::nano>(m_sinceLast.nsecsElapsed());
    m_sinceLast.start();
    m_due += std::chrono::duration_cast<nanoseconds>(passed * m_speed);
    int rung = 0;
    while (m_timer.isActive() && m_clock.next() && *m_clock.next() <= m_due) {
        m_clock.advance();
        if (++rung < mostAtOnce)
            continue;
        m_due = m_clock.now(); // This machine is not as fast as that.
        break;
    }
}

} // namespace optoscope
