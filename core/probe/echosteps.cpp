// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/echosteps.h"

#include "core/probe/crosstalk.h"
#include "core/probe/limits.h"
#include "core/probe/measures.h"
#include "core/probe/patterns.h"
#include "core/probe/phases.h"

#include <algorithm>
#include <array>

namespace optoscope {

using namespace std::chrono_literals;

namespace {

constexpr std::array fasterBauds{Baud{1200}, Baud{2400}, Baud{4800}, Baud{9600}, Baud{19200}};

/// 10 mm; if the echo is exact there, faster and faster; if not, at 4 mm, and with much light.
class EchoStep final : public Step
{
public:
    TestStep name() const override { return TestStep::W6; }

    std::optional<Phase> next(const Observations &done, const EvidenceList &) const override
    {
        if (!done.isEmpty() && !done.last().isRun)
            return {};
        switch (done.size()) {
        case 0: return phases::ask(PersonAction::mirrorFar);
        case 1: return phases::send(Phase::Name::Echo, patterns::request(), Baud{300}, 10);
        case 2: return phases::send(Phase::Name::Echo, patterns::loopback(), Baud{300}, 1);
        default: break;
        }
        return isExact(done.at(1)) ? faster(done) : nearer(done);
    }

    EvidenceList conclude(const Observations &done) const override
    {
        EvidenceList result;
        if (done.size() < 3)
            return result;
        const Observation &echo = done.at(1);
        result.append({name(), EvidenceId::echoExact, measures::exactShare(echo), {}, echo.from});
        result.append(
            {name(), EvidenceId::echoDamaged, measures::damagedShare(echo), {}, echo.from});
        result.append(
            {name(), EvidenceId::echoInverted, measures::invertedShare(echo), {}, echo.from});
        if (const auto *near = find(done, Phase::Name::EchoNear))
            result.append(
                {name(), EvidenceId::echoExactNear, measures::exactShare(*near), {}, near->from});
        if (const auto *nuls = find(done, Phase::Name::Nuls))
            result.append(
                {name(), EvidenceId::nulsHeard, measures::eventsPerRound(*nuls), {}, nuls->from});
        if (isExact(echo))
            appendBaud(result, done);
        return result;
    }

private:
    static bool isExact(const Observation &echo)
    {
        return measures::exactShare(echo) >= limits::exactEcho;
    }

    static std::optional<Phase> faster(const Observations &done)
    {
        const qsizetype index = done.size() - 3;
        const bool goesOn = index == 0 || isExact(done.last());
        if (!goesOn || index >= static_cast<qsizetype>(fasterBauds.size()))
            return {};
        return phases::send(Phase::Name::EchoFaster, patterns::request(),
                            fasterBauds.at(static_cast<size_t>(index)), 5);
    }

    static std::optional<Phase> nearer(const Observations &done)
    {
        switch (done.size()) {
        case 3: return phases::ask(PersonAction::mirrorNear);
        case 4: return phases::send(Phase::Name::EchoNear, patterns::request(), Baud{300}, 6);
        case 5: return phases::send(Phase::Name::Nuls, patterns::nuls(1), Baud{300}, 20);
        default: return {};
        }
    }

    void appendBaud(EvidenceList &result, const Observations &done) const
    {
        int fastest = 300;
        for (const Observation &one : done) {
            if (one.phase.name == Phase::Name::EchoFaster && isExact(one))
                fastest = std::max(fastest, one.phase.baud.value);
        }
        result.append(
            {name(), EvidenceId::echoBaud, static_cast<double>(fastest), {}, done.last().from});
    }
};

class CrosstalkStep final : public Step
{
public:
    TestStep name() const override { return TestStep::W7; }

    std::optional<Phase> next(const Observations &done, const EvidenceList &) const override
    {
        if (done.isEmpty())
            return phases::ask(PersonAction::tapeReceiver);
        return done.first().isRun ? crosstalk::next(done, 1) : std::nullopt;
    }

    EvidenceList conclude(const Observations &done) const override
    {
        EvidenceList result;
        crosstalk::append(result, name(), done);
        return result;
    }
};

class SecondProbeStep final : public Step
{
public:
    TestStep name() const override { return TestStep::W10; }

    std::optional<Phase> next(const Observations &done, const EvidenceList &) const override
    {
        if (done.isEmpty())
            return phases::ask(PersonAction::faceSecondProbe);
        if (done.size() > 1 || !done.first().isRun)
            return {};
        return phases::send(Phase::Name::SecondProbe, patterns::request(), Baud{300}, 6);
    }

    EvidenceList conclude(const Observations &done) const override
    {
        const auto *echo = find(done, Phase::Name::SecondProbe);
        if (!echo)
            return {};
        return {{name(), EvidenceId::secondProbeEcho, measures::exactShare(*echo), {}, echo->from}};
    }
};

} // namespace

std::unique_ptr<Step> makeEchoStep()
{
    return std::make_unique<EchoStep>();
}

std::unique_ptr<Step> makeCrosstalkStep()
{
    return std::make_unique<CrosstalkStep>();
}

std::unique_ptr<Step> makeSecondProbeStep()
{
    return std::make_unique<SecondProbeStep>();
}

} // namespace optoscope
