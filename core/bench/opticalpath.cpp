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

Waveform waveformOf(const BroughtLight &light)
{
    switch (light.kind) {
    case BroughtLight::Kind::none: break;
    case BroughtLight::Kind::remotePress:
        return remotePress(light.code, light.pressedAt, light.seed);
    case BroughtLight::Kind::sun:
    case BroughtLight::Kind::torch: return always();
    }
    return Waveform();
}

OpticalReceiver makeSecondProbe()
{
    const ReceiverScenario good;
    return {good.on, good.off, good.timeConstantUs};
}

} // namespace

OpticalPath::OpticalPath(const Scenario &scenario)
    : m_scenario(scenario)
    , m_atMeter(scenario.meter.receiverOn, scenario.meter.receiverOn * optics::meterReceiverOff,
                optics::meterReceiverTimeConstantUs)
    , m_atProbe(scenario.receiver.on, scenario.receiver.off, scenario.receiver.timeConstantUs)
    , m_atSecondProbe(makeSecondProbe())
{
}

void OpticalPath::arrange(const Surroundings &around)
{
    if (around.before != m_around.before)
        m_atSecondProbe = makeSecondProbe();
    if (around.light != m_around.light)
        m_brought = waveformOf(around.light);
    m_around = around;
}

Wiring OpticalPath::wiring() const
{
    const Wiring built = m_scenario.wiring;
    if (m_around.wiresSwapped && built == Wiring::right)
        return Wiring::swapped;
    if (m_around.wiresSwapped && built == Wiring::swapped)
        return Wiring::right;
    return built;
}

/// How the probe lies at the meter.
PlacementScenario OpticalPath::placement() const
{
    PlacementScenario placement = m_scenario.placement;
    if (m_around.before != BeforeWindows::meter)
        placement.on = Place::nothing;
    placement.rotationDeg =
        std::remainder(placement.rotationDeg + m_around.rotationDeg, optics::fullTurnDeg);
    return placement;
}

void OpticalPath::spread(const Waveform &ours, const Waveform &meters, Instant from)
{
    const Waveform transmitter = atTransmitter(ours);
    m_led = lit(transmitter);
    // A meter's receiver is made for 16 000 lux of other light (clause 4.3.5): it sees ours alone.
    m_atMeter.shine({{m_led, optics::direct(m_scenario.transmitter.power, placement())}}, from);
    m_atProbe.shine(lightAtProbe(meters, from), from);
    m_atPort = toInput(transmitter, ours);
}

std::vector<LightSource> OpticalPath::lightAtProbe(const Waveform &meters, Instant from)
{
    const double power = m_scenario.transmitter.power;
    const double window = m_around.isTaped ? optics::ambientCovered : 1;
    const double inside = optics::insideProbe(power, m_scenario.leak);
    const LightSource ambient = ambientFrom(from);
    std::vector<LightSource> lights{
        {meters, window * optics::direct(m_scenario.meter.ledPower, placement())},
        {m_led, inside + window * optics::reflected(power, m_around)},
        ambient,
        {m_brought, optics::brought(m_around.light) * optics::openShare(m_around, placement())}};
    if (m_around.before == BeforeWindows::secondProbe) {
        // Its transmitter repeats what its receiver hears.
        m_atSecondProbe.shine({{m_led, optics::fromSecondProbe(power)}, ambient}, from);
        const double itsPower = TransmitterScenario().power;
        lights.push_back({m_atSecondProbe.output(), window * optics::fromSecondProbe(itsPower)});
    }
    return lights;
}

nanoseconds OpticalPath::afterglow() const
{
    const bool spikes = m_scenario.leak.electrical == ElectricalLeak::spikes;
    return spikes ? microseconds(m_scenario.leak.spikeUs) : 0ns;
}

/// What of the port's output reaches the probe.
Waveform OpticalPath::atTransmitter(const Waveform &ours) const
{
    if (!isPluggedIn())
        return Waveform();
    switch (wiring()) {
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
    const bool isDriven = wiring() == Wiring::right || wiring() == Wiring::rxOpen;
    if (m_scenario.transmitter.dead || !isDriven || !isPluggedIn())
        return Waveform();
    return m_scenario.transmitter.inverted ? inverted(atTransmitter) : atTransmitter;
}

LightSource OpticalPath::ambientFrom(Instant from)
{
    const AmbientScenario &ambient = m_scenario.ambient;
    const double irradiance = ambient.level * optics::openShare(m_around, placement());
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

/// The level that the port's wire gets from what is joined to it.
Waveform OpticalPath::atPins(const Waveform &atTransmitter, const Waveform &ours) const
{
    switch (m_around.atPort) {
    case AtPort::nothing: break;
    case AtPort::bridge: return ours;
    case AtPort::ground: return always();
    case AtPort::probe:
        if (wiring() == Wiring::right || wiring() == Wiring::txOpen)
            return fromProbe(atTransmitter);
        break;
    }
    return Waveform();
}

Waveform OpticalPath::toInput(const Waveform &atTransmitter, const Waveform &ours) const
{
    const PortScenario &port = m_scenario.port;
    if (port.input != PortInput::ok)
        return Waveform(port.input == PortInput::low ? Level::Space : Level::Mark);
    const Waveform fromWire = atPins(atTransmitter, ours);
    return port.localEcho ? spaceOfEither(fromWire, ours) : fromWire;
}

} // namespace optoscope
