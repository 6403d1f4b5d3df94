// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/systemclock.h"

#include <QTimer>

#include <algorithm>

namespace optoscope {

using std::chrono::milliseconds;

namespace {

class TimerAlarm final : public Alarm
{
public:
    explicit TimerAlarm(const Clock &clock)
        : m_clock(clock)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &TimerAlarm::ringIfDue);
    }

    void set(Instant at) override
    {
        m_at = at;
        arm();
    }

    void clear() override { m_timer.stop(); }

private:
    void arm()
    {
        // A QTimer counts whole milliseconds in an int: longer waits are made in pieces.
        constexpr milliseconds longest = std::chrono::hours(24);
        const auto left = std::chrono::ceil<milliseconds>(m_at - m_clock.now());
        m_timer.start(std::clamp(left, milliseconds(0), longest));
    }

    void ringIfDue()
    {
        if (m_clock.now() < m_at)
            arm();
        else
            Q_EMIT due();
    }

    const Clock &m_clock;
    QTimer m_timer;
    Instant m_at;
};

} // namespace

SystemClock::SystemClock()
    : m_start(std::chrono::steady_clock::now())
    , m_anchor(QDateTime::currentDateTimeUtc())
{
}

Instant SystemClock::now() const
{
    return Instant(
        std::chrono::duration_cast<nanoseconds>(std::chrono::steady_clock::now() - m_start));
}

std::unique_ptr<Alarm> SystemClock::makeAlarm()
{
    return std::make_unique<TimerAlarm>(*this);
}

} // namespace optoscope
