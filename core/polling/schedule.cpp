// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/schedule.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace optoscope {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds leastInterval = 1s;
constexpr milliseconds mostInterval = 366 * 24h;
constexpr milliseconds day = 24h;
constexpr int mostRetries = 100;
/// The two clocks are never read at the same instant, and a time server slews the one of them.
constexpr milliseconds clockTolerance = 2s;
/// A longer row of missed polls is not counted to its end.
constexpr int mostCounted = 100000;
/// So many slots in a row are quiet only if all are.
constexpr milliseconds longestQuiet = 2 * day;
constexpr int leastSlotsTried = 400;

qint64 floorDivide(qint64 value, qint64 divisor)
{
    return value / divisor - (value % divisor < 0 ? 1 : 0);
}

QDateTime localTime(UtcTime utc, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(utc.count(), zone);
}

bool isRefusal(PollOutcome outcome)
{
    return outcome == PollOutcome::refused;
}

/// Another attempt may bring what this one did not.
bool isWorthRetrying(PollOutcome outcome)
{
    switch (outcome) {
    case PollOutcome::noAnswer:
    case PollOutcome::damaged:
    case PollOutcome::refused:
    case PollOutcome::linkLost:
    case PollOutcome::cannotOpen: return true;
    default: return false;
    }
}

bool isGoodQuietTime(const QuietTime &time)
{
    return time.from >= 0min && time.from < 24h && time.to >= 0min && time.to <= 24h
        && time.from != time.to;
}

} // namespace

Schedule::Schedule(SchedulePlan plan, const QTimeZone &zone, SchedulePast past)
    : m_plan(std::move(plan))
    , m_zone(zone)
    , m_past(past)
{
}

SchedulePlanError Schedule::check(const SchedulePlan &plan, const QTimeZone &zone, UtcTime now)
{
    if (plan.interval < leastInterval || plan.interval > mostInterval)
        return SchedulePlanError::BadInterval;
    if (!std::all_of(plan.quiet.cbegin(), plan.quiet.cend(), isGoodQuietTime))
        return SchedulePlanError::BadQuietTime;
    const RetryPlan &retries = plan.retries;
    if (retries.most < 0 || retries.most > mostRetries || retries.first < 1s || retries.growth < 1
        || retries.longest < retries.first)
        return SchedulePlanError::BadRetries;
    if (plan.wakeUpsPerDay < 0)
        return SchedulePlanError::BadBudget;
    if (!Schedule(plan, zone).nextSlot(now))
        return SchedulePlanError::NeverDue;
    return SchedulePlanError::None;
}

void Schedule::start(ScheduleTime now)
{
    m_last = now;
    m_began = now.utc;
    m_budgetDay = localDay(now.utc);
    m_wakeUps = m_past.wakeUpsToday;
    m_state = State::Waiting;
    lookBack(now);
    startDue(now);
}

/// What was missed since the last poll, and whether the present slot is still to be polled.
void Schedule::lookBack(ScheduleTime now)
{
    const UtcTime slot = slotAt(now.utc);
    m_next = now.utc;
    if (m_past.lastDue && *m_past.lastDue <= now.utc) { // Else the clock was wrong then, or is now.
        if (const auto missed = slotsBetween(*m_past.lastDue, slot - 1ms, MissedWhy::Away))
            m_commands.push(*missed);
        if (*m_past.lastDue >= slot && !m_past.wasInterrupted)
            m_next = nextSlot(now.utc);
    }
    if (m_next && isQuiet(*m_next))
        m_next = nextSlot(now.utc);
}

void Schedule::recall(const SchedulePast &past)
{
    if (localDay(m_began) == m_budgetDay)
        m_wakeUps += past.wakeUpsToday;
    if (!past.lastDue || *past.lastDue > m_began)
        return;
    if (const auto missed = slotsBetween(*past.lastDue, slotAt(m_began) - 1ms, MissedWhy::Away))
        m_commands.push(*missed);
}

void Schedule::pause(ScheduleTime now)
{
    if (m_state == State::Polling) {
        m_pausing = true;
    } else if (m_state == State::Waiting || m_state == State::Retrying) {
        watchClock(now);
        if (m_state == State::Retrying)
            giveUp();
        m_state = State::Paused;
    }
}

void Schedule::resume(ScheduleTime now)
{
    m_pausing = false;
    if (m_state != State::Paused)
        return;
    m_last = now;
    m_state = State::Waiting;
    const bool isPolled = m_due >= slotAt(now.utc) && m_due <= now.utc;
    m_next = isPolled || isQuiet(now.utc) ? nextSlot(now.utc) : now.utc;
    startDue(now);
}

void Schedule::expire(ScheduleTime now)
{
    watchClock(now);
    const bool isRetryDue = m_state == State::Retrying && now.elapsed >= m_retryAt;
    // While the machine was suspended, or by a clock that was set, much may have changed.
    if (m_state == State::Retrying
        && ((m_next && *m_next <= now.utc)
            || (isRetryDue && (isQuiet(now.utc) || !hasBudget(now.utc)))))
        giveUp();
    else if (isRetryDue)
        begin(now, m_due, m_attempt + 1);
    if (m_state == State::Waiting)
        startDue(now);
}

void Schedule::giveUp()
{
    m_commands.push(GiveUpPoll{});
    m_state = State::Waiting;
}

void Schedule::watchClock(ScheduleTime now)
{
    const milliseconds set = (now.utc - m_last.utc) - (now.elapsed - m_last.elapsed);
    m_last = now;
    if (set < -clockTolerance || set > clockTolerance)
        m_next = nextSlot(now.utc);
}

void Schedule::startDue(ScheduleTime now)
{
    if (!m_next || *m_next > now.utc)
        return;
    // Of several that have become due unseen, the last is polled.
    const UtcTime first = *m_next;
    const UtcTime slot = slotAt(now.utc);
    if (slot > first) {
        if (const auto missed = slotsBetween(first - 1ms, slot - 1ms, MissedWhy::Away))
            m_commands.push(*missed);
    }
    const UtcTime due = std::max(first, slot);
    m_next = nextSlot(now.utc);
    if (isQuiet(due))
        return;
    if (m_storeFull)
        m_commands.push(MissedPolls{due, due, 1, MissedWhy::StoreFull});
    else if (!hasBudget(now.utc))
        m_commands.push(MissedPolls{due, due, 1, MissedWhy::BudgetSpent});
    else
        begin(now, due, 0);
}

void Schedule::begin(ScheduleTime now, UtcTime due, int attempt)
{
    if (const qint64 today = localDay(now.utc); today != m_budgetDay) {
        m_budgetDay = today;
        m_wakeUps = 0;
    }
    ++m_wakeUps;
    m_due = due;
    m_attempt = attempt;
    m_state = State::Polling;
    m_commands.push(StartPoll{due, attempt});
}

bool Schedule::ended(ScheduleTime now, PollOutcome outcome)
{
    if (m_state != State::Polling)
        return true;
    watchClock(now);
    if (isRefusal(outcome) && m_plan.stopsOnRefusal) {
        m_state = State::Stopped;
        m_next.reset();
        m_commands.push(StopPolling{});
        return true;
    }
    if (!m_pausing && mayRetry(now, outcome)) {
        m_retryAt = now.elapsed + retryPause();
        m_state = State::Retrying;
        return false;
    }
    if (m_next && *m_next <= now.utc) {
        if (const auto missed = slotsBetween(*m_next - 1ms, now.utc, MissedWhy::StillRunning))
            m_commands.push(*missed);
        m_next = nextSlot(now.utc);
    }
    m_state = std::exchange(m_pausing, false) ? State::Paused : State::Waiting;
    return true;
}

/// Only if it begins before the next poll is due.
bool Schedule::mayRetry(ScheduleTime now, PollOutcome outcome) const
{
    const UtcTime at = now.utc + retryPause();
    return isWorthRetrying(outcome) && m_attempt < m_plan.retries.most && hasBudget(at)
        && !isQuiet(at) && (!m_next || at < *m_next);
}

bool Schedule::hasBudget(UtcTime now) const
{
    return m_plan.wakeUpsPerDay == 0 || localDay(now) != m_budgetDay
        || m_wakeUps < m_plan.wakeUpsPerDay;
}

milliseconds Schedule::retryPause() const
{
    milliseconds pause = m_plan.retries.first;
    for (int i = 0; i < m_attempt && pause < m_plan.retries.longest; ++i)
        pause *= m_plan.retries.growth;
    return std::min<milliseconds>(pause, m_plan.retries.longest);
}

std::optional<milliseconds> Schedule::wait(ScheduleTime now) const
{
    if (m_state == State::Retrying) {
        const milliseconds retry = std::max(0ms, m_retryAt - now.elapsed);
        return m_next ? std::min(retry, std::max(0ms, *m_next - now.utc)) : retry;
    }
    if (m_state == State::Waiting && m_next)
        return std::max(0ms, *m_next - now.utc);
    return {};
}

std::optional<UtcTime> Schedule::nextDue() const
{
    if (m_state == State::Retrying)
        return m_last.utc + (m_retryAt - m_last.elapsed);
    if (m_state == State::Waiting || m_state == State::Polling)
        return m_next;
    return {};
}

std::optional<ScheduleCommand> Schedule::takeCommand()
{
    std::optional<ScheduleCommand> command;
    if (!m_commands.empty()) {
        command = m_commands.front();
        m_commands.pop();
    }
    return command;
}

UtcTime Schedule::slotAt(UtcTime utc) const
{
    return m_plan.interval * floorDivide(utc.count(), m_plan.interval.count());
}

std::optional<UtcTime> Schedule::nextSlot(UtcTime after) const
{
    const auto tries = std::max<qint64>(leastSlotsTried, longestQuiet / m_plan.interval);
    UtcTime slot = slotAt(after) + m_plan.interval;
    for (qint64 i = 0; i < tries; ++i, slot += m_plan.interval) {
        if (!isQuiet(slot))
            return slot;
    }
    return {};
}

std::optional<MissedPolls> Schedule::slotsBetween(UtcTime after, UtcTime last, MissedWhy why) const
{
    std::optional<MissedPolls> missed;
    UtcTime slot = slotAt(after) + m_plan.interval;
    if (m_plan.quiet.isEmpty()) {
        if (slot <= last)
            missed = MissedPolls{slot, slotAt(last), 1, why};
        if (missed)
            missed->count += static_cast<int>(
                std::min<qint64>(mostCounted, (missed->last - slot) / m_plan.interval));
        return missed;
    }
    for (int i = 0; i < mostCounted && slot <= last; ++i, slot += m_plan.interval) {
        if (isQuiet(slot))
            continue;
        if (!missed)
            missed = MissedPolls{slot, slot, 0, why};
        missed->last = slot;
        ++missed->count;
    }
    return missed;
}

bool Schedule::isQuiet(UtcTime utc) const
{
    if (m_plan.quiet.isEmpty())
        return false;
    const milliseconds at(localTime(utc, m_zone).time().msecsSinceStartOfDay());
    return std::any_of(m_plan.quiet.cbegin(), m_plan.quiet.cend(), [&](const QuietTime &time) {
        return time.from < time.to ? at >= time.from && at < time.to
                                   : at >= time.from || at < time.to;
    });
}

qint64 Schedule::localDay(UtcTime utc) const
{
    return localTime(utc, m_zone).date().toJulianDay();
}

} // namespace optoscope
