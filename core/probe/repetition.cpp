// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/repetition.h"

#include "core/probe/diagnosis.h"

#include <array>

namespace optoscope {

namespace {

/// A step is in doubt where the facts are so: its own result beside one that should go with it.
struct Doubt {
    TestStep step = TestStep::none;
    Fact fact = Fact::Count;
    Truth is = Truth::No;
    Fact other = Fact::Count;
    Truth otherIs = Truth::Yes;
};

constexpr std::array doubts{
    // A bridge that is not on looks like a dead port.
    Doubt{TestStep::W2, Fact::LoopsBack, Truth::No, Fact::TopBitKept, Truth::Yes},
    // What was measured with the wires the wrong way round says nothing of the receiver.
    Doubt{TestStep::W3, Fact::LedAfterSwap, Truth::Yes, Fact::LedShines, Truth::No},
    Doubt{TestStep::W3b, Fact::LedAfterSwap, Truth::Yes, Fact::LedShines, Truth::No},
    Doubt{TestStep::W4, Fact::LedShines, Truth::No, Fact::LedAfterSwap, Truth::No},
    Doubt{TestStep::W3, Fact::LowInDark, Truth::Yes, Fact::LowInRoom, Truth::Yes},
    Doubt{TestStep::W3, Fact::LowInDark, Truth::Yes, Fact::Echoes, Truth::Yes},
    Doubt{TestStep::W3, Fact::LowInDark, Truth::No, Fact::EchoInverted, Truth::Yes},
    Doubt{TestStep::W3, Fact::LowInDark, Truth::No, Fact::LedInIdle, Truth::Yes},
    Doubt{TestStep::W3b, Fact::LowInRoom, Truth::Yes, Fact::LowInDark, Truth::No},
    Doubt{TestStep::W3, Fact::LeaksCovered, Truth::Yes, Fact::Leaks, Truth::No},
    Doubt{TestStep::W7, Fact::Leaks, Truth::Yes, Fact::LeaksCovered, Truth::No},
    Doubt{TestStep::W3, Fact::Leaks, Truth::Yes, Fact::LeaksCovered, Truth::No},
    Doubt{TestStep::W7, Fact::Leaks, Truth::No, Fact::LeaksCovered, Truth::Yes},
    Doubt{TestStep::W5, Fact::HearsLight, Truth::No, Fact::Echoes, Truth::No},
    Doubt{TestStep::W5, Fact::HearsFar, Truth::No, Fact::Echoes, Truth::No},
    Doubt{TestStep::W5, Fact::HearsFar, Truth::Yes, Fact::HearsNear, Truth::No},
    Doubt{TestStep::W6, Fact::Echoes, Truth::No, Fact::HearsFar, Truth::Yes},
    Doubt{TestStep::W6, Fact::Echoes, Truth::No, Fact::Answers, Truth::Yes},
    Doubt{TestStep::W2b, Fact::EchoesOpen, Truth::Yes, Fact::LeaksCovered, Truth::No},
    Doubt{TestStep::W8, Fact::Answers, Truth::No, Fact::SearchFound, Truth::No},
};

} // namespace

std::optional<TestStep> stepToRepeat(const EvidenceList &evidence, const QList<TestStep> &steps,
                                     const QList<TestStep> &repeated)
{
    const Facts facts = factsOf(evidence);
    for (const Doubt &doubt : doubts) {
        const bool isDoubtful =
            facts.of(doubt.fact) == doubt.is && facts.of(doubt.other) == doubt.otherIs;
        if (isDoubtful && steps.contains(doubt.step) && !repeated.contains(doubt.step))
            return doubt.step;
    }
    const Diagnosis diagnosis = diagnose(evidence);
    if (diagnosis.probe.verdict != ProbeVerdict::undecided)
        return {};
    for (const TestStep step : diagnosis.probe.wouldChange) {
        if (steps.contains(step) && !repeated.contains(step))
            return step;
    }
    return {};
}

bool isWorthwhile(TestStep step, const EvidenceList &evidence)
{
    const ProbeVerdict verdict = diagnose(evidence).probe.verdict;
    if (verdict == ProbeVerdict::portUnusable || verdict == ProbeVerdict::loopbackFailed)
        return false;
    if (step != TestStep::W9)
        return true;
    switch (verdict) {
    case ProbeVerdict::good:
    case ProbeVerdict::misplaced:
    case ProbeVerdict::wiresSwapped:
    case ProbeVerdict::crosstalk:
    case ProbeVerdict::localEcho:
    case ProbeVerdict::undecided:
    case ProbeVerdict::notTested: return true;
    default: return false;
    }
}

} // namespace optoscope
