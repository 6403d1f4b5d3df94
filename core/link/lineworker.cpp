// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/lineworker.h"

#include "core/link/portreturn.h"
#include "core/link/runner.h"
#include "core/link/transportfactory.h"

#include <utility>

namespace optoscope {

namespace {

bool canReturn(const Target &target)
{
    return target.kind == Target::Kind::Serial || target.kind == Target::Kind::Tcp;
}

} // namespace

LineWorker::LineWorker(SessionFactory makeSession)
    : m_makeSession(std::move(makeSession))
{
}

LineWorker::~LineWorker() = default;

void LineWorker::start(const LinkRequest &request)
{
    endWaiting();
    m_request = request;
    m_vanished = false;
    m_runner.reset(); // before the clock that it uses
    makeClock();
    Q_EMIT started(m_clock->anchor());
    auto made = makeTransport(request, *m_clock);
    if (const auto *error = std::get_if<LinkError>(&made)) {
        Q_EMIT failed(*error);
        Q_EMIT finished(Outcome::cannotOpen);
        return;
    }
    if (request.awaitsReturn && canReturn(request.target)) {
        m_return = std::make_unique<PortReturn>(request.target);
        connect(m_return.get(), &PortReturn::mayBeBack, this, &LineWorker::tryToWatch);
    }
    m_runner = std::make_unique<Runner>(
        *m_clock, std::get<std::unique_ptr<Transport>>(std::move(made)), m_makeSession(request));
    connectSession();
    m_runner->start(Runner::jobOf(request));
    if (m_pace && !m_runner->isFinished())
        m_pace->start();
}

void LineWorker::makeClock()
{
    m_pace.reset();
    const Target &target = m_request.target;
    if (target.kind != Target::Kind::Replay) {
        m_clock = std::make_unique<SystemClock>();
        return;
    }
    auto clock = std::make_unique<VirtualClock>(QDateTime::currentDateTimeUtc());
    m_pace = std::make_unique<Pace>(*clock, target.speed > 0 ? target.speed : 1);
    m_clock = std::move(clock);
}

void LineWorker::connectSession()
{
    connect(m_runner.get(), &Runner::entries, this, &LineWorker::entriesAppended);
    connect(m_runner.get(), &Runner::asked, this, &LineWorker::asked);
    connect(m_runner.get(), &Runner::capabilitiesKnown, this, &LineWorker::capabilitiesKnown);
    connect(m_runner.get(), &Runner::failed, this, [this](const LinkError &error) {
        m_vanished = error.kind == LinkError::Kind::Vanished;
        Q_EMIT failed(error);
    });
    connect(m_runner.get(), &Runner::finished, this, [this](Outcome outcome) {
        if (m_pace)
            m_pace->stop();
        Q_EMIT finished(outcome);
        if (m_vanished && outcome == Outcome::linkLost)
            waitForReturn();
    });
}

void LineWorker::waitForReturn()
{
    if (!m_return)
        return;
    setPresence(PortPresence::Awaited);
    m_return->wait();
}

/// A session of its own, on the clock of the one that ended: the trace goes on.
void LineWorker::tryToWatch(const Target &target)
{
    LinkRequest request = m_request;
    request.target = target;
    request.selfTest.reset();
    request.listen.reset();
    request.watch = true;
    auto made = makeTransport(request, *m_clock);
    if (std::holds_alternative<LinkError>(made)) {
        m_return->wait();
        return;
    }
    Runner::Job job = Runner::jobOf(request);
    job.hasReturned = true;
    m_runner.reset();
    m_runner = std::make_unique<Runner>(
        *m_clock, std::get<std::unique_ptr<Transport>>(std::move(made)), makeSession(request));
    connectWatch();
    m_runner->start(job);
}

/// Nobody waits for the end of this one.
void LineWorker::connectWatch()
{
    connect(m_runner.get(), &Runner::entries, this, &LineWorker::entriesAppended);
    connect(m_runner.get(), &Runner::capabilitiesKnown, this, &LineWorker::capabilitiesKnown);
    connect(m_runner.get(), &Runner::opened, this,
            [this] { setPresence(PortPresence::Returned); });
    connect(m_runner.get(), &Runner::finished, this, [this](Outcome outcome) {
        if (outcome == Outcome::cannotOpen || outcome == Outcome::linkLost)
            waitForReturn();
        else
            setPresence(PortPresence::Usual);
    });
}

void LineWorker::endWaiting()
{
    const bool isWatching = m_presence != PortPresence::Usual && m_runner;
    m_return.reset();
    if (isWatching)
        m_runner->stop();
    setPresence(PortPresence::Usual);
}

void LineWorker::setPresence(PortPresence presence)
{
    if (std::exchange(m_presence, presence) != presence)
        Q_EMIT presenceChanged(presence);
}

void LineWorker::answer(const PersonAnswer &answer)
{
    if (m_runner)
        m_runner->answer(answer);
}

void LineWorker::setControlLines(const ControlLineChoice &choice)
{
    if (m_runner)
        m_runner->setControlLines(choice);
}

void LineWorker::setBreak(bool on)
{
    if (m_runner)
        m_runner->setBreak(on);
}

void LineWorker::stop()
{
    if (m_presence != PortPresence::Usual)
        endWaiting();
    else if (m_runner)
        m_runner->stop();
}

} // namespace optoscope
