// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/portsteps.h"

#include "core/probe/measures.h"
#include "core/probe/patterns.h"
#include "core/probe/phases.h"

#include <algorithm>
#include <cstdlib>

namespace optoscope {

using namespace std::chrono_literals;

namespace {

class CapabilityStep final : public Step
{
public:
    TestStep name() const override { return TestStep::W1; }

    std::optional<Phase> next(const Observations &done, const EvidenceList &) const override
    {
        if (!done.isEmpty())
            return {};
        Phase phase = phases::listen(Phase::Name::Quiet, Baud{300}, format7E1, 50ms);
        phase.parity = ParityBy::Hardware;
        return phase;
    }

    EvidenceList conclude(const Observations &done) const override
    {
        EvidenceList result{{name(), EvidenceId::portOpened, 1, {}, {}}};
        if (!done.isEmpty() && done.first().settings) {
            const LineSettings &runs = *done.first().settings;
            const bool isKept = std::abs(runs.baud.value - 300) <= 9 && runs.format == format7E1;
            result.append({name(), EvidenceId::settingsKept, isKept ? 1.0 : 0.0,
                           u"%1 %2"_qs.arg(runs.baud.value).arg(runs.portFormat.toText()),
                           done.first().from});
        }
        return result;
    }
};

class LoopbackStep final : public Step
{
public:
    TestStep name() const override { return TestStep::W2; }

    std::optional<Phase> next(const Observations &done, const EvidenceList &) const override
    {
        if (done.isEmpty())
            return phases::ask(PersonAction::unplugAndBridge);
        if (!done.first().isRun)
            return {};
        switch (done.size()) {
        case 1: {
            Phase phase =
                phases::send(Phase::Name::LoopbackParity, patterns::loopback(), Baud{300}, 1);
            phase.parity = ParityBy::Hardware;
            return phase;
        }
        case 2: return loopback(Baud{300});
        case 3: return loopback(Baud{9600});
        default: return {};
        }
    }

    EvidenceList conclude(const Observations &done) const override
    {
        EvidenceList result;
        if (const auto *parity = find(done, Phase::Name::LoopbackParity)) {
            result.append({name(),
                           EvidenceId::loopbackExactParity,
                           measures::exactShare(*parity),
                           {},
                           parity->from});
            appendTime(result, *parity, EvidenceId::characterTimeParity);
        }
        double least = 1;
        const Observation *slow = nullptr;
        for (const Observation &one : done) {
            if (one.phase.name != Phase::Name::Loopback)
                continue;
            least = std::min(least, measures::exactShare(one));
            slow = slow ? slow : &one;
        }
        if (slow) {
            result.append({name(), EvidenceId::loopbackExact, least, {}, slow->from});
            appendTime(result, *slow, EvidenceId::characterTime);
            appendLost(result, *slow);
        }
        return result;
    }

private:
    static Phase loopback(Baud baud)
    {
        Phase phase = phases::send(Phase::Name::Loopback, patterns::eightBits(), baud, 1);
        phase.format = format8N1;
        return phase;
    }

    void appendTime(EvidenceList &result, const Observation &one, EvidenceId id) const
    {
        const double ratio = measures::characterTimeRatio(one);
        if (ratio > 0)
            result.append({name(), id, ratio, {}, one.from});
    }

    void appendLost(EvidenceList &result, const Observation &one) const
    {
        const quint8 lost = measures::lostHighBits(one);
        result.append({name(), EvidenceId::highBitsLost, measures::lostHighBitsShare(one),
                       QString::number(lost, 16).toUpper(), one.from});
    }
};

class OpenStep final : public Step
{
public:
    TestStep name() const override { return TestStep::W2b; }

    std::optional<Phase> next(const Observations &done, const EvidenceList &) const override
    {
        if (!done.isEmpty() && !done.first().isRun)
            return {};
        switch (done.size()) {
        case 0: return phases::ask(PersonAction::removeBridge);
        case 1: return phases::send(Phase::Name::Open, patterns::request(), Baud{300}, 2);
        case 2: return phases::listen(Phase::Name::QuietFast, Baud{19200}, format8N1, 1s);
        case 3:
            return phases::listenWhile(Phase::Name::Ground, PersonAction::groundReceiver, Baud{300},
                                       format7E1);
        default: return {};
        }
    }

    EvidenceList conclude(const Observations &done) const override
    {
        EvidenceList result;
        if (const auto *open = find(done, Phase::Name::Open))
            result.append(
                {name(), EvidenceId::openEcho, measures::exactShare(*open), {}, open->from});
        if (const auto *quiet = find(done, Phase::Name::QuietFast))
            result.append({name(),
                           EvidenceId::openEvents,
                           measures::eventsPerSecond(*quiet),
                           {},
                           quiet->from});
        const auto *ground = find(done, Phase::Name::Ground);
        if (ground && ground->isRun) {
            appendReports(result, *ground);
            result.append({name(),
                           EvidenceId::groundBreaks,
                           static_cast<double>(measures::breaks(*ground)),
                           {},
                           ground->from});
        }
        return result;
    }

private:
    /// RX at ground is a break: a character that comes of it without a mark shows an adapter that
    /// does not tell.
    void appendReports(EvidenceList &result, const Observation &ground) const
    {
        const auto heard = heardIn(ground);
        if (heard.empty())
            return;
        const bool isMarked = std::any_of(
            heard.begin(), heard.end(), [](const auto &one) { return one.character.isDamaged(); });
        result.append({name(), EvidenceId::errorsReported, isMarked ? 1.0 : 0.0, {}, ground.from});
    }
};

} // namespace

std::unique_ptr<Step> makeCapabilityStep()
{
    return std::make_unique<CapabilityStep>();
}

std::unique_ptr<Step> makeLoopbackStep()
{
    return std::make_unique<LoopbackStep>();
}

std::unique_ptr<Step> makeOpenStep()
{
    return std::make_unique<OpenStep>();
}

} // namespace optoscope
