// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/step.h"

#include "core/probe/echosteps.h"
#include "core/probe/metersteps.h"
#include "core/probe/portsteps.h"
#include "core/probe/receiversteps.h"
#include "core/probe/transmittersteps.h"

#include <algorithm>

namespace optoscope {

std::unique_ptr<Step> makeStep(TestStep step, const TestCircumstances &circumstances)
{
    switch (step) {
    case TestStep::none:
    case TestStep::W0: break;
    case TestStep::W1: return makeCapabilityStep();
    case TestStep::W2: return makeLoopbackStep();
    case TestStep::W2b: return makeOpenStep();
    case TestStep::W3: return makeDarkStep();
    case TestStep::W3b: return makeRoomStep();
    case TestStep::W4: return makeCameraStep();
    case TestStep::W4b: return makeSwapStep();
    case TestStep::W5: return makeLightStep();
    case TestStep::W5b: return makeTogetherStep();
    case TestStep::W6: return makeEchoStep();
    case TestStep::W7: return makeCrosstalkStep();
    case TestStep::W8: return makeMeterStep();
    case TestStep::W9: return makeSearchStep(circumstances);
    case TestStep::W10: return makeSecondProbeStep();
    }
    return nullptr;
}

const Evidence *latest(const EvidenceList &evidence, EvidenceId id)
{
    const auto found = std::find_if(evidence.crbegin(), evidence.crend(),
                                    [id](const Evidence &one) { return one.id == id; });
    return found == evidence.crend() ? nullptr : &*found;
}

} // namespace optoscope
