// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/pollcourse.h"

#include <QUuid>

#include <utility>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

FindingId findingOf(MissedWhy why)
{
    switch (why) {
    case MissedWhy::StillRunning: return FindingId::pollStillRunning;
    case MissedWhy::Away: return FindingId::pollerAway;
    case MissedWhy::BudgetSpent: return FindingId::wakeUpsSpent;
    case MissedWhy::StoreFull: return FindingId::storeFull;
    }
    return FindingId::pollerAway;
}

QString newKey()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

PollCourse::PollCourse(const Knowledge &knowledge, PollPlan plan, const QTimeZone &zone,
                       KnownMeter meter, SchedulePast past)
    : m_knowledge(knowledge)
    , m_plan(std::move(plan))
    , m_schedule(m_plan.schedule, zone, past)
    , m_meter(std::move(meter))
{
}

PollCourse::Step PollCourse::start(ScheduleTime now)
{
    Step step;
    m_schedule.start(now);
    takeCommands(step);
    return step;
}

PollCourse::Step PollCourse::expire(ScheduleTime now)
{
    Step step;
    m_schedule.expire(now);
    takeCommands(step);
    return step;
}

PollCourse::Step PollCourse::pause(ScheduleTime now)
{
    Step step;
    m_schedule.pause(now);
    takeCommands(step);
    return step;
}

PollCourse::Step PollCourse::resume(ScheduleTime now)
{
    Step step;
    m_schedule.resume(now);
    takeCommands(step);
    return step;
}

PollCourse::Step PollCourse::recall(const KnownMeter &meter, const SchedulePast &past)
{
    Step step;
    if (!meter.number.isEmpty())
        m_meter = meter;
    m_schedule.recall(past);
    takeCommands(step);
    return step;
}

PollCourse::Step PollCourse::stop()
{
    Step step;
    endHeld(step);
    return step;
}

void PollCourse::endHeld(Step &step)
{
    if (m_held)
        step.results.append(*std::exchange(m_held, {}));
}

void PollCourse::append(const TraceEntries &entries)
{
    if (m_decoder)
        m_decoder->append(entries);
}

void PollCourse::takeCommands(Step &step)
{
    while (const auto command = m_schedule.takeCommand()) {
        if (const auto *start = std::get_if<StartPoll>(&*command)) {
            begin(*start);
            step.begins = true;
        } else if (const auto *polls = std::get_if<MissedPolls>(&*command)) {
            step.results.append(missed(*polls));
        } else if (std::holds_alternative<GiveUpPoll>(*command)) {
            endHeld(step);
        } else {
            step.stops = true;
        }
    }
}

void PollCourse::begin(const StartPoll &start)
{
    m_attempt = start;
    m_held.reset();
    m_decoder = std::make_unique<PollDecoder>(m_knowledge, m_plan.codes);
    if (start.attempt == 0) {
        m_key = newKey();
        m_began = {};
    }
}

PollResult PollCourse::missed(const MissedPolls &polls) const
{
    PollResult result;
    result.key = newKey();
    result.utc = polls.due;
    result.record.due = polls.due;
    result.record.began = polls.last;
    result.record.count = polls.count;
    result.record.outcome = PollOutcome::missed;
    const FindingId id = findingOf(polls.why);
    result.record.finding = findingName(id);
    result.findings = {{id, Severity::warning, Blame::us, {}, -1, double(polls.count), 0, {}}};
    return result;
}

PollCourse::Step PollCourse::ended(ScheduleTime now, Outcome outcome, const QDateTime &anchor)
{
    Step step;
    if (!m_decoder)
        return step;
    PollResult result = std::exchange(m_decoder, {})->finish(outcome, anchor);
    if (m_attempt.attempt == 0)
        m_began = result.record.began;
    result.key = m_key;
    result.record.due = m_attempt.due;
    result.record.began = m_began;
    result.record.retries = m_attempt.attempt;
    if (result.record.outcome == PollOutcome::done)
        judgeMeter(result, step);
    if (m_schedule.ended(now, result.record.outcome))
        step.results.append(std::move(result));
    else
        m_held = std::move(result);
    takeCommands(step);
    return step;
}

/// A meter that tells no number is known by its identification, and one without that by its place.
void PollCourse::judgeMeter(PollResult &result, Step &step)
{
    const bool isAlike = !m_meter.number.isEmpty() && !result.identification.isEmpty()
        && result.identification == m_meter.identification;
    if (result.meter.isEmpty() && isAlike)
        result.meter = m_meter.number;
    if (result.meter.isEmpty())
        result.meter = QString::fromLatin1(result.identification).trimmed();
    if (result.meter.isEmpty())
        result.meter = m_plan.request.target.toText();
    const KnownMeter answering{result.meter, result.identification};
    if (m_meter.number.isEmpty() || m_meter.number == result.meter) {
        m_meter = answering;
        return;
    }
    m_other = answering;
    step.otherMeter = result.meter;
    refuseMeter(result, m_meter.number);
}

void PollCourse::refuseMeter(PollResult &result, const QString &known)
{
    result.record.outcome = PollOutcome::otherMeter;
    result.record.finding = findingName(FindingId::otherMeter);
    result.readings.clear();
    result.findings.append({FindingId::otherMeter,
                            Severity::error,
                            Blame::meter,
                            {},
                            -1,
                            0,
                            0,
                            known.section(u' ', 0, 0) + u' ' + result.meter});
}

} // namespace optoscope
