// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sessionrun.h"

#include "app/cli/interruption.h"
#include "app/cli/persondialogue.h"
#include "app/cli/tracefile.h"
#include "core/link/link.h"
#include "core/link/virtualrun.h"
#include "core/probe/traceevidence.h"

#include <QEventLoop>

namespace optoscope::cli {

namespace {

Ending runReally(const LinkRequest &request, const TakeEntries &take, TraceFile &trace,
                 PersonDialogue *dialogue, const TakeCapabilities &tell)
{
    Ending ending;
    QEventLoop loop;
    Link link;
    trace.follow(link);
    Interruption interruption;
    QObject::connect(&interruption, &Interruption::requested, &link, &Link::stop);
    QObject::connect(&link, &Link::entriesAppended, &loop, take);
    if (tell)
        QObject::connect(&link, &Link::capabilitiesKnown, &loop, tell);
    QObject::connect(&link, &Link::failed, &loop,
                     [&](const LinkError &error) { ending.error = error; });
    QObject::connect(&link, &Link::finished, &loop, [&](Outcome outcome) {
        ending.outcome = outcome;
        loop.quit();
    });
    if (dialogue) {
        QObject::connect(dialogue, &PersonDialogue::answered, &link, &Link::answer);
        QObject::connect(dialogue, &PersonDialogue::quit, &link, &Link::stop);
        QObject::connect(&link, &Link::asked, dialogue,
                         [dialogue](const PersonRequest &asked, bool isAnswered) {
                             if (!isAnswered)
                                 dialogue->ask(asked);
                         });
    }
    link.start(request);
    if (link.isRunning())
        loop.exec();
    return ending;
}

Ending runInVirtualTime(const LinkRequest &request, const TakeEntries &take, TraceFile &trace)
{
    const VirtualResult result = runVirtually(request);
    trace.append(result);
    take(result.entries);
    return {result.outcome, result.error};
}

/// The port is what could not be opened, not what was asked for.
bool isPortsFault(const Ending &ending)
{
    using Kind = LinkError::Kind;
    return ending.error && ending.outcome == Outcome::cannotOpen
        && ending.error->kind != Kind::BadScenario && ending.error->kind != Kind::BadRecording
        && ending.error->kind != Kind::NotSupported;
}

/// Why, in the fewest words, for whoever judges the trace.
QString detailOf(const LinkError &error)
{
    using Kind = LinkError::Kind;
    const QString kind = error.kind == Kind::Busy ? u"in use"_qs
        : error.kind == Kind::NoRights            ? u"no rights"_qs
        : error.kind == Kind::NotFound            ? u"not found"_qs
                                                  : QString();
    if (kind.isEmpty() || error.detail.isEmpty())
        return kind.isEmpty() ? error.detail : kind;
    return kind + u": " + error.detail;
}

} // namespace

Ending runSession(const LinkRequest &request, const TakeEntries &take, TraceFile &trace,
                  PersonDialogue *dialogue, const TakeCapabilities &tell)
{
    Ending ending = runsVirtually(request.target) ? runInVirtualTime(request, take, trace)
                                                  : runReally(request, take, trace, dialogue, tell);
    if (isPortsFault(ending))
        trace.append(measuredEntries({}, {portNotOpened(detailOf(*ending.error))}));
    return ending;
}

} // namespace optoscope::cli
