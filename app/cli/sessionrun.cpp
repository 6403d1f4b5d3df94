// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sessionrun.h"

#include "app/cli/interruption.h"
#include "app/cli/persondialogue.h"
#include "app/cli/tracefile.h"
#include "core/link/link.h"
#include "core/link/virtualrun.h"

#include <QEventLoop>

namespace optoscope::cli {

namespace {

Ending runReally(const LinkRequest &request, const TakeEntries &take, TraceFile &trace,
                 PersonDialogue *dialogue)
{
    Ending ending;
    QEventLoop loop;
    Link link;
    trace.follow(link);
    Interruption interruption;
    QObject::connect(&interruption, &Interruption::requested, &link, &Link::stop);
    QObject::connect(&link, &Link::entriesAppended, &loop, take);
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

} // namespace

Ending runSession(const LinkRequest &request, const TakeEntries &take, TraceFile &trace,
                  PersonDialogue *dialogue)
{
    if (!runsVirtually(request.target))
        return runReally(request, take, trace, dialogue);
    const VirtualResult result = runVirtually(request);
    trace.append(result);
    take(result.entries);
    return {result.outcome, result.error};
}

} // namespace optoscope::cli
