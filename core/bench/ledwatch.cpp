// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/ledwatch.h"

#include "core/bench/optics.h"

#include <algorithm>
#include <numeric>

namespace optoscope {

namespace {

/// How long \a light is space from \a begin to \a end.
nanoseconds litTime(const Waveform &light, Instant begin, Instant end)
{
    const std::vector<Edge> &edges = light.edges();
    auto next = std::upper_bound(edges.begin(), edges.end(), begin,
                                 [](Instant time, const Edge &edge) { return time < edge.at; });
    Level level = next == edges.begin() ? light.initial() : std::prev(next)->level;
    nanoseconds lit{0};
    for (Instant at = begin; at < end;) {
        const Instant until = next == edges.end() ? end : std::min(next->at, end);
        if (level == Level::Space)
            lit += until - at;
        at = until;
        if (next != edges.end())
            level = (next++)->level;
    }
    return lit;
}

double shareOf(nanoseconds part, nanoseconds whole)
{
    return static_cast<double>(part.count()) / static_cast<double>(whole.count());
}

} // namespace

LedWatch::LedWatch(Instant begin, double power)
    : m_power(power)
    , m_at(begin)
    , m_slotBegin(begin)
{
}

void LedWatch::follow(const Waveform &light, Instant until)
{
    while (m_at < until) {
        const Instant slotEnd = m_slotBegin + slot;
        const Instant end = std::min(until, slotEnd);
        m_lit += litTime(light, m_at, end);
        m_at = end;
        if (end == slotEnd)
            finishSlot();
    }
}

void LedWatch::finishSlot()
{
    m_lastLit[m_slots % m_lastLit.size()] = m_lit;
    if (m_slots < static_cast<size_t>(idleTime / slot))
        m_litInIdle += m_lit;
    ++m_slots;
    m_slotBegin += slot;
    m_lit = nanoseconds(0);
    const nanoseconds lit = std::accumulate(m_lastLit.begin(), m_lastLit.end(), nanoseconds(0));
    m_longestLit = std::max(m_longestLit, lit);
}

bool LedWatch::shoneInIdle() const
{
    const bool isOver = m_slots >= static_cast<size_t>(idleTime / slot);
    return isOver && optics::cameraSees(m_power, shareOf(m_litInIdle, idleTime));
}

bool LedWatch::shone() const
{
    return optics::cameraSees(m_power, shareOf(m_longestLit, glance));
}

} // namespace optoscope
