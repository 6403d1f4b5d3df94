// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/polldecoder.h"
#include "core/polling/pollplan.h"
#include "core/polling/schedule.h"

#include <memory>

namespace optoscope {

/// The course of polling, without its line and its store: what is to be done when, and what a
/// session that has ended comes to. For the real line and for virtual time alike.
class PollCourse
{
public:
    /// What happened at once.
    struct Step {
        QList<PollResult> results; ///< polls that are over, and missed ones
        bool begins = false; ///< An attempt begins: a session is to be started.
        bool stops = false; ///< The meter refused: nothing more will be due.
        QString otherMeter; ///< the number of a meter that is not the known one
    };
    /// The meter whose readings are taken.
    struct KnownMeter {
        QString number; ///< empty: whoever answers first
        QByteArray identification;
    };

    /// \a knowledge must outlive it.
    PollCourse(const Knowledge &knowledge, PollPlan plan, const QTimeZone &zone, KnownMeter meter,
               SchedulePast past);

    Step start(ScheduleTime now);
    Step expire(ScheduleTime now);
    Step pause(ScheduleTime now);
    Step resume(ScheduleTime now);
    /// Only now it has become known which meter it is, if \a meter is not empty, and what was
    /// before the start.
    Step recall(const KnownMeter &meter, const SchedulePast &past);
    /// Nothing more will be done; what waits for a retry is over.
    Step stop();

    /// What the session of the present attempt brings, as it comes.
    void append(const TraceEntries &entries);
    /// It has ended. \a anchor is the wall-clock time of its Instant 0.
    Step ended(ScheduleTime now, Outcome outcome, const QDateTime &anchor);

    void setStoreFull(bool full) { m_schedule.setStoreFull(full); }
    const Schedule &schedule() const { return m_schedule; }
    const KnownMeter &meter() const { return m_meter; }
    void setMeter(const KnownMeter &meter) { m_meter = meter; }
    /// The meter that answered last in place of the known one.
    const KnownMeter &otherMeter() const { return m_other; }
    /// \a result came from another meter than \a known: its values are not taken.
    static void refuseMeter(PollResult &result, const QString &known);

private:
    void takeCommands(Step &step);
    void begin(const StartPoll &start);
    PollResult missed(const MissedPolls &polls) const;
    void judgeMeter(PollResult &result, Step &step);
    void endHeld(Step &step);

    const Knowledge &m_knowledge;
    PollPlan m_plan;
    Schedule m_schedule;
    KnownMeter m_meter;
    KnownMeter m_other;
    std::unique_ptr<PollDecoder> m_decoder; ///< of the attempt that runs
    std::optional<PollResult> m_held; ///< of the attempt that failed, while the next one is due
    StartPoll m_attempt;
    QString m_key; ///< of the poll that runs
    UtcTime m_began{};
};

} // namespace optoscope
