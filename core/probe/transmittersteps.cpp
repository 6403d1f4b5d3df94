// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/transmittersteps.h"

#include "core/probe/patterns.h"
#include "core/probe/phases.h"

namespace optoscope {

using namespace std::chrono_literals;

namespace {

/// Light for three seconds: a request alone lights the diode for 83 ms, too short to judge
/// (reference probe.md W4).
constexpr int nulsInThreeSeconds = 90;
constexpr int nulsInHalfASecond = 15;

Phase show(int nuls, int times, nanoseconds pause)
{
    Phase phase = phases::send(Phase::Name::Show, patterns::nuls(nuls), Baud{300}, times);
    phase.format = format8N1;
    phase.pause = pause;
    return phase;
}

Phase darkness()
{
    return phases::listen(Phase::Name::Quiet, Baud{300}, format8N1, 3s);
}

/// What the person saw, as evidence; nothing if he is not sure. A camera that has not shown any
/// infrared proves no darkness.
void appendSeen(EvidenceList &result, TestStep step, const Observation &told, EvidenceId seen,
                bool isCameraProven)
{
    const bool isDark = told.reply == PersonReply::notSeen;
    if (told.reply == PersonReply::seen || (isDark && isCameraProven))
        result.append({step, seen, isDark ? 0.0 : 1.0, {}, told.from});
    const bool isSure = told.reply == PersonReply::seen || told.reply == PersonReply::seenInIdle
        || (isDark && isCameraProven);
    if (isSure && step == TestStep::W4) {
        const bool inIdle = told.reply == PersonReply::seenInIdle;
        result.append({step, EvidenceId::ledInIdle, inIdle ? 1.0 : 0.0, {}, told.from});
    }
}

const Observation *told(const Observations &done)
{
    for (const Observation &one : done) {
        if (one.phase.ask == PersonAction::tellLed)
            return &one;
    }
    return nullptr;
}

bool cannotGoOn(const Observations &done)
{
    if (done.isEmpty())
        return false;
    const Observation &last = done.last();
    // Without a remote the camera is not proven, but what it shows is there.
    if (last.phase.ask == PersonAction::checkCamera)
        return last.reply == PersonReply::notSeen;
    return !last.isRun;
}

class CameraStep final : public Step
{
public:
    TestStep name() const override { return TestStep::W4; }

    std::optional<Phase> next(const Observations &done, const EvidenceList &) const override
    {
        if (cannotGoOn(done))
            return {};
        switch (done.size()) {
        case 0: return phases::ask(PersonAction::checkCamera);
        case 1: return phases::ask(PersonAction::watchLed);
        case 2: return darkness();
        case 3: return show(nulsInThreeSeconds, 1, 3s);
        case 4: return show(nulsInHalfASecond, 5, 500ms);
        case 5: return phases::ask(PersonAction::tellLed);
        default: return {};
        }
    }

    EvidenceList conclude(const Observations &done) const override
    {
        EvidenceList result;
        const PersonReply camera = done.isEmpty() ? PersonReply::cannot : done.first().reply;
        if (camera == PersonReply::seen || camera == PersonReply::notSeen) {
            result.append({name(),
                           EvidenceId::cameraWorks,
                           camera == PersonReply::seen ? 1.0 : 0.0,
                           {},
                           done.first().from});
        }
        if (const auto *answer = told(done))
            appendSeen(result, name(), *answer, EvidenceId::ledSeen, camera == PersonReply::seen);
        return result;
    }
};

/// If the diode stays dark with the wires swapped as well, they are swapped back.
class SwapStep final : public Step
{
public:
    TestStep name() const override { return TestStep::W4b; }

    std::optional<Phase> next(const Observations &done, const EvidenceList &known) const override
    {
        const auto *seen = latest(known, EvidenceId::ledSeen);
        if (!seen || seen->value > 0 || cannotGoOn(done))
            return {};
        switch (done.size()) {
        case 0: return phases::ask(PersonAction::swapWires);
        case 1: return phases::ask(PersonAction::watchLed);
        case 2: return darkness();
        case 3: return show(nulsInThreeSeconds, 1, 1s);
        case 4: return phases::ask(PersonAction::tellLed);
        case 5:
            if (done.last().reply != PersonReply::seen)
                return phases::ask(PersonAction::swapWires);
            return {};
        default: return {};
        }
    }

    EvidenceList conclude(const Observations &done) const override
    {
        EvidenceList result;
        if (const auto *answer = told(done))
            appendSeen(result, name(), *answer, EvidenceId::ledAfterSwap, true);
        return result;
    }
};

} // namespace

std::unique_ptr<Step> makeCameraStep()
{
    return std::make_unique<CameraStep>();
}

std::unique_ptr<Step> makeSwapStep()
{
    return std::make_unique<SwapStep>();
}

} // namespace optoscope
