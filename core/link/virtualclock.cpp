// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/virtualclock.h"

#include <algorithm>

namespace optoscope {

class VirtualClock::VirtualAlarm final : public Alarm
{
public:
    explicit VirtualAlarm(VirtualClock &clock)
        : m_clock(clock)
    {
    }
    ~VirtualAlarm() override { remove(); }

    void set(Instant at) override
    {
        remove();
        m_place = Place{at, m_clock.m_order++};
        m_clock.m_alarms.emplace(*m_place, this);
    }

    void clear() override { remove(); }

    void ring()
    {
        remove();
        Q_EMIT due();
    }

private:
    void remove()
    {
        if (m_place)
            m_clock.m_alarms.erase(*m_place);
        m_place.reset();
    }

    VirtualClock &m_clock;
    std::optional<Place> m_place;
};

VirtualClock::VirtualClock(QDateTime anchor)
    : m_anchor(std::move(anchor))
{
}

std::unique_ptr<Alarm> VirtualClock::makeAlarm()
{
    return std::make_unique<VirtualAlarm>(*this);
}

std::optional<Instant> VirtualClock::next() const
{
    if (m_alarms.empty())
        return {};
    return m_alarms.begin()->first.first;
}

bool VirtualClock::advance()
{
    if (m_alarms.empty())
        return false;
    const auto [place, alarm] = *m_alarms.begin();
    m_now = std::max(m_now, place.first);
    alarm->ring();
    return true;
}

} // namespace optoscope
