// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/facts.h"

#include "core/probe/limits.h"
#include "core/trace/finding.h"

#include <cmath>

namespace optoscope {

namespace {

using Id = EvidenceId;

/// Every number with its limit. Those of tapedEcho and tapedEvents depend on the step.
constexpr std::array measures{
    Measure{Id::portOpened, Fact::PortOpens, 1},
    Measure{Id::loopbackExact, Fact::LoopsBack, limits::loopback},
    Measure{Id::characterTime, Fact::TimeRight, limits::characterTime, true},
    Measure{Id::characterTimeParity, Fact::ParityTimeRight, limits::characterTime, true},
    Measure{Id::openEcho, Fact::EchoesOpen, limits::leakedEcho},
    Measure{Id::lineLow, Fact::LowInDark, 1},
    Measure{Id::roomLow, Fact::LowInRoom, 1},
    Measure{Id::lampFrequency, Fact::RoomFlickers, limits::lamp},
    Measure{Id::cameraWorks, Fact::CameraSees, 1},
    Measure{Id::ledSeen, Fact::LedShines, 1},
    Measure{Id::ledInIdle, Fact::LedInIdle, 1},
    Measure{Id::ledAfterSwap, Fact::LedAfterSwap, 1},
    Measure{Id::remoteNear, Fact::HearsNear, limits::remote},
    Measure{Id::remoteFar, Fact::HearsFar, limits::remote},
    Measure{Id::sunBreaks, Fact::HearsSun, limits::sun},
    Measure{Id::remoteWhileSending, Fact::HearsTogether, limits::together},
    Measure{Id::echoExact, Fact::Echoes, limits::anyEcho},
    Measure{Id::echoInverted, Fact::EchoInverted, limits::inverted},
    Measure{Id::secondProbeEcho, Fact::SecondProbe, limits::exactEcho},
    Measure{Id::rotation, Fact::Turned, 1},
    Measure{Id::meterLedSeen, Fact::MeterLed, 1},
    Measure{Id::readGood, Fact::ReadGood, 1},
    Measure{Id::dataDiffers, Fact::DataDiffers, 1},
};
constexpr Measure meterMeasure{Id::meterAnswered, Fact::Answers, 0.01};
constexpr Measure leakEcho{Id::tapedEcho, Fact::Leaks, limits::leakedEcho};
constexpr Measure leakEvents{Id::tapedEvents, Fact::Leaks, limits::leakedEvents};

Truth either(Truth a, Truth b)
{
    if (a == Truth::Yes || b == Truth::Yes)
        return Truth::Yes;
    return a == Truth::Unknown ? b : a;
}

void setLostBits(Facts &facts, const Evidence &evidence)
{
    const bool isLost = evidence.value > 0;
    const bool isOnlyTop = evidence.detail == QLatin1String("80");
    facts.set(Fact::CharactersWhole, !isLost || isOnlyTop);
    facts.set(Fact::TopBitKept, !isLost);
}

void setLeak(Facts &facts, const Evidence &evidence)
{
    const Measure &measure = evidence.id == Id::tapedEcho ? leakEcho : leakEvents;
    const Fact fact = evidence.step == TestStep::W3 ? Fact::LeaksCovered : Fact::Leaks;
    const bool isLeak = holds(measure, evidence.value);
    // The echo comes first and the events after it: both belong to one run of the step.
    const bool isSecond = evidence.id == Id::tapedEvents;
    facts.set(fact, isLeak || (isSecond && facts.of(fact) == Truth::Yes));
}

struct NamedFact {
    QStringView name;
    Fact fact;
};

constexpr std::array wayFacts{
    NamedFact{u"address", Fact::WayAddress},
    NamedFact{u"wakeUp", Fact::WayWakeUp},
    NamedFact{u"8N1", Fact::WayFormat},
};
/// What a line's class says of the probe.
constexpr std::array lineFacts{
    NamedFact{u"lampFlicker", Fact::RoomFlickers},
    NamedFact{u"invertedEcho", Fact::EchoInverted},
};
constexpr std::array heardFacts{
    NamedFact{u"sml", Fact::HeardSml},       NamedFact{u"hdlc", Fact::HeardHdlc},
    NamedFact{u"dsmr", Fact::HeardDsmr},     NamedFact{u"mbus", Fact::HeardMbus},
    NamedFact{u"iec62056", Fact::HeardPush}, NamedFact{u"parityBitsLeft", Fact::HeardPush},
};
constexpr std::array findingFacts{
    NamedFact{u"answeredAt300", Fact::AnsweredAt300},
    NamedFact{u"lostAtBaudChange", Fact::LostAtBaudChange},
    NamedFact{u"checkWrong", Fact::CheckWrong},
    NamedFact{u"checkIsSum7", Fact::CheckIsSum7},
    NamedFact{u"parityErrors", Fact::LineErrors},
    NamedFact{u"framingErrors", Fact::LineErrors},
    NamedFact{u"blockTruncated", Fact::Truncated},
    NamedFact{u"pinReduced", Fact::PinReduced},
};

template <size_t size>
void setNamed(Facts &facts, const std::array<NamedFact, size> &names, const QString &name)
{
    for (const NamedFact &named : names) {
        if (named.name == name)
            facts.set(named.fact, true);
    }
}

template <size_t size>
Fact named(const std::array<NamedFact, size> &names, const QString &name, Fact other)
{
    for (const NamedFact &one : names) {
        if (one.name == name)
            return one.fact;
    }
    return other;
}

/// What is not set yet is no.
template <size_t size>
void setOthersNo(Facts &facts, const std::array<NamedFact, size> &names)
{
    for (const NamedFact &named : names) {
        if (facts.of(named.fact) == Truth::Unknown)
            facts.set(named.fact, false);
    }
}

void setMeterFacts(Facts &facts, const Evidence &evidence)
{
    switch (evidence.id) {
    case Id::meterAnswered: {
        const bool answers = holds(meterMeasure, evidence.value);
        facts.set(Fact::Answers, answers);
        if (answers) {
            // What is so was told before. Who answers as the standard says needs no other way.
            setOthersNo(facts, findingFacts);
            setOthersNo(facts, wayFacts);
            setOthersNo(facts, heardFacts);
            if (facts.of(Fact::Turned) == Truth::Unknown)
                facts.set(Fact::Turned, false);
        }
        break;
    }
    case Id::findingSeen: setNamed(facts, findingFacts, evidence.detail); break;
    case Id::heard:
        setNamed(facts, heardFacts, evidence.detail);
        setNamed(facts, lineFacts, evidence.detail);
        if (evidence.step == TestStep::W9)
            facts.set(Fact::SearchFound, true);
        break;
    case Id::foundWay:
        facts.set(Fact::SearchFound, evidence.value > 0);
        setNamed(facts, wayFacts, evidence.detail);
        if (evidence.value <= 0) {
            setOthersNo(facts, wayFacts);
            setOthersNo(facts, heardFacts);
            facts.set(Fact::Turned, false);
        }
        break;
    default: break;
    }
}

/// Somebody's messages came through the port and the receiver.
bool hearsProtocol(const Facts &facts)
{
    return std::ranges::any_of(heardFacts, [&facts](const NamedFact &heard) {
        return facts.of(heard.fact) == Truth::Yes;
    });
}

} // namespace

bool holds(const Measure &measure, double value)
{
    return measure.isBand ? std::abs(value - 1) <= measure.limit : value >= measure.limit;
}

const Measure *measureOf(const Evidence &evidence)
{
    if (evidence.id == Id::tapedEcho)
        return &leakEcho;
    if (evidence.id == Id::tapedEvents)
        return &leakEvents;
    if (evidence.id == Id::meterAnswered)
        return &meterMeasure;
    for (const Measure &measure : measures) {
        if (measure.id == evidence.id)
            return &measure;
    }
    return nullptr;
}

Fact factOf(const Evidence &evidence)
{
    if (const Measure *measure = measureOf(evidence))
        return measure->fact;
    switch (evidence.id) {
    case Id::heard:
        return named(heardFacts, evidence.detail, named(lineFacts, evidence.detail, Fact::Count));
    case Id::findingSeen: return named(findingFacts, evidence.detail, Fact::Count);
    case Id::foundWay: return named(wayFacts, evidence.detail, Fact::SearchFound);
    case Id::highBitsLost:
        return evidence.detail == QLatin1String("80") ? Fact::TopBitKept : Fact::CharactersWhole;
    default: return Fact::Count;
    }
}

Facts factsOf(const EvidenceList &evidence)
{
    Facts facts;
    for (const Evidence &one : evidence) {
        const Measure *measure = one.id == Id::meterAnswered ? nullptr : measureOf(one);
        if (one.id == Id::highBitsLost)
            setLostBits(facts, one);
        else if (one.id == Id::tapedEcho || one.id == Id::tapedEvents)
            setLeak(facts, one);
        else if (measure)
            facts.set(measure->fact, holds(*measure, one.value));
        else
            setMeterFacts(facts, one);
    }
    const Truth light = either(either(facts.of(Fact::HearsNear), facts.of(Fact::HearsFar)),
                               facts.of(Fact::HearsSun));
    facts.set(Fact::HearsLight, light);
    facts.set(Fact::HearsAny, either(light, facts.of(Fact::HearsTogether)));
    if (hearsProtocol(facts)) {
        facts.set(Fact::PortOpens, true);
        facts.set(Fact::HearsAny, true);
    }
    return facts;
}

TestStep stepOf(Fact fact)
{
    switch (fact) {
    case Fact::PortOpens: return TestStep::W1;
    case Fact::LoopsBack:
    case Fact::CharactersWhole:
    case Fact::TopBitKept:
    case Fact::TimeRight:
    case Fact::ParityTimeRight: return TestStep::W2;
    case Fact::EchoesOpen: return TestStep::W2b;
    case Fact::LowInDark:
    case Fact::LeaksCovered: return TestStep::W3;
    case Fact::LowInRoom:
    case Fact::RoomFlickers: return TestStep::W3b;
    case Fact::CameraSees:
    case Fact::LedShines:
    case Fact::LedInIdle: return TestStep::W4;
    case Fact::LedAfterSwap: return TestStep::W4b;
    case Fact::HearsNear:
    case Fact::HearsFar:
    case Fact::HearsSun:
    case Fact::HearsLight:
    case Fact::HearsAny: return TestStep::W5;
    case Fact::HearsTogether: return TestStep::W5b;
    case Fact::Echoes:
    case Fact::EchoInverted: return TestStep::W6;
    case Fact::Leaks: return TestStep::W7;
    case Fact::SecondProbe: return TestStep::W10;
    case Fact::Answers:
    case Fact::ReadGood:
    case Fact::MeterLed:
    case Fact::AnsweredAt300:
    case Fact::LostAtBaudChange:
    case Fact::CheckWrong:
    case Fact::CheckIsSum7:
    case Fact::LineErrors:
    case Fact::DataDiffers:
    case Fact::Truncated:
    case Fact::PinReduced: return TestStep::W8;
    case Fact::Turned:
    case Fact::WayAddress:
    case Fact::WayWakeUp:
    case Fact::WayFormat:
    case Fact::HeardSml:
    case Fact::HeardHdlc:
    case Fact::HeardDsmr:
    case Fact::HeardMbus:
    case Fact::HeardPush:
    case Fact::SearchFound: return TestStep::W9;
    case Fact::KnownClosed:
    case Fact::ChainProven:
    case Fact::ChainFaulty:
    case Fact::Count: break;
    }
    return TestStep::none;
}

} // namespace optoscope
