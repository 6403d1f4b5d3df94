// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/step.h"
#include "core/trace/session.h"

#include <deque>

namespace optoscope {

/// What a self-test is asked to do.
struct SelfTestOptions {
    QList<TestStep> steps; ///< in this order
    TestCircumstances circumstances;
    /// Between steps the person says which is next; else the steps follow each other, and one
    /// whose result nothing else confirms is run a second time, before the probe goes to the meter
    /// or at the end.
    bool isLed = false;
    /// What an earlier run of the same test has measured: steps that build on others need it.
    EvidenceList known = {};
};

/// The steps of a whole test, in their order.
QList<TestStep> allSteps();

/// Runs the steps of a self-test on an open line. Each phase of a step goes
///
///     Asking ─▶ (Reading | Sending ─▶ Pausing ─▶ … ─▶ Listening) ─▶ next phase
///
/// and what it came to is told as evidence when its step ends. A person who does not answer for a
/// quarter of an hour is taken for one who cannot.
class SelfTestSession final : public Session
{
public:
    explicit SelfTestSession(SelfTestOptions options);
    ~SelfTestSession() override;

    void start(Instant now) override;
    void receive(Instant at, const CharacterRun &run) override;
    void sent(Instant begin, Instant at) override;
    void lineChanged(Instant at, const LineSettings &settings) override;
    void answered(Instant now, const PersonAnswer &answer) override;
    void expire(Instant now) override;
    std::optional<Instant> deadline() const override;

    const EvidenceList &evidence() const { return m_evidence; }

private:
    enum class State { Idle, Choosing, Asking, Sending, Pausing, Listening, Reading, Finished };

    void nextStep(Instant now);
    std::optional<TestStep> takeNext();
    std::optional<TestStep> takeDoubtful();
    void begin(TestStep step, Instant now);
    void nextPhase(Instant now);
    void askPerson(PersonAction action, Instant now);
    void drive(Instant now);
    void sendOnce(Instant now);
    void issueSend(const QByteArray &data);
    void listen(Instant now);
    void endPhase(Instant now);
    void endStep();
    void finish();

    void startReading(Instant now);
    void drainReading(Instant now);
    void note(Instant at, decltype(TraceEntry::what) what);
    bool hasRoomFor(const CharacterRun &run);
    bool hears() const;
    void wait(State state, Instant until);

    SelfTestOptions m_options;
    State m_state = State::Idle;
    std::optional<Instant> m_deadline;
    QList<TestStep> m_toDo;
    QList<TestStep> m_begun;
    QList<TestStep> m_repeated;
    QList<TestStep> m_skipped; ///< as not worthwhile at their time
    std::unique_ptr<Step> m_step;
    Observations m_done; ///< of this step
    Observation m_now; ///< of this phase
    EvidenceList m_evidence;
    int m_requests = 0;
    int m_sends = 0;
    qsizetype m_heard = 0;
    qsizetype m_kept = 0; ///< characters of this phase that are kept
    std::deque<QByteArray> m_sending; ///< given to the line, in order
    size_t m_stale = 0; ///< how many of them belong to earlier phases
    std::unique_ptr<Session> m_reading;
};

} // namespace optoscope
