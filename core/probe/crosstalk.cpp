// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/crosstalk.h"

#include "core/probe/measures.h"
#include "core/probe/patterns.h"
#include "core/probe/phases.h"

#include <algorithm>

namespace optoscope::crosstalk {

std::optional<Phase> next(const Observations &done, qsizetype before)
{
    constexpr int times = 3;
    switch (done.size() - before) {
    case 0: return phases::send(Phase::Name::Taped, patterns::request(), Baud{300}, times);
    case 1: return phases::send(Phase::Name::TapedFast, patterns::request(), Baud{19200}, times);
    case 2: return phases::send(Phase::Name::TapedFast, patterns::request(), Baud{115200}, times);
    default: return {};
    }
}

void append(EvidenceList &evidence, TestStep step, const Observations &done)
{
    const auto *slow = find(done, Phase::Name::Taped);
    if (!slow)
        return;
    evidence.append({step, EvidenceId::tapedEcho, measures::exactShare(*slow), {}, slow->from});
    double events = measures::eventsPerRound(*slow);
    for (const Observation &one : done) {
        if (one.phase.name == Phase::Name::TapedFast)
            events = std::max(events, measures::eventsPerRound(one));
    }
    evidence.append({step, EvidenceId::tapedEvents, events, {}, slow->from});
}

} // namespace optoscope::crosstalk
