// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/virtualrun.h"

#include "core/link/runner.h"
#include "core/link/transportfactory.h"
#include "core/link/virtualclock.h"

namespace optoscope {

VirtualResult runVirtually(const LinkRequest &request, const SessionFactory &makeSession)
{
    VirtualClock clock(QDateTime({2000, 1, 1}, {0, 0}, Qt::UTC));
    VirtualResult result;
    result.anchor = clock.anchor();
    if (request.target.kind != Target::Kind::Virtual) {
        result.error = LinkError{LinkError::Kind::NotSupported, request.target.toText(), {}};
        return result;
    }
    auto made = makeTransport(request, clock);
    if (const auto *error = std::get_if<LinkError>(&made)) {
        result.error = *error;
        return result;
    }
    Runner runner(clock, std::get<std::unique_ptr<Transport>>(std::move(made)),
                  makeSession(request));
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

} // namespace optoscope
