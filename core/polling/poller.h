// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/knowledge.h"
#include "core/link/link.h"
#include "core/polling/pollcourse.h"
#include "core/polling/storeaddress.h"
#include "core/polling/storeerror.h"

#include <QObject>
#include <QThread>
#include <QTimer>

namespace optoscope {

class StoreKeeper;

/// The facade of core/polling: polls a meter by a plan and stores what it brings, until it is
/// stopped. The line and the store have threads of their own; everything is signalled in the thread
/// that owns the facade.
class Poller : public QObject
{
    Q_OBJECT
public:
    enum class State : quint8 {
        Idle,
        Opening, ///< the store
        Waiting, ///< for the next poll
        Polling,
        Retrying, ///< waiting for the next attempt
        Paused,
        Stopping,
    };
    Q_ENUM(State)
    enum class End : quint8 {
        Stopped, ///< as somebody wanted
        Refused, ///< by the meter
        NoStore, ///< The store cannot be used; storeRefused() said why.
    };
    Q_ENUM(End)

    /// \a knowledge names codes and companies.
    explicit Poller(Knowledge knowledge, QObject *parent = nullptr);
    ~Poller() override;

    /// Starts; not to be called while running. \a plan must be without error (Schedule::check).
    /// Without \a store nothing is stored. \a spool is the file for what waits for a server that
    /// is away, see usualSpool().
    void start(const PollPlan &plan, const std::optional<StoreAddress> &store = {},
               const QString &spool = {});
    /// No more polls until resume(); one that is running ends first.
    void pause();
    void resume();
    /// Ends as soon as the line allows and all is stored or put aside; finished() follows.
    void stop();
    /// The meter that otherMeterAnswered() told of is the right one from now on: the old one was
    /// replaced.
    void acceptOtherMeter();
    /// What is polled is recorded in the capture \a file, which has \a entries entries by now:
    /// polls that begin later refer to their place in it. An empty name: no longer.
    void setCapture(const QString &file, qint64 entries);

    /// Somebody has written \a entries more into the capture, such as a note.
    void addToCapture(qint64 entries) { m_captureEntries += entries; }

    /// What is polled, or was polled last.
    const PollPlan &plan() const { return m_plan; }
    /// The line, for a recorder that follows it; not to be started or stopped.
    Link &line() { return *m_link; }
    bool isRunning() const { return m_state != State::Idle; }
    State state() const { return m_state; }
    /// When the meter is asked next, also again; nothing while that is not known.
    std::optional<UtcTime> nextDue() const;
    /// The meter whose readings are taken; empty before the first poll.
    QString meter() const;

    /// A file among this user's data (of a service: in its state directory), one for each plan and
    /// server. Its folder is made if it is not there.
    static QString usualSpool(const PollPlan &plan, const StoreAddress &store);

Q_SIGNALS:
    void stateChanged(optoscope::Poller::State state);
    void nextDueChanged();
    /// The first attempt of a poll is about to begin: where it is recorded can be said now.
    void pollBegins();
    /// A session on the line begins; the wall-clock time of its Instant 0.
    void sessionStarted(const QDateTime &anchor);
    void entriesAppended(const optoscope::TraceEntries &entries);
    /// The line could not be opened or was lost in this attempt.
    void linkFailed(const optoscope::LinkError &error);
    /// A poll is over, with its last attempt's values, or was missed.
    void polled(const optoscope::PollResult &result);
    /// It is on a disk and outlives the program. Only with a store.
    void kept(const optoscope::PollResult &result);
    /// Another meter than the known one answered: its values are not taken, see
    /// acceptOtherMeter().
    void otherMeterAnswered(const QString &before, const QString &now);
    void storeRefused(const optoscope::StoreError &error);
    /// \a waiting polls wait to be stored; polling goes on.
    void storeTroubled(const optoscope::StoreError &error, qint64 waiting);
    void storeRecovered();
    /// The store does not take what \a result brought: the poll was stored without.
    void storeSetAside(const optoscope::StoreError &error, const optoscope::PollResult &result);
    /// At the end: \a polls could not be stored.
    void storeLost(const optoscope::StoreError &error, qint64 polls);
    void finished(optoscope::Poller::End end);

private:
    void makeKeeper();
    void openCourse(const PollCourse::KnownMeter &meter, const SchedulePast &past);
    void take(const PollCourse::Step &step);
    void keep(PollResult &result);
    void beginAttempt();
    void onLinkFinished(Outcome outcome);
    void arm();
    void setState(State state);
    void showSchedule();
    void wind(End end);
    void finishStore();
    void finish();

    Knowledge m_knowledge;
    PollPlan m_plan;
    std::unique_ptr<Link> m_link;
    std::unique_ptr<PollCourse> m_course;
    QThread m_storeThread;
    StoreKeeper *m_keeper = nullptr; ///< lives on the store thread and ends with it
    QTimer m_timer;
    QDateTime m_anchor; ///< of the session
    QString m_capture;
    qint64 m_captureEntries = 0;
    qint64 m_pollEntry = -1; ///< where the poll that runs begins in the capture
    State m_state = State::Idle;
    End m_end = End::Stopped;
    bool m_hasStore = false;
};

} // namespace optoscope
