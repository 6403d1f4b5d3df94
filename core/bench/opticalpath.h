// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/opticalreceiver.h"
#include "core/bench/scenario.h"
#include "core/bench/surroundings.h"

namespace optoscope {

/// Everything between a port and a meter: wires, transmitter, light, receivers and leaks of
/// the scenario's probe, as the surroundings are. A waveform at one end becomes one at the other.
class OpticalPath
{
public:
    explicit OpticalPath(const Scenario &scenario);

    /// What is around the probe from the next spread() on.
    void arrange(const Surroundings &around);
    const Surroundings &surroundings() const { return m_around; }
    /// From \a from on, which never goes back, the port's output goes on as \a ours says and the
    /// meter's as \a meters.
    void spread(const Waveform &ours, const Waveform &meters, Instant from);
    /// What the meter's input gets, from the last spread() on.
    Waveform atMeter() const { return m_atMeter.output(); }
    /// What the port's input gets, from the last spread() on.
    Waveform atPort() const { return m_atPort; }
    /// The light of the probe's diode, from the last spread() on: space while it shines.
    const Waveform &led() const { return m_led; }
    /// A lamp flickers without end and is drawn some way ahead: when spread() must be called again
    /// to draw more.
    std::optional<Instant> deadline() const { return m_renewal; }
    /// So long after an edge at the port's output it still has an effect of its own.
    nanoseconds afterglow() const;

private:
    Wiring wiring() const;
    PlacementScenario placement() const;
    bool isPluggedIn() const { return m_around.atPort == AtPort::probe; }
    std::vector<LightSource> lightAtProbe(const Waveform &meters, Instant from);
    Waveform atTransmitter(const Waveform &ours) const;
    Waveform lit(const Waveform &atTransmitter) const;
    LightSource ambientFrom(Instant from);
    Waveform leaked(const Waveform &atTransmitter) const;
    Waveform fromProbe(const Waveform &atTransmitter) const;
    Waveform atPins(const Waveform &atTransmitter, const Waveform &ours) const;
    Waveform toInput(const Waveform &atTransmitter, const Waveform &ours) const;

    Scenario m_scenario;
    Surroundings m_around;
    Waveform m_brought; ///< the light that a person brings
    OpticalReceiver m_atMeter;
    OpticalReceiver m_atProbe;
    OpticalReceiver m_atSecondProbe;
    Waveform m_led;
    Waveform m_atPort;
    std::optional<Instant> m_renewal;
};

} // namespace optoscope
