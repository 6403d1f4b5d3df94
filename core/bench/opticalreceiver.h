// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/waveform.h"

#include <optional>
#include <vector>

namespace optoscope {

/// Light that shines while its waveform is space.
struct LightSource {
    Waveform waveform;
    double irradiance = 0; ///< at the receiver, mW/cm²
};

/// A phototransistor and its comparator: the sum of all light, up to what drives the stage to its
/// limit, goes through a first-order low-pass and switches at two thresholds. Between edges the
/// light is constant, so that the time of a crossing is computed, not searched.
class OpticalReceiver
{
public:
    /// Conducts from \a on mW/cm² on until less than \a off is left.
    OpticalReceiver(double on, double off, double timeConstantUs);

    /// From \a at on the light is that of \a sources; \a at never goes back. What was told before
    /// for that time is forgotten. The first light has been there for long.
    void shine(std::vector<LightSource> sources, Instant at);
    /// From the time of the last shine() on: space while the receiver conducts.
    Waveform output() const;

private:
    /// How far the low-pass has come.
    struct State {
        Instant at;
        double level = 0; ///< mW/cm²
        bool conducts = false;
    };

    /// Follows the light from m_state to \a until, or to its last edge; writes the switching to
    /// \a output if there is one.
    State follow(std::optional<Instant> until, Waveform *output) const;
    /// When the low-pass on its way to \a target switches the comparator; nothing if never.
    std::optional<Instant> switches(const State &state, double target) const;
    double lightAt(Instant at) const;

    double m_on;
    double m_off;
    double m_timeConstant; ///< ns
    std::vector<LightSource> m_sources;
    std::optional<State> m_state;
};

} // namespace optoscope
