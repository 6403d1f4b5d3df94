// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/evidencetone.h"

#include "core/link/porttrouble.h"
#include "core/probe/facts.h"

#include <cmath>

namespace optoscope {
namespace {

/// What a fact is where all is well; unknown where neither is a fault.
Truth healthy(Fact fact)
{
    switch (fact) {
    case Fact::EchoesOpen:
    case Fact::LowInDark:
    case Fact::LowInRoom:
    case Fact::RoomFlickers:
    case Fact::LedInIdle:
    case Fact::EchoInverted:
    case Fact::Leaks:
    case Fact::LeaksCovered:
    case Fact::DataDiffers: return Truth::No;
    case Fact::Turned: return Truth::Unknown;
    default: return Truth::Yes;
    }
}

} // namespace

Tone evidenceTone(const Evidence &evidence)
{
    switch (evidence.id) {
    case EvidenceId::highBitsLost: return evidence.value > 0 ? Tone::Warning : Tone::Good;
    case EvidenceId::settingsKept:
    case EvidenceId::foundWay: return evidence.value > 0 ? Tone::Good : Tone::Warning;
    case EvidenceId::portBlocked: {
        const auto trouble = portTroubleFromLine(evidence.detail);
        if (trouble && trouble->severity == Severity::note)
            return Tone::Quiet;
        return evidence.value > 0 ? Tone::Warning : Tone::Good;
    }
    case EvidenceId::findingSeen: return Tone::Warning;
    default: break;
    }
    const Measure *measure = measureOf(evidence);
    if (!measure || healthy(measure->fact) == Truth::Unknown)
        return Tone::Quiet;
    const bool holds = measure->isBand ? std::abs(evidence.value - 1) <= measure->limit
                                       : evidence.value >= measure->limit;
    return holds == (healthy(measure->fact) == Truth::Yes) ? Tone::Good : Tone::Warning;
}

} // namespace optoscope
