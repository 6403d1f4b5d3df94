// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/linetiming.h"

#include <algorithm>

namespace optoscope {

LineTiming::LineTiming(const LineSettings &settings)
    : m_characterTime(settings.characterTime())
{
}

void LineTiming::setLine(const LineSettings &settings)
{
    m_characterTime = settings.characterTime();
}

LineTiming::Sending LineTiming::send(Instant now, qsizetype count)
{
    const Instant begin = std::max(now, m_sendEnd);
    if (begin > m_sendEnd)
        m_sendBegin = begin;
    m_sendEnd = begin + m_characterTime * count;
    return {begin, m_sendEnd};
}

void LineTiming::sendingLasted(Instant end)
{
    m_sendEnd = std::max(m_sendEnd, end);
}

LineTiming::Run LineTiming::receive(Instant now, qsizetype count)
{
    Instant start = now - m_characterTime * count;
    if (start < m_sendEnd) {
        const bool burst = now - m_characterTime * 2 > m_sendEnd;
        start = std::max(start, burst ? m_sendEnd : m_sendBegin);
    }
    start = std::min(std::max(start, m_receiveEnd), now);
    m_receiveEnd = now;
    return {start, (now - start) / count};
}

} // namespace optoscope
