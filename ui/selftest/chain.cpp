// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/chain.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace optoscope {
namespace {

using Link = Chain::Link;
using State = Chain::State;

struct Needed {
    Fact fact = Fact::Count;
    Truth truth = Truth::Yes;
};

/// If all is so, the link is in that state. The first row that fits counts.
struct Row {
    Link link;
    State state;
    std::vector<Needed> needed;
};

const std::vector<Row> &rows()
{
    constexpr Truth yes = Truth::Yes;
    constexpr Truth no = Truth::No;
    static const std::vector<Row> table{
        {Link::Port, State::Broken, {{Fact::PortOpens, no}}},
        {Link::Port, State::Broken, {{Fact::LoopsBack, no}}},
        {Link::Port, State::Broken, {{Fact::CharactersWhole, no}}},
        {Link::Port, State::Broken, {{Fact::TimeRight, no}}},
        {Link::Port, State::Suspect, {{Fact::ParityTimeRight, no}}},
        {Link::Port, State::Suspect, {{Fact::EchoesOpen, yes}}},
        {Link::Port, State::Proven, {{Fact::LoopsBack, yes}}},
        {Link::Port, State::Proven, {{Fact::Answers, yes}}},

        {Link::Wires, State::Suspect, {{Fact::LedAfterSwap, yes}}},
        {Link::Wires, State::Proven, {{Fact::Answers, yes}}},
        {Link::Wires, State::Proven, {{Fact::Echoes, yes}, {Fact::Leaks, no}}},
        {Link::Wires, State::Proven, {{Fact::LedShines, yes}, {Fact::HearsAny, yes}}},
        {Link::Wires, State::Suspect, {{Fact::LedShines, no}}},

        {Link::Led, State::Broken, {{Fact::LedInIdle, yes}}},
        {Link::Led, State::Proven, {{Fact::LedShines, yes}}},
        {Link::Led, State::Proven, {{Fact::LedAfterSwap, yes}}},
        {Link::Led, State::Proven, {{Fact::Answers, yes}}},
        {Link::Led, State::Broken, {{Fact::LedAfterSwap, no}}},
        {Link::Led, State::Suspect, {{Fact::LedShines, no}}},

        {Link::Light, State::Broken, {{Fact::Leaks, yes}}},
        {Link::Light, State::Proven, {{Fact::Answers, yes}}},
        {Link::Light, State::Suspect, {{Fact::LeaksCovered, yes}}},
        {Link::Light, State::Suspect, {{Fact::RoomFlickers, yes}}},
        {Link::Light, State::Suspect, {{Fact::LowInRoom, yes}}},
        {Link::Light, State::Proven, {{Fact::Echoes, yes}, {Fact::Leaks, no}}},
        {Link::Light, State::Suspect, {{Fact::Echoes, no}, {Fact::HearsFar, yes}}},

        {Link::Receiver, State::Proven, {{Fact::Answers, yes}}},
        {Link::Receiver, State::Suspect, {{Fact::LowInDark, yes}}},
        {Link::Receiver, State::Proven, {{Fact::HearsFar, yes}}},
        {Link::Receiver, State::Proven, {{Fact::Echoes, yes}, {Fact::Leaks, no}}},
        {Link::Receiver, State::Suspect, {{Fact::HearsAny, yes}, {Fact::HearsFar, no}}},
        {Link::Receiver, State::Suspect, {{Fact::HearsAny, no}}},
        {Link::Receiver, State::Suspect, {{Fact::Echoes, no}}},

        {Link::Meter, State::Proven, {{Fact::ReadGood, yes}}},
        {Link::Meter, State::Suspect, {{Fact::Answers, yes}}},
        {Link::Meter, State::Suspect, {{Fact::Answers, no}}},
    };
    return table;
}

/// The link at which the verdict puts the fault, and how bad it is there.
struct Fault {
    Link link;
    State state;
};

std::optional<Fault> faultOf(ProbeVerdict verdict)
{
    switch (verdict) {
    case ProbeVerdict::portUnusable:
    case ProbeVerdict::loopbackFailed:
    case ProbeVerdict::parityDropped:
    case ProbeVerdict::clockWrong:
    case ProbeVerdict::charactersCut: return Fault{Link::Port, State::Broken};
    case ProbeVerdict::localEcho: return Fault{Link::Port, State::Suspect};
    case ProbeVerdict::wiresSwapped: return Fault{Link::Wires, State::Suspect};
    case ProbeVerdict::transmitterDead:
    case ProbeVerdict::transmitterInverted:
    case ProbeVerdict::bothInverted: return Fault{Link::Led, State::Broken};
    case ProbeVerdict::transmitterWeak: return Fault{Link::Led, State::Suspect};
    case ProbeVerdict::receiverDead:
    case ProbeVerdict::receiverStuck:
    case ProbeVerdict::receiverInverted: return Fault{Link::Receiver, State::Broken};
    case ProbeVerdict::receiverWeak: return Fault{Link::Receiver, State::Suspect};
    case ProbeVerdict::saturatedByLight:
    case ProbeVerdict::lampFlicker:
    case ProbeVerdict::misplaced: return Fault{Link::Light, State::Suspect};
    case ProbeVerdict::crosstalk: return Fault{Link::Light, State::Broken};
    case ProbeVerdict::good:
    case ProbeVerdict::undecided:
    case ProbeVerdict::notTested: break;
    }
    return {};
}

State stateOf(MeterVerdict verdict)
{
    switch (verdict) {
    case MeterVerdict::good: return State::Proven;
    case MeterVerdict::closed:
    case MeterVerdict::silent: return State::Broken;
    case MeterVerdict::undecided:
    case MeterVerdict::notTested: return State::Unknown;
    default: return State::Suspect;
    }
}

} // namespace

Chain::Chain(const EvidenceList &evidence, const Diagnosis &diagnosis)
{
    const Facts facts = factsOf(evidence);
    for (const Row &row : rows()) {
        const bool fits = std::ranges::all_of(
            row.needed, [&facts](Needed needed) { return facts.of(needed.fact) == needed.truth; });
        if (fits && of(row.link) == State::Unknown)
            set(row.link, row.state);
    }
    if (const auto fault = faultOf(diagnosis.probe.verdict))
        set(fault->link, fault->state);
    if (diagnosis.probe.verdict == ProbeVerdict::good) {
        for (const Link link : {Link::Port, Link::Wires, Link::Led, Link::Light, Link::Receiver}) {
            // What is proven with a fault that does no harm stays marked.
            if (of(link) == State::Unknown)
                set(link, State::Proven);
        }
    }
    const State meter = stateOf(diagnosis.meter.verdict);
    if (meter != State::Unknown)
        set(Link::Meter, meter);
}

} // namespace optoscope
