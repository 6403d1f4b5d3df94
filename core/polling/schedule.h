// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/pollrecord.h"
#include "core/polling/scheduleplan.h"

#include <QTimeZone>
#include <queue>

#include <optional>
#include <variant>

namespace optoscope {

/// The time by both clocks: that of the wall, which people and time servers set, and one that only
/// runs, also while the machine is suspended.
struct ScheduleTime {
    UtcTime utc{};
    std::chrono::milliseconds elapsed{0};
};

/// What is known of the polls before the program started.
struct SchedulePast {
    std::optional<UtcTime> lastDue; ///< of the last poll, also a missed one
    int wakeUpsToday = 0; ///< of the local day in which polling starts
    bool wasInterrupted = false; ///< the last poll: its slot is still to be polled
};

/// Why a poll was due but not started.
enum class MissedWhy : quint8 {
    StillRunning, ///< The one before was not over.
    Away, ///< The program did not run, or the machine was suspended.
    BudgetSpent, ///< The meter was woken often enough today.
    StoreFull, ///< So much waits to be stored that no more is read.
};

/// Start a poll now. attempt 0 is the first, the others are retries.
struct StartPoll {
    UtcTime due{};
    int attempt = 0;
    friend bool operator==(const StartPoll &, const StartPoll &) = default;
};
/// \a count polls in a row were not started, the first of them at \a due, the last at \a last.
struct MissedPolls {
    UtcTime due{};
    UtcTime last{};
    int count = 1;
    MissedWhy why = MissedWhy::Away;
    friend bool operator==(const MissedPolls &, const MissedPolls &) = default;
};
/// No retry follows, though one was expected: the attempt that failed was the poll.
struct GiveUpPoll {
    friend bool operator==(const GiveUpPoll &, const GiveUpPoll &) = default;
};
/// The meter refused: nothing more is due.
struct StopPolling {
    friend bool operator==(const StopPolling &, const StopPolling &) = default;
};
using ScheduleCommand = std::variant<StartPoll, MissedPolls, GiveUpPoll, StopPolling>;

/// Says when a meter is polled. Due times are computed from the plan, never counted up, so that no
/// delay adds to the next one. It is told the time and answers with commands and with how long
/// nothing will happen.
///
///     Idle ─ start ─▶ Waiting ─ due ─▶ Polling ─ done, or no retry is left ─▶ Waiting
///                        ▲               │  ▲
///                     resume       failed│  │pause over
///                        │               ▼  │
///     Paused ◀─ pause ─ any           Retrying       refused: ─▶ Stopped
///
/// When the wall clock is set, the due times that it leaps over were never due, and those that come
/// again are due again. When real time has passed unseen (suspended, program away) they were
/// missed.
class Schedule
{
public:
    enum class State : quint8 { Idle, Waiting, Polling, Retrying, Paused, Stopped };

    /// \a zone is that of the quiet times and of the budget's day. \a plan must be without error.
    Schedule(SchedulePlan plan, const QTimeZone &zone, SchedulePast past = {});

    static SchedulePlanError check(const SchedulePlan &plan, const QTimeZone &zone, UtcTime now);

    /// Begins; the first poll is due at once if its time slot was not polled before.
    void start(ScheduleTime now);
    /// Nothing is due until resume(). A poll that is running ends first; one that waits for a retry
    /// is over.
    void pause(ScheduleTime now);
    void resume(ScheduleTime now);
    /// Time has passed: to be called when wait() is over, and now and then before, so that a clock
    /// that was set is noticed.
    void expire(ScheduleTime now);
    /// The attempt that StartPoll began has ended. False: it will be tried again; true: that was
    /// the poll.
    bool ended(ScheduleTime now, PollOutcome outcome);
    /// Only now it has become known what was before the start: what was missed since is told, and
    /// the wake-ups of the day count.
    void recall(const SchedulePast &past);
    /// Polls are not started while \a full; they are missed.
    void setStoreFull(bool full) { m_storeFull = full; }

    /// How long nothing happens by itself; nothing while a poll runs and when all is over.
    std::optional<std::chrono::milliseconds> wait(ScheduleTime now) const;
    /// When the next poll is due, or the next retry.
    std::optional<UtcTime> nextDue() const;
    State state() const { return m_state; }
    std::optional<ScheduleCommand> takeCommand();

private:
    void watchClock(ScheduleTime now);
    void lookBack(ScheduleTime now);
    void giveUp();
    void startDue(ScheduleTime now);
    void begin(ScheduleTime now, UtcTime due, int attempt);
    bool mayRetry(ScheduleTime now, PollOutcome outcome) const;
    bool hasBudget(UtcTime now) const;
    std::chrono::milliseconds retryPause() const;
    UtcTime slotAt(UtcTime utc) const;
    std::optional<UtcTime> nextSlot(UtcTime after) const;
    /// Slots after \a after and up to \a last that are not quiet.
    std::optional<MissedPolls> slotsBetween(UtcTime after, UtcTime last, MissedWhy why) const;
    bool isQuiet(UtcTime utc) const;
    qint64 localDay(UtcTime utc) const;

    SchedulePlan m_plan;
    QTimeZone m_zone;
    SchedulePast m_past;
    State m_state = State::Idle;
    bool m_pausing = false; ///< as soon as the poll has ended
    bool m_storeFull = false;
    ScheduleTime m_last;
    UtcTime m_began{}; ///< when it was started
    std::optional<UtcTime> m_next; ///< the next slot
    UtcTime m_due{}; ///< of the poll that runs or waits for its retry
    int m_attempt = 0;
    std::chrono::milliseconds m_retryAt{0}; ///< elapsed
    qint64 m_budgetDay = 0;
    int m_wakeUps = 0; ///< of that day
    std::queue<ScheduleCommand> m_commands;
};

} // namespace optoscope
