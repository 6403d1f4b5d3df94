// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/opticalreceiver.h"

#include "core/bench/optics.h"

#include <algorithm>
#include <cmath>

namespace optoscope {

namespace {

/// The light of several sources, edge by edge.
class LightWalk
{
public:
    /// Stands at \a at.
    LightWalk(const std::vector<LightSource> &sources, Instant at)
    {
        const auto isLater = [](Instant time, const Edge &edge) { return time < edge.at; };
        for (const LightSource &source : sources) {
            const std::vector<Edge> &edges = source.waveform.edges();
            const auto next = std::upper_bound(edges.begin(), edges.end(), at, isLater);
            m_places.push_back({&source, static_cast<size_t>(next - edges.begin())});
        }
    }

    double light() const
    {
        double sum = 0;
        for (const Place &place : m_places) {
            if (place.level() == Level::Space)
                sum += place.source->irradiance;
        }
        return sum;
    }

    std::optional<Instant> nextEdge() const
    {
        std::optional<Instant> next;
        for (const Place &place : m_places) {
            const std::vector<Edge> &edges = place.source->waveform.edges();
            if (place.next < edges.size() && (!next || edges[place.next].at < *next))
                next = edges[place.next].at;
        }
        return next;
    }

    void goTo(Instant at)
    {
        for (Place &place : m_places) {
            const std::vector<Edge> &edges = place.source->waveform.edges();
            while (place.next < edges.size() && edges[place.next].at <= at)
                ++place.next;
        }
    }

private:
    struct Place {
        const LightSource *source;
        size_t next; ///< the first edge that is still to come

        Level level() const
        {
            const Waveform &waveform = source->waveform;
            return next == 0 ? waveform.initial() : waveform.edges()[next - 1].level;
        }
    };
    std::vector<Place> m_places;
};

double approach(double from, double target, nanoseconds time, double timeConstant)
{
    if (timeConstant <= 0)
        return target;
    return target + (from - target) * std::exp(-static_cast<double>(time.count()) / timeConstant);
}

} // namespace

OpticalReceiver::OpticalReceiver(double on, double off, double timeConstantUs)
    : m_on(on)
    , m_off(off)
    , m_timeConstant(timeConstantUs * 1000)
{
}

void OpticalReceiver::shine(std::vector<LightSource> sources, Instant at)
{
    if (m_state)
        m_state = follow(at, nullptr);
    m_sources = std::move(sources);
    if (m_state)
        return;
    const double level = lightAt(at);
    m_state = State{at, level, level >= m_on};
}

double OpticalReceiver::lightAt(Instant at) const
{
    return std::min(LightWalk(m_sources, at).light(), optics::saturation * m_on);
}

Waveform OpticalReceiver::output() const
{
    if (!m_state)
        return Waveform();
    Waveform output(m_state->conducts ? Level::Space : Level::Mark);
    follow({}, &output);
    return output;
}

OpticalReceiver::State OpticalReceiver::follow(std::optional<Instant> until, Waveform *output) const
{
    State state = *m_state;
    if (until && *until <= state.at)
        return state;
    LightWalk walk(m_sources, state.at);
    for (;;) {
        std::optional<Instant> end = walk.nextEdge();
        if (until && (!end || *end > *until))
            end = until;
        const double target = std::min(walk.light(), optics::saturation * m_on);
        const std::optional<Instant> switching = switches(state, target);
        if (switching && (!end || *switching <= *end)) {
            state.conducts = !state.conducts;
            if (output)
                output->set(*switching, state.conducts ? Level::Space : Level::Mark);
        }
        if (!end)
            return state;
        state.level = approach(state.level, target, *end - state.at, m_timeConstant);
        state.at = *end;
        if (until == end)
            return state;
        walk.goTo(*end);
    }
}

std::optional<Instant> OpticalReceiver::switches(const State &state, double target) const
{
    const double threshold = state.conducts ? m_off : m_on;
    const bool reaches = state.conducts ? target < threshold : target > threshold;
    if (!reaches)
        return {};
    const bool isThere = state.conducts ? state.level < threshold : state.level >= threshold;
    if (isThere || m_timeConstant <= 0)
        return state.at;
    const double time = m_timeConstant * std::log((state.level - target) / (threshold - target));
    // A receiver that takes an age takes for ever.
    constexpr double age = 1e15;
    if (!(time < age))
        return {};
    return state.at + nanoseconds(std::llround(std::ceil(time)));
}

} // namespace optoscope
