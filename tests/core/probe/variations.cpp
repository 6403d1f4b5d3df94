// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/probe/variations.h"

#include "core/bench/metermessages.h"
#include "core/bench/optics.h"
#include "core/link/virtualrun.h"
#include "core/probe/traceevidence.h"
#include "resources/knowledge.h"

#include <QMetaEnum>

#include <array>
#include <cmath>

namespace optoscope::variations {

namespace {

using P = ProbeVerdict;
using M = MeterVerdict;

// --- labels --------------------------------------------------------------------------------------

/// How far light must be above or below a threshold to count.
constexpr double clearlyAbove = 1.3;
constexpr double clearlyBelow = 0.75;
/// Both changes of a receiver's delay and of a clock take from the half bit that a reader has.
constexpr double mostOfBit = 0.45;
constexpr double bitsOfCharacter = 10;

/// Yes, no, or nothing where it is near the limit.
std::optional<bool> reaches(double light, double threshold)
{
    if (light >= clearlyAbove * threshold)
        return true;
    if (light <= clearlyBelow * threshold)
        return false;
    return {};
}

bool isBetween(double value, double least, double most)
{
    return value >= least && value <= most;
}

std::optional<P> portLabel(const PortScenario &port)
{
    if (port.opens != PortOpens::ok)
        return P::portUnusable;
    if (port.input != PortInput::ok)
        return P::loopbackFailed;
    if (port.characterBits < 7)
        return P::charactersCut;
    if (std::abs(port.clock - 1) >= 0.05)
        return P::clockWrong;
    if (std::abs(port.clock - 1) > 0.011)
        return {};
    // Seven bits and no parity: neither the port nor the program can make 7E1.
    if (port.characterBits == 7)
        return port.parity == PortParity::sent7N1 ? std::optional(P::parityDropped) : std::nullopt;
    return port.localEcho ? P::localEcho : P::good;
}

std::optional<P> transmitterLabel(const Scenario &scenario)
{
    const TransmitterScenario &transmitter = scenario.transmitter;
    if (scenario.wiring == Wiring::txOpen || scenario.wiring == Wiring::noSupply)
        return P::transmitterDead;
    if (transmitter.dead || transmitter.power < 0.015)
        return P::transmitterDead;
    if (transmitter.inverted)
        return scenario.receiver.inverted ? P::bothInverted : P::transmitterInverted;
    if (isBetween(transmitter.power, 0.03, 0.12))
        return P::transmitterWeak;
    return transmitter.power >= 0.7 ? std::optional(P::good) : std::nullopt;
}

std::optional<P> receiverLabel(const Scenario &scenario)
{
    const ReceiverScenario &receiver = scenario.receiver;
    if (scenario.wiring == Wiring::rxOpen || receiver.dead || receiver.on > 8)
        return P::receiverDead;
    if (receiver.stuckLow)
        return P::receiverStuck;
    if (receiver.inverted)
        return P::receiverInverted;
    if (isBetween(receiver.on, 0.35, 4))
        return P::receiverWeak;
    return isBetween(receiver.on, 0.04, 0.1) ? std::optional(P::good) : std::nullopt;
}

std::optional<P> surroundingsLabel(const Scenario &scenario)
{
    const AmbientScenario &ambient = scenario.ambient;
    const ReceiverScenario &receiver = scenario.receiver;
    if (ambient.level > 0.5 * receiver.off) {
        if (reaches(ambient.level, receiver.on) != true)
            return {};
        return ambient.flickerHz > 0 ? P::lampFlicker : P::saturatedByLight;
    }
    if (scenario.leak.electrical != ElectricalLeak::none)
        return P::crosstalk;
    const auto leaks =
        reaches(optics::insideProbe(scenario.transmitter.power, scenario.leak), receiver.on);
    if (!leaks)
        return {};
    return *leaks ? P::crosstalk : P::good;
}

/// How the probe lies on the meter in the end: a person turns it until it is read.
PlacementScenario turnedRight(PlacementScenario placement)
{
    placement.rotationDeg = std::remainder(placement.rotationDeg, 90);
    return placement;
}

std::optional<P> placementLabel(const Scenario &scenario)
{
    const double rotation = std::abs(scenario.placement.rotationDeg);
    if (rotation > optics::widestRotationDeg)
        return P::misplaced;
    return rotation <= 15 ? std::optional(P::good) : std::nullopt;
}

/// The first that is not good in the order of precedence (design §5).
std::optional<P> probeLabel(const Scenario &scenario)
{
    const auto port = portLabel(scenario.port);
    if (port != P::good)
        return port;
    if (scenario.wiring == Wiring::swapped)
        return P::wiresSwapped;
    for (const auto &label :
         {transmitterLabel(scenario), receiverLabel(scenario), surroundingsLabel(scenario)}) {
        if (label != P::good)
            return label;
    }
    return placementLabel(scenario);
}

/// Whether characters of the meter keep their form: the receiver lets go later than it conducts.
bool keepsForm(const LoadedScenario &bench, double light)
{
    const ReceiverScenario &receiver = bench.scenario.receiver;
    const double dark = optics::ambientOnMeter * bench.scenario.ambient.level;
    const double level = std::min(light + dark, optics::saturation * receiver.on);
    const double delay = std::log((level - dark) / (level - receiver.on));
    const double afterglow = std::log((level - dark) / (receiver.off - dark));
    const double stretch = receiver.timeConstantUs * 1e-6 * (afterglow - delay);
    const MeterMessages messages(bench.scenario.meter, bench.readout);
    const double bits = stretch * messages.proposedBaud().value;
    return bits + bitsOfCharacter * std::abs(bench.scenario.port.clock - 1) <= mostOfBit;
}

/// Whether question and answer get through (the laws of light).
std::optional<bool> isRead(const LoadedScenario &bench)
{
    const Scenario &scenario = bench.scenario;
    const PlacementScenario placement = turnedRight(scenario.placement);
    const double light = optics::direct(scenario.meter.ledPower, placement);
    const auto asks =
        reaches(optics::direct(scenario.transmitter.power, placement), scenario.meter.receiverOn);
    const auto hears = reaches(light, scenario.receiver.on);
    const auto isBlinded =
        reaches(optics::ambientOnMeter * scenario.ambient.level, scenario.receiver.on);
    if (asks == false || hears == false || isBlinded == true)
        return false;
    const bool isDark =
        optics::ambientOnMeter * scenario.ambient.level <= scenario.receiver.off / 2;
    if (asks != true || hears != true || !isDark || !keepsForm(bench, light))
        return {};
    return true;
}

bool isKnownClosed(const PersonAnswers &answers)
{
    return answers.country == QLatin1String("UK")
        && answers.meterType.contains(QLatin1String("E470"));
}

std::optional<M> otherWayLabel(const MeterScenario &meter)
{
    switch (meter.speaks) {
    case Speaks::iec62056: break;
    case Speaks::sml: return M::speaksSml;
    case Speaks::hdlc: return M::speaksHdlc;
    case Speaks::dsmr: return M::speaksDsmr;
    case Speaks::mbus: return M::speaksMbus;
    }
    if (meter.mode == MeterMode::D)
        return M::pushesOnly;
    if (meter.wakeUp != WakeUp::none)
        return M::needsWakeUp;
    if (meter.answersOnlyToAddress)
        return M::needsAddress;
    return meter.format == format7E1 ? std::optional(M::good) : std::optional(M::formatMismatch);
}

/// What a meter gives whose characters get through.
std::optional<M> contentLabel(const LoadedScenario &bench)
{
    const MeterScenario &meter = bench.scenario.meter;
    if (const auto label = otherWayLabel(meter); label != M::good)
        return label;
    if (!isBetween(meter.reactionMs, 20, 1480))
        return {}; // outside of the standard
    if (meter.ignoresAcknowledgement)
        return M::answeredAt300;
    const MeterMessages messages(meter, bench.readout);
    if (meter.dataBaud != 0 && meter.dataBaud != messages.proposedBaud().value)
        return M::baudChangeFailed;
    if (meter.port == MeterPort::locked)
        return M::locked;
    if (meter.bitErrorRate > 0)
        return meter.bitErrorRate >= 0.001 ? std::optional(M::damagedData) : std::nullopt;
    if (meter.truncatesAfter > 0) {
        const bool isCut = meter.truncatesAfter < bench.readout.block.size();
        return isCut ? std::optional(M::truncated) : std::nullopt;
    }
    if (meter.check == MeterCheck::sum7)
        return M::checkIsSum7;
    return meter.check == MeterCheck::wrong ? M::checkFailed : M::good;
}

std::optional<M> meterLabel(const LoadedScenario &bench, P probe)
{
    const MeterScenario &meter = bench.scenario.meter;
    switch (probe) {
    case P::portUnusable:
    case P::loopbackFailed: return M::notTested;
    case P::charactersCut:
    case P::clockWrong:
    case P::parityDropped:
    case P::transmitterDead:
    case P::transmitterInverted:
    case P::bothInverted:
    case P::receiverDead:
    case P::receiverStuck:
    case P::receiverInverted: return M::undecided;
    default: break;
    }
    if (meter.port == MeterPort::closed && isKnownClosed(bench.scenario.person.answers))
        return M::closed;
    const auto isThrough = isRead(bench);
    if (!isThrough)
        return {};
    if (!*isThrough)
        return M::undecided;
    return meter.port == MeterPort::closed ? std::optional(M::silent) : contentLabel(bench);
}

// --- variations ----------------------------------------------------------------------------------

class Drawer
{
public:
    explicit Drawer(std::mt19937_64 &draw)
        : m_draw(draw)
    {
    }

    double between(double least, double most)
    {
        const auto steps = static_cast<double>(m_draw() >> 11);
        return least + (most - least) * steps / 9007199254740992.0;
    }
    void scale(double &value) { value *= between(0.7, 1.3); }
    bool isOne(double in) { return between(0, in) < 1; }
    template <typename T, size_t size>
    T any(const std::array<T, size> &values)
    {
        return values[m_draw() % size];
    }
    quint64 seed() { return m_draw() >> 33; }

private:
    std::mt19937_64 &m_draw;
};

void varyProbe(Scenario &scenario, Drawer &draw)
{
    PortScenario &port = scenario.port;
    port.clock *= port.clock == 1 ? draw.between(0.99, 1.01) : draw.between(0.8, 1.2);
    port.reportsErrors = draw.isOne(2);
    draw.scale(scenario.transmitter.power);
    ReceiverScenario &receiver = scenario.receiver;
    const double ratio = receiver.off / receiver.on * draw.between(0.9, 1.1);
    draw.scale(receiver.on);
    receiver.off = receiver.on * ratio;
    draw.scale(receiver.timeConstantUs);
    draw.scale(scenario.leak.optical);
    draw.scale(scenario.leak.spikeUs);
    AmbientScenario &ambient = scenario.ambient;
    if (ambient.level > 0)
        draw.scale(ambient.level);
    else if (draw.isOne(2))
        ambient.level = draw.between(0, 0.5) * receiver.off;
    draw.scale(ambient.flickerHz);
    draw.scale(ambient.flickerDuty);
}

void varyMeter(Scenario &scenario, Drawer &draw)
{
    PlacementScenario &placement = scenario.placement;
    draw.scale(placement.distanceMm);
    placement.rotationDeg = placement.rotationDeg * draw.between(0.7, 1.3) + draw.between(-10, 10);
    placement.lateralMm = draw.between(0, 1);
    MeterScenario &meter = scenario.meter;
    draw.scale(meter.ledPower);
    draw.scale(meter.receiverOn);
    draw.scale(meter.reactionMs);
    draw.scale(meter.bitErrorRate);
    draw.scale(meter.pushEveryS);
    meter.truncatesAfter =
        std::llround(static_cast<double>(meter.truncatesAfter) * draw.between(0.7, 1.3));
}

void varyPerson(PersonScenario &person, Drawer &draw)
{
    using S = TestStep;
    using W = WrongDeed;
    person.hasSecondProbe = draw.isOne(5);
    person.hasRemote = !draw.isOne(12);
    person.cameraSeesInfrared = !draw.isOne(16);
    if (draw.isOne(5))
        person.unsure = {draw.any(std::array{S::W4, S::W4b, S::W8})};
    if (draw.isOne(3)) {
        const S step = draw.any(std::array{S::W2, S::W2b, S::W3, S::W3b, S::W4, S::W4b, S::W5,
                                           S::W5b, S::W6, S::W7, S::W8, S::W9, S::W10});
        person.does[step] = draw.any(std::array{W::nothing, W::uncovered, W::covered, W::mirror,
                                                W::paper, W::sun, W::torch, W::remoteFar});
    }
}

TestCircumstances circumstancesOf(const PersonAnswers &answers)
{
    return {answers.country, answers.utility, answers.meterType, answers.address.toLatin1(),
            answers.everSwapped};
}

template <typename Enum>
QString nameOf(Enum value)
{
    return QLatin1String(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value)));
}

} // namespace

std::optional<Label> labelOf(const LoadedScenario &bench)
{
    const auto probe = probeLabel(bench.scenario);
    if (!probe)
        return {};
    const auto meter = meterLabel(bench, *probe);
    return meter ? std::optional(Label{*probe, *meter}) : std::nullopt;
}

LoadedScenario vary(const LoadedScenario &base, std::mt19937_64 &draw)
{
    const auto label = labelOf(base);
    Drawer drawer(draw);
    LoadedScenario varied;
    do {
        varied = base;
        varyProbe(varied.scenario, drawer);
        varyMeter(varied.scenario, drawer);
    } while (labelOf(varied) != label);
    varyPerson(varied.scenario.person, drawer);
    varied.scenario.seed = drawer.seed();
    return varied;
}

QList<TestStep> blindSteps(const PersonScenario &person)
{
    QList<TestStep> steps = person.unsure;
    if (!person.cameraSeesInfrared || !person.hasRemote)
        steps += {TestStep::W4, TestStep::W4b, TestStep::W8};
    if (!person.hasRemote)
        steps += {TestStep::W5, TestStep::W5b};
    return steps;
}

Tested test(const LoadedScenario &bench)
{
    static const Knowledge knowledge = loadKnowledge();
    LinkRequest request;
    request.target = {Target::Kind::Virtual, bench.scenario.name, 0};
    const TestCircumstances circumstances = circumstancesOf(bench.scenario.person.answers);
    request.selfTest = SelfTestOptions{allSteps(), circumstances};
    const VirtualResult result = runVirtually(request, bench);
    Tested tested;
    tested.evidence = measuredIn(result.entries);
    if (result.error)
        tested.evidence.append(portNotOpened(result.error->detail));
    tested.diagnosis = diagnose(tested.evidence, priorOf(knowledge.meters, circumstances));
    return tested;
}

Count countProbe(const Label &label, const LoadedScenario &bench, const Diagnosis &diagnosis)
{
    const auto &probe = diagnosis.probe;
    if (probe.verdict == label.probe)
        return Count::Right;
    if (probe.verdict != P::undecided)
        return Count::Wrong;
    const QList<TestStep> blind = blindSteps(bench.scenario.person);
    const bool isNamed = std::any_of(probe.wouldChange.begin(), probe.wouldChange.end(),
                                     [&blind](TestStep step) { return blind.contains(step); });
    return probe.open.contains(label.probe) && isNamed ? Count::Honest : Count::Undecided;
}

Count countMeter(const Label &label, const LoadedScenario &bench, const Diagnosis &diagnosis)
{
    if (diagnosis.meter.verdict == label.meter)
        return Count::Right;
    if (diagnosis.meter.verdict != M::undecided)
        return Count::Wrong;
    const bool isProbeHonest = countProbe(label, bench, diagnosis) == Count::Honest;
    const NextStep next = diagnosis.meter.next;
    const bool isTold = next == NextStep::proveProbe || next == NextStep::runTests;
    return isProbeHonest && isTold ? Count::Honest : Count::Undecided;
}

QString described(const EvidenceList &evidence)
{
    QStringList lines;
    for (const Evidence &one : evidence)
        lines.append(u"  %1 %2 %3 %4"_qs.arg(stepName(one.step), evidenceName(one.id))
                         .arg(one.value)
                         .arg(one.detail));
    return lines.join(u'\n');
}

QString described(const LoadedScenario &bench)
{
    const Scenario &one = bench.scenario;
    QStringList person;
    for (auto it = one.person.does.begin(); it != one.person.does.end(); ++it)
        person.append(u"does %1 in %2"_qs.arg(nameOf(*it), stepName(it.key())));
    for (const TestStep step : one.person.unsure)
        person.append(u"is not sure in %1"_qs.arg(stepName(step)));
    if (!one.person.hasRemote)
        person.append(u"has no remote"_qs);
    if (!one.person.cameraSeesInfrared)
        person.append(u"has a blind camera"_qs);
    if (one.person.hasSecondProbe)
        person.append(u"has a second probe"_qs);
    return u"clock %1, power %2, on %3, off %4, time constant %5 µs, ambient %6, distance %7, "
           "rotation %8, person %9"_qs.arg(one.port.clock)
               .arg(one.transmitter.power)
               .arg(one.receiver.on)
               .arg(one.receiver.off)
               .arg(one.receiver.timeConstantUs)
               .arg(one.ambient.level)
               .arg(one.placement.distanceMm)
               .arg(one.placement.rotationDeg)
               .arg(person.join(u", "_qs));
}

} // namespace optoscope::variations
