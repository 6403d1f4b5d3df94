// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/virtualrun.h"

#include "core/link/runner.h"
#include "core/link/transportfactory.h"
#include "core/link/virtualclock.h"
#include "core/link/virtualtransport.h"

namespace optoscope {

namespace {

VirtualResult run(VirtualClock &clock, std::unique_ptr<Transport> transport,
                  const LinkRequest &request, const SessionFactory &makeSession)
{
    VirtualResult result;
    result.anchor = clock.anchor();
    Runner runner(clock, std::move(transport), makeSession(request));
    QObject::connect(&runner, &Runner::entries, &runner,
                     [&](const TraceEntries &batch) { result.entries.append(batch); });
    QObject::connect(&runner, &Runner::failed, &runner,
                     [&](const LinkError &error) { result.error = error; });
    QObject::connect(&runner, &Runner::finished, &runner,
                     [&](Outcome outcome) { result.outcome = outcome; });
    runner.start(Runner::jobOf(request));
    while (!runner.isFinished() && clock.advance()) {}
    // A session that waits for nothing would never end.
    runner.stop();
    return result;
}

VirtualResult refused(const VirtualClock &clock, const LinkError &error)
{
    VirtualResult result;
    result.anchor = clock.anchor();
    result.error = error;
    return result;
}

QDateTime anchor()
{
    return QDateTime({2000, 1, 1}, {0, 0}, Qt::UTC);
}

} // namespace

bool runsVirtually(const Target &target)
{
    return target.kind == Target::Kind::Virtual
        || (target.kind == Target::Kind::Replay && target.speed <= 0);
}

VirtualResult runVirtually(const LinkRequest &request, const SessionFactory &makeSession)
{
    VirtualClock clock(anchor());
    if (!runsVirtually(request.target))
        return refused(clock, {LinkError::Kind::NotSupported, request.target.toText(), {}});
    auto made = makeTransport(request, clock);
    if (const auto *error = std::get_if<LinkError>(&made))
        return refused(clock, *error);
    return run(clock, std::get<std::unique_ptr<Transport>>(std::move(made)), request, makeSession);
}

VirtualResult runVirtually(const LinkRequest &request, const LoadedScenario &bench,
                           const SessionFactory &makeSession)
{
    VirtualClock clock(anchor());
    return run(clock, std::make_unique<VirtualTransport>(clock, bench, request.parity), request,
               makeSession);
}

} // namespace optoscope
