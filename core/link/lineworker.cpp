// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/lineworker.h"

#include "core/link/runner.h"
#include "core/link/transportfactory.h"

namespace optoscope {

LineWorker::LineWorker(SessionFactory makeSession)
    : m_makeSession(std::move(makeSession))
{
}

LineWorker::~LineWorker() = default;

void LineWorker::start(const LinkRequest &request)
{
    m_runner.reset(); // before the clock that it uses
    m_clock = std::make_unique<SystemClock>();
    Q_EMIT started(m_clock->anchor());
    auto made = makeTransport(request, *m_clock);
    if (const auto *error = std::get_if<LinkError>(&made)) {
        Q_EMIT failed(*error);
        Q_EMIT finished(Outcome::cannotOpen);
        return;
    }
    m_runner = std::make_unique<Runner>(
        *m_clock, std::get<std::unique_ptr<Transport>>(std::move(made)), m_makeSession(request));
    connect(m_runner.get(), &Runner::entries, this, &LineWorker::entriesAppended);
    connect(m_runner.get(), &Runner::asked, this, &LineWorker::asked);
    connect(m_runner.get(), &Runner::capabilitiesKnown, this, &LineWorker::capabilitiesKnown);
    connect(m_runner.get(), &Runner::failed, this, &LineWorker::failed);
    connect(m_runner.get(), &Runner::finished, this, &LineWorker::finished);
    m_runner->start(Runner::jobOf(request));
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
    if (m_runner)
        m_runner->stop();
}

} // namespace optoscope
