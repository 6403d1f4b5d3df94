// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/receiversteps.h"

#include "core/probe/crosstalk.h"
#include "core/probe/measures.h"
#include "core/probe/patterns.h"
#include "core/probe/phases.h"

#include <algorithm>

namespace optoscope {

using namespace std::chrono_literals;

namespace {

/// At this baud a remote's carrier shows (reference probe.md §3a): never at 38 400.
constexpr Baud lightBaud{19200};
constexpr int presses = 3;

class DarkStep final : public Step
{
public:
    TestStep name() const override { return TestStep::W3; }

    std::optional<Phase> next(const Observations &done, const EvidenceList &known) const override
    {
        // A line that stays low says so only at the moment when the probe is plugged in.
        const bool isRepeated = latest(known, EvidenceId::lineLow) != nullptr;
        if (isRepeated && done.isEmpty())
            return phases::ask(PersonAction::unplug);
        if (!done.isEmpty() && !done.last().isRun)
            return {};
        const qsizetype before = isRepeated ? 1 : 0;
        switch (done.size() - before) {
        case 0:
            return phases::listenWhile(Phase::Name::PlugIn, PersonAction::plugInAndCover, Baud{300},
                                       format7E1);
        case 1: return phases::listen(Phase::Name::Quiet, Baud{300}, format7E1, 5s);
        case 2: return phases::listen(Phase::Name::QuietFast, lightBaud, format8N1, 5s);
        default: return crosstalk::next(done, 3 + before);
        }
    }

    EvidenceList conclude(const Observations &done) const override
    {
        EvidenceList result;
        const auto *plugIn = find(done, Phase::Name::PlugIn);
        const auto *quiet = find(done, Phase::Name::Quiet);
        const auto *fast = find(done, Phase::Name::QuietFast);
        if (!plugIn || !plugIn->isRun || !quiet || !fast)
            return result;
        const auto heard = heardIn(*plugIn);
        const bool fell = !heard.empty() && heard.back().character.wire == 0;
        const bool isSilent = heardIn(*quiet).empty() && heardIn(*fast).empty();
        result.append(
            {name(), EvidenceId::lineLow, fell && isSilent ? 1.0 : 0.0, {}, plugIn->from});
        const double events =
            std::max(measures::eventsPerSecond(*quiet), measures::eventsPerSecond(*fast));
        result.append({name(), EvidenceId::darkEvents, events, {}, quiet->from});
        crosstalk::append(result, name(), done);
        return result;
    }
};

class RoomStep final : public Step
{
public:
    TestStep name() const override { return TestStep::W3b; }

    std::optional<Phase> next(const Observations &done, const EvidenceList &known) const override
    {
        // A line that light holds low says so only at the moment when it is uncovered.
        const bool isRepeated = latest(known, EvidenceId::roomLow) != nullptr;
        if (isRepeated && done.isEmpty())
            return phases::ask(PersonAction::plugInAndCover);
        if (!done.isEmpty() && !done.last().isRun)
            return {};
        switch (done.size() - (isRepeated ? 1 : 0)) {
        case 0:
            return phases::listenWhile(Phase::Name::PlugIn, PersonAction::uncover, Baud{300},
                                       format7E1);
        case 1: return phases::listen(Phase::Name::QuietFast, lightBaud, format8N1, 5s);
        default: return {};
        }
    }

    EvidenceList conclude(const Observations &done) const override
    {
        EvidenceList result;
        const auto *uncover = find(done, Phase::Name::PlugIn);
        const auto *fast = find(done, Phase::Name::QuietFast);
        if (!uncover || !uncover->isRun || !fast)
            return result;
        const auto heard = heardIn(*uncover);
        const bool fell = !heard.empty() && heard.back().character.wire == 0;
        const bool isSilent = heardIn(*fast).empty();
        result.append(
            {name(), EvidenceId::roomLow, fell && isSilent ? 1.0 : 0.0, {}, uncover->from});
        result.append(
            {name(), EvidenceId::roomEvents, measures::eventsPerSecond(*fast), {}, fast->from});
        result.append(
            {name(), EvidenceId::lampFrequency, measures::frequency(*fast), {}, fast->from});
        return result;
    }
};

class LightStep final : public Step
{
public:
    TestStep name() const override { return TestStep::W5; }

    std::optional<Phase> next(const Observations &done, const EvidenceList &) const override
    {
        switch (done.size()) {
        case 0: return phases::listen(Phase::Name::QuietFast, lightBaud, format8N1, 1s);
        case 1: return shine(Phase::Name::RemoteNear, PersonAction::remoteNear);
        case 2: return shine(Phase::Name::RemoteFar, PersonAction::remoteFar);
        case 3: return shine(Phase::Name::Sun, PersonAction::sunThrice);
        default: return {};
        }
    }

    EvidenceList conclude(const Observations &done) const override
    {
        EvidenceList result;
        append(result, done, Phase::Name::RemoteNear, EvidenceId::remoteNear, presses);
        append(result, done, Phase::Name::RemoteFar, EvidenceId::remoteFar, presses);
        append(result, done, Phase::Name::Sun, EvidenceId::sunBreaks, 1);
        // A lamp that W3b missed.
        const auto *quiet = find(done, Phase::Name::QuietFast);
        const double lamp = quiet ? measures::frequency(*quiet) : 0;
        if (lamp > 0)
            result.append({name(), EvidenceId::lampFrequency, lamp, {}, quiet->from});
        return result;
    }

private:
    static Phase shine(Phase::Name name, PersonAction action)
    {
        return phases::listenWhile(name, action, lightBaud, format8N1);
    }

    /// What came on top of what comes without: lamps and noise go on meanwhile.
    void append(EvidenceList &result, const Observations &done, Phase::Name phase, EvidenceId id,
                int times) const
    {
        const auto *shone = find(done, phase);
        const auto *quiet = find(done, Phase::Name::QuietFast);
        if (!shone || !shone->isRun || !quiet)
            return;
        const double usual = measures::eventsPerSecond(*quiet) * seconds(shone->to - shone->from);
        const double extra = std::max(0.0, static_cast<double>(heardIn(*shone).size()) - usual);
        result.append({name(), id, extra / times, {}, shone->from});
    }
};

class TogetherStep final : public Step
{
public:
    TestStep name() const override { return TestStep::W5b; }

    std::optional<Phase> next(const Observations &done, const EvidenceList &known) const override
    {
        // A receiver that hears the remote alone need not be asked again.
        const auto *near = latest(known, EvidenceId::remoteNear);
        if (near && near->value >= 1)
            return {};
        const QByteArray tenth = patterns::nuls(96); // of a second
        Phase phase;
        switch (done.size()) {
        case 0:
            phase = phases::send(Phase::Name::SendAlone, tenth, Baud{9600}, 10);
            phase.pause = 0ns;
            break;
        case 1:
            phase = phases::send(Phase::Name::SendWithRemote, tenth, Baud{9600}, 1);
            phase.ask = PersonAction::remoteWhileSending;
            phase.sendWhileAsked = true;
            phase.listen = 300ms;
            break;
        default: return {};
        }
        phase.format = format8N1;
        return phase;
    }

    EvidenceList conclude(const Observations &done) const override
    {
        const auto *alone = find(done, Phase::Name::SendAlone);
        const auto *together = find(done, Phase::Name::SendWithRemote);
        if (!alone || !together || !together->isRun)
            return {};
        const double usual =
            measures::eventsPerSecond(*alone) * seconds(together->to - together->from);
        const double extra = static_cast<double>(heardIn(*together).size()) - usual;
        return {{name(), EvidenceId::remoteWhileSending, std::max(0.0, extra), {}, together->from}};
    }
};

} // namespace

std::unique_ptr<Step> makeDarkStep()
{
    return std::make_unique<DarkStep>();
}

std::unique_ptr<Step> makeRoomStep()
{
    return std::make_unique<RoomStep>();
}

std::unique_ptr<Step> makeLightStep()
{
    return std::make_unique<LightStep>();
}

std::unique_ptr<Step> makeTogetherStep()
{
    return std::make_unique<TogetherStep>();
}

} // namespace optoscope
