// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/waveform.h"

#include <algorithm>

namespace optoscope {

namespace {

bool isBefore(const Edge &edge, Instant at)
{
    return edge.at < at;
}

} // namespace

Level Waveform::levelAt(Instant at) const
{
    const auto after =
        std::upper_bound(m_edges.begin(), m_edges.end(), at,
                         [](Instant time, const Edge &edge) { return time < edge.at; });
    return after == m_edges.begin() ? m_initial : std::prev(after)->level;
}

void Waveform::set(Instant at, Level level)
{
    while (!m_edges.empty() && m_edges.back().at >= at)
        m_edges.pop_back();
    if (level != final())
        m_edges.push_back({at, level});
}

void Waveform::continueWith(const Waveform &other, Instant at)
{
    set(at, other.levelAt(at));
    const auto after =
        std::upper_bound(other.m_edges.begin(), other.m_edges.end(), at,
                         [](Instant time, const Edge &edge) { return time < edge.at; });
    m_edges.insert(m_edges.end(), after, other.m_edges.end());
}

void Waveform::forgetBefore(Instant at)
{
    const auto kept = std::lower_bound(m_edges.begin(), m_edges.end(), at, isBefore);
    if (kept == m_edges.begin())
        return;
    m_initial = std::prev(kept)->level;
    m_edges.erase(m_edges.begin(), kept);
}

Waveform spaceOfEither(const Waveform &one, const Waveform &other)
{
    const auto both = [](Level a, Level b) {
        return a == Level::Mark && b == Level::Mark ? Level::Mark : Level::Space;
    };
    Level levelOne = one.initial();
    Level levelOther = other.initial();
    Waveform result(both(levelOne, levelOther));
    auto nextOne = one.edges().begin();
    auto nextOther = other.edges().begin();
    while (nextOne != one.edges().end() || nextOther != other.edges().end()) {
        const bool takesOne = nextOther == other.edges().end()
            || (nextOne != one.edges().end() && nextOne->at <= nextOther->at);
        const Instant at = takesOne ? nextOne->at : nextOther->at;
        if (takesOne)
            levelOne = (nextOne++)->level;
        else
            levelOther = (nextOther++)->level;
        result.set(at, both(levelOne, levelOther));
    }
    return result;
}

Waveform inverted(const Waveform &line)
{
    const auto other = [](Level level) {
        return level == Level::Mark ? Level::Space : Level::Mark;
    };
    Waveform result(other(line.initial()));
    for (const Edge &edge : line.edges())
        result.set(edge.at, other(edge.level));
    return result;
}

} // namespace optoscope
