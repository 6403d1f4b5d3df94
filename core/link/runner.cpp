// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/runner.h"

#include <QMetaEnum>

#include <algorithm>
#include <utility>

namespace optoscope {

namespace {

constexpr nanoseconds batchTime = std::chrono::milliseconds(15);
/// While characters stream, fewer batches wake fewer threads. With what the recorder gathers it
/// stays below the 200 ms that may be lost (design §9).
constexpr nanoseconds streamBatchTime = std::chrono::milliseconds(100);
constexpr int batchesOfAStream = 20;
/// A deadline that is noticed later than this was held up by a busy machine, and so was the port.
constexpr nanoseconds promptly = std::chrono::milliseconds(5);
/// A fast meter may answer after 20 ms (clause 6.4.3): who wakes later cannot keep times like that.
constexpr nanoseconds mostLate = std::chrono::milliseconds(20);
constexpr nanoseconds secondLookAfter = std::chrono::milliseconds(1);

template <typename Enum>
QString nameOf(Enum value)
{
    return QLatin1String(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value)));
}

/// Step and action, as data.
QString wordsOf(const PersonRequest &request)
{
    return nameOf(request.step) + u' ' + nameOf(request.action);
}

} // namespace

Runner::Runner(Clock &clock, std::unique_ptr<Transport> transport, std::unique_ptr<Session> session)
    : m_clock(clock)
    , m_transport(std::move(transport))
    , m_session(std::move(session))
    , m_deadline(clock.makeAlarm())
    , m_batchAlarm(clock.makeAlarm())
{
    connect(m_deadline.get(), &Alarm::due, this, &Runner::onDeadline);
    connect(m_batchAlarm.get(), &Alarm::due, this, &Runner::flush);
    connectTransport();
}

Runner::Job Runner::jobOf(const LinkRequest &request)
{
    if (request.watch)
        return {request.target.toText(), u"watch"_qs, request.readout.baud, request.readout.format,
                true};
    if (request.selfTest)
        return {request.target.toText(), u"selftest"_qs, Baud{300}, format7E1};
    if (request.listen && !request.listen->settings.isEmpty()) {
        const ListenOptions::Setting &first = request.listen->settings.first();
        return {request.target.toText(), u"listen"_qs, first.baud, first.format};
    }
    return {request.target.toText(), u"readout"_qs, request.readout.baud, request.readout.format};
}

Runner::~Runner()
{
    m_transport->disconnect(this);
}

void Runner::connectTransport()
{
    Transport *transport = m_transport.get();
    connect(transport, &Transport::opened, this, &Runner::onOpened);
    connect(transport, &Transport::failed, this, &Runner::onFailed);
    connect(transport, &Transport::lost, this, &Runner::onLost);
    connect(transport, &Transport::received, this, &Runner::onReceived);
    connect(transport, &Transport::sent, this, &Runner::onSent);
    connect(transport, &Transport::found, this, &Runner::recordFinding);
    connect(transport, &Transport::lineChanged, this,
            [this](Instant at, const LineSettings &settings) {
                m_dataMask = settings.format.dataMask();
                record(at, settings);
                m_session->lineChanged(at, settings);
            });
    connect(transport, &Transport::capabilitiesKnown, this, &Runner::capabilitiesKnown);
    connect(transport, &Transport::answered, this, &Runner::answer);
    connect(transport, &Transport::sending, this,
            [this](Instant at, const CharacterRun &run) { record(at, Sent{run}); });
    connect(transport, &Transport::controlLinesChanged, this,
            [this](Instant at, const ControlLines &lines) { record(at, lines); });
    connect(transport, &Transport::breakChanged, this, [this](Instant at, bool on) {
        m_breakOn = on;
        record(at, Break{on});
    });
}

void Runner::start(const Job &job)
{
    m_job = job;
    m_phase = Phase::Opening;
    m_transport->open(job.baud, job.format);
}

void Runner::stop()
{
    if (m_phase != Phase::Opening && m_phase != Phase::Running)
        return;
    if (m_job.isWatch) {
        finish(Outcome::done, {});
        return;
    }
    recordFinding({FindingId::interrupted, Severity::note, Blame::us, m_clock.now(), -1, 0, 0, {}});
    finish(Outcome::interrupted, {});
}

void Runner::onOpened()
{
    if (m_phase != Phase::Opening)
        return;
    m_phase = Phase::Running;
    Q_EMIT opened();
    recordEvent(Event::Kind::PortOpened, m_job.target);
    if (m_job.hasReturned)
        recordFinding({FindingId::portReturned, Severity::note, Blame::line, m_clock.now(), -1, 0,
                       0, m_job.target});
    for (const TraceEntry &entry : std::exchange(m_early, {}))
        record(entry.at, entry.what);
    recordEvent(Event::Kind::SessionStarted, m_job.session);
    m_session->start(m_clock.now());
    pump();
}

void Runner::onFailed(const LinkError &error)
{
    if (m_phase != Phase::Opening)
        return;
    m_phase = Phase::Finished;
    Q_EMIT failed(error);
    Q_EMIT finished(Outcome::cannotOpen);
}

void Runner::onLost(const LinkError &error)
{
    if (m_phase != Phase::Running)
        return;
    if (error.kind == LinkError::Kind::Vanished)
        recordFinding({FindingId::portVanished, Severity::error, Blame::line, m_clock.now(), -1, 0,
                       0, error.detail});
    Q_EMIT failed(error);
    finish(Outcome::linkLost, error.detail);
}

void Runner::onReceived(Instant at, const CharacterRun &run)
{
    record(at, Received{run});
    if (m_phase != Phase::Running)
        return;
    CharacterRun data = run;
    for (Character &character : data.characters)
        character.wire &= m_dataMask;
    m_secondLook = false;
    m_session->receive(at, data);
    pump();
}

void Runner::onSent(Instant begin, Instant end)
{
    if (m_phase != Phase::Running)
        return;
    m_session->sent(begin, end);
    pump();
}

void Runner::answer(const PersonAnswer &answer)
{
    if (m_phase != Phase::Running)
        return;
    if (answer.number == 0) { // not asked for: he wants this step to end
        m_session->answered(m_clock.now(), answer);
        pump();
        return;
    }
    if (!m_request || answer.number != m_request->number)
        return;
    const PersonRequest request = *std::exchange(m_request, {});
    recordEvent(Event::Kind::Answered, wordsOf(request) + u' ' + nameOf(answer.reply));
    m_session->answered(m_clock.now(), answer);
    pump();
}

void Runner::setControlLines(const ControlLineChoice &choice)
{
    if (m_phase == Phase::Running)
        m_transport->setControlLines(choice.dtr, choice.rts);
}

void Runner::setBreak(bool on)
{
    if (m_phase == Phase::Running && on != m_breakOn)
        m_transport->setBreak(on);
}

void Runner::onDeadline()
{
    const Instant now = m_clock.now();
    const auto deadline = m_session->deadline();
    if (m_phase != Phase::Running || !deadline)
        return;
    // What arrived in time must be heard before the session gives up.
    const bool late = now - *deadline > promptly;
    if (now - *deadline > mostLate && !std::exchange(m_toldLate, true))
        recordFinding({FindingId::clockLate,
                       Severity::warning,
                       Blame::us,
                       *deadline,
                       -1,
                       toMilliseconds(now - *deadline),
                       toMilliseconds(mostLate),
                       {}});
    if (*deadline > now || (late && !std::exchange(m_secondLook, true))) {
        m_deadline->set(std::max<Instant>(*deadline, now + secondLookAfter));
        return;
    }
    m_secondLook = false;
    m_session->expire(now);
    pump();
}

void Runner::record(Instant at, decltype(TraceEntry::what) what)
{
    if (m_phase == Phase::Finished)
        return;
    if (m_phase == Phase::Opening) {
        m_early.append({at, std::move(what)});
        return;
    }
    if (m_batch.isEmpty())
        armBatch();
    m_batch.append({at, std::move(what)});
    if (m_clock.now() >= m_batchDue)
        flush();
}

void Runner::recordEvent(Event::Kind kind, const QString &detail)
{
    record(m_clock.now(), Event{kind, {}, detail});
}

void Runner::recordFinding(const Finding &finding)
{
    record(m_clock.now(), Event{Event::Kind::Found, finding, {}});
}

void Runner::armBatch()
{
    const Instant now = m_clock.now();
    m_inStream = now < m_lastBatch + 2 * streamBatchTime ? m_inStream + 1 : 0;
    const bool isStream = m_inStream >= batchesOfAStream;
    // In a stream the read that comes next takes the batch along: no wake-up of its own.
    m_batchDue = isStream ? now + streamBatchTime : Instant::max();
    m_batchAlarm->set(now + (isStream ? streamBatchTime + streamBatchTime / 2 : batchTime));
}

void Runner::flush()
{
    m_batchAlarm->clear();
    m_lastBatch = m_clock.now();
    if (!m_batch.isEmpty())
        Q_EMIT entries(std::exchange(m_batch, {}));
}

/// Does what the session wants until it wants nothing more. A transport may answer a command at
/// once: what the session wants then is done by the loop that is already running.
void Runner::pump()
{
    if (m_pumping)
        return;
    m_pumping = true;
    while (m_phase == Phase::Running) {
        while (const auto event = m_session->takeEvent())
            record(m_clock.now(), *event);
        const auto command = m_session->takeCommand();
        if (!command)
            break;
        std::visit([this](const auto &what) { execute(what); }, *command);
    }
    m_pumping = false;
    armDeadline();
}

void Runner::armDeadline()
{
    const auto deadline = m_phase == Phase::Running ? m_session->deadline() : std::nullopt;
    if (deadline)
        m_deadline->set(*deadline);
    else
        m_deadline->clear();
}

void Runner::execute(const SendCommand &command)
{
    m_transport->send(command.data);
}

void Runner::execute(const SetLineCommand &command)
{
    m_transport->setLine(command.baud, command.format, command.parity);
}

void Runner::execute(const SetBreakCommand &command)
{
    m_transport->setBreak(command.on);
}

void Runner::execute(const SetControlLinesCommand &command)
{
    m_transport->setControlLines(command.dtr, command.rts);
}

void Runner::execute(const AskCommand &command)
{
    m_request = command.request;
    recordEvent(Event::Kind::Asked, wordsOf(command.request));
    const bool isAnswered = m_transport->ask(command.request);
    flush(); // Who is asked knows what was before.
    Q_EMIT asked(command.request, isAnswered);
}

void Runner::execute(const FinishCommand &command)
{
    finish(command.outcome, {});
}

void Runner::finish(Outcome outcome, const QString &closedWhy)
{
    if (std::exchange(m_breakOn, false) && outcome != Outcome::linkLost)
        m_transport->setBreak(false);
    m_transport->close();
    recordEvent(Event::Kind::PortClosed, closedWhy);
    recordEvent(Event::Kind::SessionFinished, nameOf(outcome));
    m_phase = Phase::Finished;
    m_deadline->clear();
    flush();
    Q_EMIT finished(outcome);
}

} // namespace optoscope
