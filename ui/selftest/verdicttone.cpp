// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/verdicttone.h"

namespace optoscope {

Tone verdictTone(ProbeVerdict verdict)
{
    switch (verdict) {
    case ProbeVerdict::good: return Tone::Good;
    case ProbeVerdict::wiresSwapped:
    case ProbeVerdict::saturatedByLight:
    case ProbeVerdict::lampFlicker:
    case ProbeVerdict::localEcho:
    case ProbeVerdict::misplaced:
    case ProbeVerdict::undecided: return Tone::Warning;
    case ProbeVerdict::notTested: return Tone::Quiet;
    default: return Tone::Error;
    }
}

Tone verdictTone(MeterVerdict verdict)
{
    switch (verdict) {
    case MeterVerdict::good: return Tone::Good;
    case MeterVerdict::silent:
    case MeterVerdict::closed: return Tone::Error;
    case MeterVerdict::notTested: return Tone::Quiet;
    default: return Tone::Warning;
    }
}

} // namespace optoscope
