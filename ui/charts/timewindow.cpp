// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timewindow.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace optoscope {
namespace {

using namespace std::chrono_literals;

constexpr UtcTime leastSpan = 2s;
/// Of the window: how far it reaches beyond the last reading.
constexpr int margins = 50;

UtcTime spanOf(TimeWindow::Range range)
{
    switch (range) {
    case TimeWindow::Range::Hour: return 1h;
    case TimeWindow::Range::Day: return 24h;
    case TimeWindow::Range::Week: return 168h;
    case TimeWindow::Range::All:
    case TimeWindow::Range::Free: break;
    }
    return 0s;
}

} // namespace

TimeWindow::TimeWindow(QObject *parent)
    : QObject(parent)
{
}

UtcTime TimeWindow::wholeSpan() const
{
    const UtcTime span = std::max<UtcTime>(m_last - m_first, 1min);
    return span + 2 * (span / margins);
}

UtcTime TimeWindow::endOfAll() const
{
    return m_last + m_span / margins;
}

void TimeWindow::setData(UtcTime first, UtcTime last)
{
    if (m_hasData && first == m_first && last == m_last)
        return;
    const bool isNew = !std::exchange(m_hasData, true);
    m_first = first;
    m_last = last;
    if (m_isGrowing)
        grow();
    if (isNew || m_isFollowing || m_range == Range::All)
        fit();
    Q_EMIT changed();
}

void TimeWindow::clear()
{
    m_hasData = false;
    m_cursor.reset();
    Q_EMIT changed();
    Q_EMIT cursorChanged();
}

void TimeWindow::grow()
{
    m_range = m_last - m_first < 24h ? Range::All : Range::Day;
    m_span = spanOf(Range::Day);
}

void TimeWindow::fit()
{
    if (m_range == Range::All) {
        m_span = wholeSpan();
        m_begin = m_first - (m_span - std::max<UtcTime>(m_last - m_first, 1min)) / 2;
    } else if (m_isFollowing) {
        m_begin = endOfAll() - m_span;
    }
}

void TimeWindow::place(UtcTime begin, UtcTime span)
{
    m_isGrowing = false;
    const UtcTime largest = std::max<UtcTime>(2 * wholeSpan(), 48h);
    m_span = std::clamp(span, leastSpan, largest);
    m_begin = begin;
    if (m_hasData) {
        // Something of the data stays in sight.
        m_begin = std::clamp(begin, m_first - m_span * 9 / 10,
                             std::max(m_first - m_span * 9 / 10, m_last - m_span / 10));
    }
    m_isFollowing = m_isFollowing && m_begin + m_span >= m_last;
    Q_EMIT changed();
}

void TimeWindow::setRange(Range range)
{
    m_isGrowing = false;
    m_range = range;
    if (range == Range::Free)
        return;
    const UtcTime end = m_isFollowing ? UtcTime() : m_begin + m_span;
    if (range != Range::All) {
        m_span = spanOf(range);
        m_begin = m_isFollowing ? endOfAll() - m_span : end - m_span;
    }
    fit();
    Q_EMIT changed();
}

void TimeWindow::setFollowing(bool on)
{
    if (m_isFollowing == on)
        return;
    if (std::exchange(m_isGrowing, false))
        leaveAll();
    m_isFollowing = on;
    if (on && m_hasData && m_range != Range::All)
        m_begin = endOfAll() - m_span;
    Q_EMIT changed();
}

void TimeWindow::zoom(UtcTime about, double factor)
{
    const UtcTime largest = std::max<UtcTime>(2 * wholeSpan(), 48h);
    const double wanted = static_cast<double>(m_span.count()) / factor;
    const UtcTime span =
        std::clamp(UtcTime(std::llround(std::min(wanted, static_cast<double>(largest.count())))),
                   leastSpan, largest);
    const double share =
        static_cast<double>((about - m_begin).count()) / static_cast<double>(m_span.count());
    const UtcTime before(std::llround(share * static_cast<double>(span.count())));
    m_range = Range::Free;
    // The end stays where it is while it is followed.
    place(m_isFollowing && m_hasData ? m_last + span / margins - span : about - before, span);
}

/// A part of all is not all; a day stays a day, whichever it is.
void TimeWindow::leaveAll()
{
    if (m_range == Range::All)
        m_range = Range::Free;
}

void TimeWindow::pan(UtcTime distance)
{
    leaveAll();
    if (distance < 0ms)
        m_isFollowing = false;
    place(m_begin + distance, m_span);
}

void TimeWindow::show(UtcTime begin, UtcTime end)
{
    m_range = Range::Free;
    m_isFollowing = false;
    place(begin, end - begin);
}

void TimeWindow::showBegin()
{
    leaveAll();
    m_isFollowing = false;
    place(m_first - m_span / margins, m_span);
}

void TimeWindow::showEnd()
{
    leaveAll();
    place(endOfAll() - m_span, m_span);
}

void TimeWindow::bringIntoSight(UtcTime utc)
{
    if (utc >= m_begin && utc <= end())
        return;
    leaveAll();
    m_isFollowing = false;
    place(utc - m_span / 2, m_span);
}

void TimeWindow::setCursor(std::optional<UtcTime> cursor)
{
    if (m_cursor == cursor)
        return;
    m_cursor = cursor;
    Q_EMIT cursorChanged();
}

} // namespace optoscope
