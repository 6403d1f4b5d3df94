// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/selftestsession.h"

#include "core/iec62056/readoutsession.h"
#include "core/probe/repetition.h"
#include "core/probe/traceevidence.h"

#include <algorithm>
#include <utility>

namespace optoscope {

using namespace std::chrono_literals;

namespace {

constexpr nanoseconds patience = 15min;
/// How much longer than it should sending may take before it is given up.
constexpr nanoseconds sendingSlack = 3s;
constexpr nanoseconds slowestCharacter = 34ms; ///< at 300 baud
/// Characters of a phase that are kept: more tell nothing new. A read-out may be longer.
constexpr qsizetype mostListened = 100'000;
constexpr qsizetype mostReadOut = 2'000'000;

} // namespace

QList<TestStep> allSteps()
{
    return {TestStep::W1, TestStep::W2,  TestStep::W2b, TestStep::W3,  TestStep::W3b,
            TestStep::W4, TestStep::W4b, TestStep::W5,  TestStep::W5b, TestStep::W6,
            TestStep::W7, TestStep::W10, TestStep::W8,  TestStep::W9};
}

SelfTestSession::SelfTestSession(SelfTestOptions options)
    : m_options(std::move(options))
    , m_toDo(m_options.steps)
    , m_evidence(m_options.known)
{
}

SelfTestSession::~SelfTestSession() = default;

std::optional<Instant> SelfTestSession::deadline() const
{
    const auto reading = m_reading ? m_reading->deadline() : std::nullopt;
    return reading ? reading : m_deadline;
}

void SelfTestSession::wait(State state, Instant until)
{
    m_state = state;
    m_deadline = until;
}

void SelfTestSession::start(Instant now)
{
    const TestCircumstances &place = m_options.circumstances;
    const bool isDescribed = !place.country.isEmpty() || !place.utility.isEmpty()
        || !place.meterType.isEmpty() || place.everSwapped;
    if (isDescribed)
        tell(describedEvent(place));
    nextStep(now);
}

// --- steps ---------------------------------------------------------------------------------------

void SelfTestSession::nextStep(Instant now)
{
    if (m_options.isLed) {
        m_step.reset();
        askPerson(PersonAction::chooseStep, now);
        m_state = State::Choosing;
        return;
    }
    if (const auto step = takeNext())
        begin(*step, now);
    else
        finish();
}

/// Doubts are settled before the probe goes to the meter, before anything is left out because of
/// them, and at the end.
std::optional<TestStep> SelfTestSession::takeNext()
{
    for (;;) {
        const bool isPause = m_toDo.isEmpty() || m_toDo.first() == TestStep::W8
            || !isWorthwhile(m_toDo.first(), m_evidence);
        if (isPause) {
            if (const auto again = takeDoubtful())
                return again;
        }
        if (m_toDo.isEmpty()) {
            // What a repetition has made worthwhile after all.
            const auto isWanted = [this](TestStep step) { return isWorthwhile(step, m_evidence); };
            const auto wanted = std::find_if(m_skipped.cbegin(), m_skipped.cend(), isWanted);
            if (wanted == m_skipped.cend())
                return {};
            m_toDo.append(*wanted);
            m_skipped.erase(wanted);
        }
        const TestStep step = m_toDo.takeFirst();
        if (isWorthwhile(step, m_evidence))
            return step;
        m_skipped.append(step);
    }
}

std::optional<TestStep> SelfTestSession::takeDoubtful()
{
    const auto again = stepToRepeat(m_evidence, m_begun, m_repeated);
    if (again)
        m_repeated.append(*again);
    return again;
}

void SelfTestSession::begin(TestStep step, Instant now)
{
    m_step = makeStep(step, m_options.circumstances);
    m_done.clear();
    if (!m_step) {
        nextStep(now);
        return;
    }
    if (!m_begun.contains(step))
        m_begun.append(step);
    tell({Event::Kind::StepBegun, {}, stepName(step)});
    nextPhase(now);
}

void SelfTestSession::endStep()
{
    const EvidenceList found = m_step->conclude(m_done);
    for (const Evidence &evidence : found)
        tell({Event::Kind::Measured, {}, {}, evidence});
    tell({Event::Kind::StepEnded, {}, stepName(m_step->name())});
    m_evidence.append(found);
    m_done.clear();
}

void SelfTestSession::finish()
{
    m_state = State::Finished;
    m_deadline.reset();
    issue(FinishCommand{Outcome::done});
}

// --- phases --------------------------------------------------------------------------------------

void SelfTestSession::nextPhase(Instant now)
{
    const auto phase = m_step->next(m_done, m_evidence);
    if (!phase) {
        endStep();
        nextStep(now);
        return;
    }
    m_now = Observation{*phase, PersonReply::done, true, now, now, {}, {}};
    m_heard = 0;
    m_kept = 0;
    m_stale = m_sending.size();
    if (!phase->ask) {
        drive(now);
        return;
    }
    if (phase->listenWhileAsked || phase->sendWhileAsked)
        issue(SetLineCommand{phase->baud, phase->format, phase->parity});
    askPerson(*phase->ask, now);
    if (phase->sendWhileAsked)
        issueSend(phase->send);
}

void SelfTestSession::askPerson(PersonAction action, Instant now)
{
    const TestStep step = m_step ? m_step->name() : TestStep::none;
    wait(State::Asking, now + patience);
    issue(AskCommand{{step, action, ++m_requests}});
}

void SelfTestSession::answered(Instant now, const PersonAnswer &answer)
{
    const bool isStop = answer.number == 0 && answer.reply == PersonReply::finish;
    if (isStop && m_state != State::Finished && m_state != State::Choosing) {
        // What was broken off is no measurement.
        m_reading.reset();
        endStep();
        nextStep(now);
    } else if (m_state == State::Choosing && answer.number == m_requests) {
        if (answer.reply == PersonReply::runStep)
            begin(answer.step, now);
        else
            finish();
    } else if (m_state == State::Asking && answer.number == m_requests) {
        m_now.reply = answer.reply;
        m_now.isRun = answer.reply != PersonReply::cannot;
        if (m_now.isRun)
            drive(now);
        else
            endPhase(now);
    }
}

/// Does on the line what the phase wants.
void SelfTestSession::drive(Instant now)
{
    const Phase &phase = m_now.phase;
    m_sends = 0;
    if (!phase.detail.isEmpty())
        tell({Event::Kind::Tried, {}, phase.detail});
    if (phase.sendWhileAsked) {
        listen(now);
        return;
    }
    if (phase.read) {
        startReading(now);
        return;
    }
    if (!phase.listenWhileAsked && (!phase.send.isEmpty() || phase.listen > 0ns))
        issue(SetLineCommand{phase.baud, phase.format, phase.parity});
    if (phase.send.isEmpty())
        listen(now);
    else
        sendOnce(now);
}

void SelfTestSession::sendOnce(Instant now)
{
    ++m_sends;
    const LineSettings settings{m_now.phase.baud, m_now.phase.format, {}, {}};
    const nanoseconds least = settings.characterTime() * m_now.phase.send.size();
    wait(State::Sending, now + least * 2 + sendingSlack);
    issueSend(m_now.phase.send);
}

void SelfTestSession::issueSend(const QByteArray &data)
{
    m_sending.push_back(data);
    issue(SendCommand{data});
}

void SelfTestSession::listen(Instant now)
{
    if (m_now.phase.listen > 0ns)
        wait(State::Listening, now + m_now.phase.listen);
    else
        endPhase(now);
}

void SelfTestSession::endPhase(Instant now)
{
    m_reading.reset();
    m_now.to = now;
    m_done.append(m_now);
    nextPhase(now);
}

// --- what happens --------------------------------------------------------------------------------

bool SelfTestSession::hears() const
{
    switch (m_state) {
    case State::Asking: return m_now.phase.listenWhileAsked || m_now.phase.sendWhileAsked;
    case State::Sending:
    case State::Pausing:
    case State::Listening:
    case State::Reading: return true;
    case State::Idle:
    case State::Choosing:
    case State::Finished: break;
    }
    return false;
}

void SelfTestSession::note(Instant at, decltype(TraceEntry::what) what)
{
    m_now.entries.append({at, std::move(what)});
}

/// A line that chatters while a person thinks must not fill the memory.
bool SelfTestSession::hasRoomFor(const CharacterRun &run)
{
    const qsizetype most = m_now.phase.read ? mostReadOut : mostListened;
    if (m_kept >= most)
        return false;
    m_kept += run.characters.size();
    return true;
}

void SelfTestSession::lineChanged(Instant at, const LineSettings &settings)
{
    m_now.settings = settings;
    // Of the characters only the data bits are told here, as by a port that does the parity.
    note(at,
         withParity(settings.baud, settings.format,
                    settings.parity == ParityBy::None ? ParityBy::None : ParityBy::Hardware));
    if (m_reading)
        m_reading->lineChanged(at, settings);
}

void SelfTestSession::receive(Instant at, const CharacterRun &run)
{
    if (!hears())
        return;
    if (hasRoomFor(run))
        note(at, Received{run});
    m_heard += run.characters.size();
    if (m_state == State::Reading) {
        m_reading->receive(at, run);
        drainReading(at);
        return;
    }
    const bool isListening = m_state == State::Listening;
    if (isListening && m_now.phase.enough > 0 && m_heard >= m_now.phase.enough)
        m_deadline = endOf(at, run);
}

void SelfTestSession::sent(Instant begin, Instant at)
{
    if (m_sending.empty())
        return;
    CharacterRun run{toCharacters(m_sending.front()), {}, {}, true};
    m_sending.pop_front();
    if (m_stale > 0) {
        --m_stale;
        return;
    }
    run.spacing = (at - begin) / std::max<qsizetype>(run.characters.size(), 1);
    if (hasRoomFor(run))
        note(begin, Sent{run});
    if (m_state == State::Reading) {
        m_reading->sent(begin, at);
        drainReading(at);
    } else if (m_state == State::Sending) {
        wait(State::Pausing, at + m_now.phase.pause);
    } else if (m_state == State::Asking && m_now.phase.sendWhileAsked) {
        issueSend(m_now.phase.send);
    }
}

void SelfTestSession::expire(Instant now)
{
    switch (m_state) {
    case State::Choosing: wait(State::Choosing, now + patience); break;
    case State::Asking:
        m_now.reply = PersonReply::cannot;
        m_now.isRun = false;
        endPhase(now);
        break;
    case State::Pausing:
        if (m_sends < m_now.phase.times)
            sendOnce(now);
        else
            listen(now);
        break;
    case State::Sending: // The port does not send: what came in is all there is.
    case State::Listening: endPhase(now); break;
    case State::Reading:
        if (!m_reading->deadline()) { // It waits for a port that does not send.
            endPhase(now);
            break;
        }
        m_reading->expire(now);
        drainReading(now);
        break;
    case State::Idle:
    case State::Finished: break;
    }
}

// --- a read-out within the test ------------------------------------------------------------------

void SelfTestSession::startReading(Instant now)
{
    const ReadoutOptions &options = *m_now.phase.read;
    issue(SetLineCommand{options.baud, options.format, ParityBy::Software});
    m_state = State::Reading;
    m_reading = std::make_unique<ReadoutSession>(options);
    m_reading->start(now);
    drainReading(now);
}

void SelfTestSession::drainReading(Instant now)
{
    while (const auto event = m_reading->takeEvent())
        tell(*event);
    while (const auto command = m_reading->takeCommand()) {
        if (std::holds_alternative<FinishCommand>(*command)) {
            endPhase(now);
            return;
        }
        if (const auto *send = std::get_if<SendCommand>(&*command)) {
            m_sending.push_back(send->data);
            m_deadline = now + slowestCharacter * send->data.size() * 2 + sendingSlack;
        }
        issue(*command);
    }
}

} // namespace optoscope
