// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/pollsimulation.h"

#include <algorithm>

namespace optoscope {

namespace {

using std::chrono::milliseconds;

/// How long the session took.
milliseconds lengthOf(const VirtualResult &result)
{
    if (result.entries.isEmpty())
        return milliseconds(0);
    return std::chrono::ceil<milliseconds>(result.entries.last().at.time_since_epoch());
}

} // namespace

std::optional<LinkError> simulatePolls(const PollPlan &plan, const Knowledge &knowledge,
                                       const QTimeZone &zone, UtcTime begin, milliseconds duration,
                                       const std::function<bool(const PollResult &)> &take)
{
    ScheduleTime now{begin, milliseconds(0)};
    PollCourse course(knowledge, plan, zone, {plan.meter, {}}, {});
    const auto pass = [&now](milliseconds time) {
        now.utc += time;
        now.elapsed += time;
    };
    PollCourse::Step step = course.start(now);
    for (;;) {
        if (!std::all_of(step.results.cbegin(), step.results.cend(), take) || step.stops)
            return {};
        if (step.begins) {
            const auto anchor = QDateTime::fromMSecsSinceEpoch(now.utc.count(), Qt::UTC);
            LinkRequest request = plan.request;
            request.countedUntil = now.utc;
            const VirtualResult result = runVirtually(request);
            if (result.error && result.outcome == Outcome::cannotOpen)
                return result.error;
            course.append(result.entries);
            pass(lengthOf(result));
            step = course.ended(now, result.outcome, anchor);
            continue;
        }
        const auto wait = course.schedule().wait(now);
        if (!wait || now.elapsed + *wait > duration)
            break;
        pass(*wait);
        step = course.expire(now);
    }
    const PollCourse::Step last = course.stop();
    std::all_of(last.results.cbegin(), last.results.cend(), take);
    return {};
}

} // namespace optoscope
