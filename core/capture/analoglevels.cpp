// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/analoglevels.h"

#include <algorithm>
#include <cmath>

namespace optoscope {

namespace {

constexpr double highShare = 0.6;
constexpr double lowShare = 0.4;
/// The levels are so many times farther apart than the values of one of them are spread.
constexpr double leastDistance = 4;
constexpr double largest = 1e30;
/// Fewer values than this are perhaps spikes.
constexpr double rareShare = 0.005;

} // namespace

void AnalogLevels::add(double value)
{
    const double bounded = std::clamp(value, -largest, largest);
    const auto counts = static_cast<double>(m_counts.size());
    if (m_all == 0) {
        m_width = std::max(std::abs(bounded), 1e-6) * 1e-9;
        m_origin = bounded - m_width * counts / 2;
    }
    while (bounded < m_origin)
        widen(false);
    while (bounded >= m_origin + m_width * counts)
        widen(true);
    const auto place = static_cast<size_t>((bounded - m_origin) / m_width);
    ++m_counts[std::min(place, m_counts.size() - 1)];
    ++m_all;
}

/// Makes each count twice as wide.
void AnalogLevels::widen(bool upwards)
{
    const size_t half = m_counts.size() / 2;
    Counts wider{};
    const size_t offset = upwards ? 0 : half;
    for (size_t i = 0; i < half; ++i)
        wider[offset + i] = m_counts[2 * i] + m_counts[2 * i + 1];
    if (!upwards)
        m_origin -= m_width * static_cast<double>(m_counts.size());
    m_width *= 2;
    m_counts = wider;
}

AnalogLevels::Split AnalogLevels::split(size_t from, size_t to) const
{
    double all = 0;
    double sum = 0;
    double squares = 0;
    for (size_t i = from; i < to; ++i) {
        const auto place = static_cast<double>(i);
        const auto count = static_cast<double>(m_counts[i]);
        all += count;
        sum += place * count;
        squares += place * place * count;
    }
    Split found;
    double best = 0;
    double below = 0;
    double sumBelow = 0;
    for (size_t i = from; i + 1 < to; ++i) {
        const auto count = static_cast<double>(m_counts[i]);
        below += count;
        sumBelow += static_cast<double>(i) * count;
        if (below <= 0 || below >= all)
            continue;
        const double low = sumBelow / below;
        const double high = (sum - sumBelow) / (all - below);
        const double between = below * (all - below) * (high - low) * (high - low) / (all * all);
        if (between <= best)
            continue;
        best = between;
        const double spread = std::max(0.0, squares / all - (sum / all) * (sum / all) - between);
        found = {low,
                 high,
                 i + 1,
                 static_cast<qint64>(below),
                 static_cast<qint64>(all - below),
                 high - low >= leastDistance * std::sqrt(spread)};
    }
    return found;
}

void AnalogLevels::settle()
{
    constexpr int mostSpikes = 4;
    size_t from = 0;
    size_t to = m_counts.size();
    Split found = split(from, to);
    for (int i = 0; i < mostSpikes && found.at > 0; ++i) {
        (found.below < found.above ? from : to) = found.at;
        const Split inner = split(from, to);
        const bool isSpike = static_cast<double>(found.below + found.above) * rareShare
            > static_cast<double>(std::min(found.below, found.above));
        if (!isSpike || !inner.isClear
            || std::min(inner.below, inner.above) <= std::min(found.below, found.above))
            break;
        found = inner;
    }
    m_hasLevels = found.isClear;
    const auto at = [&](double share) {
        return m_origin + m_width * (found.low + share * (found.high - found.low) + 0.5);
    };
    m_low = at(lowShare);
    m_high = at(highShare);
}

Level AnalogLevels::levelOf(double value, Level before) const
{
    if (m_threshold)
        return value > *m_threshold ? Level::Mark : Level::Space;
    if (!m_hasLevels || value > m_high)
        return Level::Mark;
    return value < m_low ? Level::Space : before;
}

} // namespace optoscope
