// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/leftopen.h"

#include "core/probe/repetition.h"
#include "core/probe/selftestsession.h"

#include <algorithm>

namespace optoscope {

namespace {

/// Whether the latest evidence of that id is there and says no.
bool saysNo(const EvidenceList &evidence, EvidenceId id)
{
    const Evidence *found = latest(evidence, id);
    return found && found->value <= 0;
}

bool isNeeded(TestStep step, const EvidenceList &evidence)
{
    switch (step) {
    case TestStep::W4b: return saysNo(evidence, EvidenceId::ledSeen);
    case TestStep::W5b: return saysNo(evidence, EvidenceId::remoteNear);
    case TestStep::W9: return saysNo(evidence, EvidenceId::meterAnswered);
    case TestStep::W10: return false; // hardly anybody has two
    default: return true;
    }
}

} // namespace

QList<TestStep> stepsLeftOpen(const EvidenceList &evidence)
{
    QList<TestStep> left;
    for (const TestStep step : allSteps()) {
        const bool isTold = std::any_of(evidence.begin(), evidence.end(),
                                        [step](const Evidence &one) { return one.step == step; });
        if (!isTold && isNeeded(step, evidence) && isWorthwhile(step, evidence))
            left.append(step);
    }
    return left;
}

} // namespace optoscope
