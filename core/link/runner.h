// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/clock.h"
#include "core/link/linkrequest.h"
#include "core/link/transport.h"
#include "core/trace/session.h"

namespace optoscope {

/// Runs a session over a transport and writes down everything that happens. It lives on the line
/// thread with a system clock, or anywhere with a virtual one: then all happens by direct calls
/// while the clock advances.
class Runner : public QObject
{
    Q_OBJECT
public:
    /// What the trace is told, and how the port is opened.
    struct Job {
        QString target;
        QString session; ///< its kind
        Baud baud; ///< of the first request
        CharacterFormat format = format7E1;
        /// Only taking down: stopping it is its usual end.
        bool isWatch = false;
        bool hasReturned = false; ///< The port had vanished before.
    };
    static Job jobOf(const LinkRequest &request);

    /// \a clock must outlive the runner.
    Runner(Clock &clock, std::unique_ptr<Transport> transport, std::unique_ptr<Session> session);
    ~Runner() override;

    /// Opens the transport and starts the session; to be called once.
    void start(const Job &job);
    /// Ends the session at once: finished(Outcome::interrupted) comes before it returns.
    void stop();
    /// What a person answers to asked(). Late answers are ignored.
    void answer(const PersonAnswer &answer);
    /// What a person does by hand while the session runs. The trace tells it.
    void setControlLines(const ControlLineChoice &choice);
    void setBreak(bool on);
    bool isFinished() const { return m_phase == Phase::Finished; }

Q_SIGNALS:
    /// What happened, at most every 15 ms, and every 100 ms while characters stream; all of it has
    /// come when finished() does.
    void entries(const optoscope::TraceEntries &batch);
    /// The session asks the person at the probe; what happened until then has come. \a isAnswered:
    /// the link has a person of its own who answers; else answer() is waited for.
    void asked(const optoscope::PersonRequest &request, bool isAnswered);
    void opened();
    /// What the port can do and tell.
    void capabilitiesKnown(const optoscope::PortCapabilities &capabilities);
    /// The link could not be opened or was lost; finished() follows.
    void failed(const optoscope::LinkError &error);
    void finished(optoscope::Outcome outcome);

private:
    enum class Phase { Idle, Opening, Running, Finished };

    void connectTransport();
    void onOpened();
    void onFailed(const LinkError &error);
    void onLost(const LinkError &error);
    void onReceived(Instant at, const CharacterRun &run);
    void onSent(Instant begin, Instant end);
    void onDeadline();

    void record(Instant at, decltype(TraceEntry::what) what);
    void recordEvent(Event::Kind kind, const QString &detail);
    void recordFinding(const Finding &finding);
    void armBatch();
    void flush();

    void pump();
    void armDeadline();
    void execute(const SendCommand &command);
    void execute(const SetLineCommand &command);
    void execute(const SetBreakCommand &command);
    void execute(const SetControlLinesCommand &command);
    void execute(const AskCommand &command);
    void execute(const FinishCommand &command);
    void finish(Outcome outcome, const QString &closedWhy);

    Clock &m_clock;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Alarm> m_deadline;
    std::unique_ptr<Alarm> m_batchAlarm;
    Job m_job;
    std::optional<PersonRequest> m_request; ///< that waits for its answer
    Phase m_phase = Phase::Idle;
    bool m_pumping = false;
    bool m_secondLook = false; ///< A late deadline waits for what the port holds.
    bool m_toldLate = false; ///< that our clock was late
    bool m_breakOn = false;
    quint8 m_dataMask = 0xFF;
    TraceEntries m_early; ///< what was told before the port was open
    TraceEntries m_batch;
    Instant m_batchDue; ///< A batch that has lasted so long goes with the next entry.
    Instant m_lastBatch;
    int m_inStream = 0; ///< batches that followed each other closely
};

} // namespace optoscope
