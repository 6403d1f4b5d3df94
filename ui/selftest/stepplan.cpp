// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/stepplan.h"

namespace optoscope::stepplan {
namespace {

using namespace std::chrono_literals;

/// A read-out that nobody answers: the request, the reaction time of clause 6.3.14, again.
constexpr nanoseconds unansweredRead = 4s;
/// More than any step has.
constexpr int mostPhases = 80;

nanoseconds timeOf(const Phase &phase)
{
    if (phase.read)
        return unansweredRead;
    const LineSettings settings{phase.baud, phase.format, {}, {}};
    const nanoseconds once = settings.characterTime() * phase.send.size() + phase.pause;
    const int times = phase.sendWhileAsked || phase.send.isEmpty() ? 0 : phase.times;
    return once * times + phase.listen;
}

/// Of a person for whom everything works but the probe.
PersonReply usualReply(const Phase &phase)
{
    if (phase.ask == PersonAction::checkCamera)
        return PersonReply::seen;
    return phase.ask == PersonAction::tellLed ? PersonReply::notSeen : PersonReply::done;
}

} // namespace

nanoseconds measuringTime(TestStep step, const TestCircumstances &circumstances,
                          const EvidenceList &known, int questions)
{
    const auto made = makeStep(step, circumstances);
    nanoseconds time{0};
    int asked = 0;
    Observations done;
    while (made && done.size() < mostPhases) {
        const auto phase = made->next(done, known);
        if (!phase)
            break;
        asked += phase->ask ? 1 : 0;
        if (asked > questions)
            break;
        if (asked == questions)
            time += timeOf(*phase);
        done.append({*phase, usualReply(*phase), true, {}, {}, {}, {}});
    }
    return time;
}

} // namespace optoscope::stepplan
