// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/logclock.h"

#include <algorithm>

namespace optoscope {

namespace {

using std::chrono::hours;

constexpr nanoseconds longest = hours(24) * 366 * 10;

} // namespace

Instant LogClock::at(const std::optional<LogStamp> &stamp)
{
    if (!stamp || (m_first && stamp->kind != m_first->kind))
        return m_last;
    if (!m_first) {
        m_first = stamp;
        m_ofDay = stamp->value;
    }
    nanoseconds since = stamp->value;
    if (stamp->kind == LogStamp::Kind::TimeOfDay) {
        if (stamp->value < m_ofDay - hours(12) && m_day < longest)
            m_day += hours(24);
        m_ofDay = stamp->value;
        since += m_day;
    }
    if (stamp->kind != LogStamp::Kind::Elapsed)
        since -= m_first->value;
    if (since >= nanoseconds(0) && since <= longest)
        m_last = std::max(m_last, Instant(since));
    return m_last;
}

QDateTime LogClock::anchor() const
{
    const bool isLocal = m_first && m_first->kind == LogStamp::Kind::LocalMoment;
    if (!isLocal && (!m_first || m_first->kind != LogStamp::Kind::Moment))
        return {};
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(m_first->value);
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(since.count(), Qt::UTC);
    return isLocal ? QDateTime(moment.date(), moment.time(), Qt::LocalTime).toUTC() : moment;
}

} // namespace optoscope
