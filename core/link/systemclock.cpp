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
    explicit TimerAlarm(const SystemClock &clock)
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
        const auto left = std::chrono::ceil<milliseconds>(m_clock.realTime(m_at - m_clock.now()));
        m_timer.start(std::clamp(left, milliseconds(0), longest));
    }

    void ringIfDue()
    {
        if (m_clock.now() < m_at)
            arm();
        else
            Q_EMIT due();
    }

    const SystemClock &m_clock;
    QTimer m_timer;
    Instant m_at;
};

} // namespace

SystemClock::SystemClock(double speed)
    : m_start(std::chrono::steady_clock::now())
    , m_anchor(QDateTime::currentDateTimeUtc())
    , m_speed(speed)
{
}

Instant SystemClock::now() const
{
    const nanoseconds passed = std::chrono::steady_clock::now() - m_start;
    if (m_speed == 1) // A double does not hold the nanoseconds of a year.
        return Instant(passed);
    return Instant(
        nanoseconds(static_cast<qint64>(static_cast<double>(passed.count()) * m_speed)));
}

nanoseconds SystemClock::realTime(nanoseconds time) const
{
    if (m_speed == 1)
        return time;
    return nanoseconds(static_cast<qint64>(static_cast<double>(time.count()) / m_speed));
}

std::unique_ptr<Alarm> SystemClock::makeAlarm()
{
    return std::make_unique<TimerAlarm>(*this);
}

} // namespace optoscope
