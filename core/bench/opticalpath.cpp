// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/opticalpath.h"

#include "core/bench/optics.h"

#include <cmath>

namespace optoscope {

using namespace std::chrono_literals;

namespace {

/// A flickering lamp is drawn so far ahead, and again when half of it is over: more than any
/// character takes.
constexpr nanoseconds drawnAhead = 1s;

Waveform always()
{
    return Waveform(Level::Space);
}

nanoseconds microseconds(double time)
{
    return nanoseconds(std::llround(time * 1000));
}

/// A pulse of \a length at each falling edge; pulses that overlap are one.
Waveform pulses(const Waveform &wave, nanoseconds length)
{
    Waveform result;
    for (const Edge &edge : wave.edges()) {
        if (edge.level != Level::Space)
            continue;
        result.set(edge.at, Level::Space);
        result.set(edge.at + length, Level::Mark);
    }
    return result;
}

/// A lamp's light from \a from to \a until; each period begins with light.
Waveform flicker(const AmbientScenario &ambient, Instant from, Instant until)
{
    const double period = 1e9 / ambient.flickerHz;
    const auto timeOf = [&](double periods) {
        return Instant(nanoseconds(std::llround(periods * period)));
    };
    Waveform result;
    double index = std::floor(static_cast<double>(from.time_since_epoch().count()) / period);
    for (; timeOf(index) < until; ++index) {
        result.set(timeOf(index), Level::Space);
        result.set(timeOf(index + ambient.flickerDuty), Level::Mark);
    }
    return result;
}

} // namespace

OpticalPath::OpticalPath(const Scenario &scenario)
    : m_scenario(scenario)
    , m_atMeter(scenario.meter.receiverOn, scenario.meter.receiverOn * optics::meterReceiverOff,
                optics::meterReceiverTimeConstantUs)
    , m_atProbe(scenario.receiver.on, scenario.receiver.off, scenario.receiver.timeConstantUs)
{
}

void OpticalPath::spread(const Waveform &ours, const Waveform &meters, Instant from)
{
    const Waveform transmitter = atTransmitter(ours);
    const Waveform led = lit(transmitter);
    const double power = m_scenario.transmitter.power;
    // A meter's receiver is made for 16 000 lux of other light (clause 4.3.5): it sees ours alone.
    m_atMeter.shine({{led, optics::direct(power, m_scenario.placement)}}, from);
    m_atProbe.shine({{meters, optics::direct(m_scenario.meter.ledPower, m_scenario.placement)},
                     {led, optics::insideProbe(power, m_scenario.leak)},
                     ambientFrom(from)},
                    from);
    m_atPort = toInput(transmitter, ours);
}

nanoseconds OpticalPath::afterglow() const
{
    const bool spikes = m_scenario.leak.electrical == ElectricalLeak::spikes;
    return spikes ? microseconds(m_scenario.leak.spikeUs) : 0ns;
}

/// What of the port's output reaches the probe.
Waveform OpticalPath::atTransmitter(const Waveform &ours) const
{
    switch (m_scenario.wiring) {
    case Wiring::swapped:
    case Wiring::txOpen:
    case Wiring::noSupply: return Waveform();
    case Wiring::right:
    case Wiring::rxOpen: break;
    }
    return ours;
}

/// Space while the probe's diode shines.
Waveform OpticalPath::lit(const Waveform &atTransmitter) const
{
    const bool isDriven = m_scenario.wiring == Wiring::right || m_scenario.wiring == Wiring::rxOpen;
    if (m_scenario.transmitter.dead || !isDriven)
        return Waveform();
    return m_scenario.transmitter.inverted ? inverted(atTransmitter) : atTransmitter;
}

LightSource OpticalPath::ambientFrom(Instant from)
{
    const AmbientScenario &ambient = m_scenario.ambient;
    const double irradiance = optics::ambient(ambient, m_scenario.placement);
    const bool isSteady = ambient.flickerHz <= 0 || ambient.flickerDuty >= 1;
    if (isSteady || irradiance <= 0 || ambient.flickerDuty <= 0)
        return {isSteady ? always() : Waveform(), irradiance};
    m_renewal = from + drawnAhead / 2;
    return {flicker(ambient, from, from + drawnAhead), irradiance};
}

/// What the probe's electronics let through from the transmitter's wire to the receiver's.
Waveform OpticalPath::leaked(const Waveform &atTransmitter) const
{
    switch (m_scenario.leak.electrical) {
    case ElectricalLeak::none: break;
    case ElectricalLeak::spikes:
        return pulses(atTransmitter, microseconds(m_scenario.leak.spikeUs));
    case ElectricalLeak::copy: return atTransmitter;
    }
    return Waveform();
}

/// The level that the probe gives to the port's wire.
Waveform OpticalPath::fromProbe(const Waveform &atTransmitter) const
{
    const ReceiverScenario &receiver = m_scenario.receiver;
    Waveform conducts = m_atProbe.output();
    if (receiver.stuckLow)
        conducts = always();
    else if (receiver.dead)
        conducts = Waveform();
    return spaceOfEither(receiver.inverted ? inverted(conducts) : conducts, leaked(atTransmitter));
}

Waveform OpticalPath::toInput(const Waveform &atTransmitter, const Waveform &ours) const
{
    const PortScenario &port = m_scenario.port;
    if (port.input != PortInput::ok)
        return Waveform(port.input == PortInput::low ? Level::Space : Level::Mark);
    const bool isJoined = m_scenario.wiring == Wiring::right || m_scenario.wiring == Wiring::txOpen;
    const Waveform fromWire = isJoined ? fromProbe(atTransmitter) : Waveform();
    return port.localEcho ? spaceOfEither(fromWire, ours) : fromWire;
}

} // namespace optoscope
