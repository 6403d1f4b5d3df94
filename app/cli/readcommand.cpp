// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/readcommand.h"

#include "app/cli/interruption.h"
#include "app/cli/lineoptions.h"
#include "app/cli/readoutoutput.h"
#include "app/cli/targetargument.h"
#include "core/link/link.h"
#include "core/link/sessionfactory.h"
#include "core/link/virtualrun.h"
#include "ui/texts/capabilitytexts.h"
#include "ui/texts/texts.h"

#include <QEventLoop>

#include <utility>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

struct Ending {
    Outcome outcome = Outcome::cannotOpen;
    std::optional<LinkError> error;
};

/// Over a real line, in real time, until it ends or the person wants it to.
Ending runReally(const LinkRequest &request, ReadoutOutput &output, TraceFile &trace,
                 Console &console, bool tells)
{
    Ending ending;
    QEventLoop loop;
    Link link(&makeSession);
    trace.follow(link);
    Interruption interruption;
    QObject::connect(&interruption, &Interruption::requested, &link, &Link::stop);
    QObject::connect(&link, &Link::entriesAppended, &loop, [&](const TraceEntries &entries) {
        output.append(entries);
        if (tells)
            output.tellMessages(console);
    });
    bool told = false;
    QObject::connect(&link, &Link::capabilitiesKnown, &loop, [&](const PortCapabilities &port) {
        if (tells && !std::exchange(told, true))
            console.writeNotice(texts::capabilityTexts(port).join(u"; "_qs));
    });
    QObject::connect(&link, &Link::failed, &loop,
                     [&](const LinkError &error) { ending.error = error; });
    QObject::connect(&link, &Link::finished, &loop, [&](Outcome outcome) {
        ending.outcome = outcome;
        loop.quit();
    });
    link.start(request);
    if (link.isRunning())
        loop.exec();
    return ending;
}

/// On the virtual meter, or in a recording: at once.
Ending runAtOnce(const LinkRequest &request, ReadoutOutput &output, TraceFile &trace)
{
    const VirtualResult result = runVirtually(request, &makeSession);
    trace.append(result);
    output.append(result.entries);
    return {result.outcome, result.error};
}

} // namespace

texts::CommandText ReadCommand::text() const
{
    return texts::commandText(texts::Command::Read);
}

QList<QCommandLineOption> ReadCommand::options() const
{
    return lineOptions() + QList{TraceFile::option()};
}

std::optional<QString> ReadCommand::accept(const QCommandLineParser &parser)
{
    if (auto failure = acceptTarget(parser, m_request.target))
        return failure;
    if (auto failure = m_trace.accept(parser))
        return failure;
    return acceptLineOptions(parser, m_request);
}

ExitStatus ReadCommand::run(Console &console, bool json)
{
    m_trace.open(m_request.target, console);
    ReadoutOutput output(console);
    m_request.adapters = output.knowledge().adapters;
    const Ending ending = runsVirtually(m_request.target)
        ? runAtOnce(m_request, output, m_trace)
        : runReally(m_request, output, m_trace, console, !json);
    const bool isRecorded = m_trace.finish(console);
    output.finish();
    if (ending.error)
        console.writeNotice(texts::linkErrorText(*ending.error));
    if (ending.outcome == Outcome::cannotOpen)
        return ExitStatus::CannotOpen;
    output.write(console, json);
    if (ending.outcome != Outcome::done)
        console.writeNotice(texts::outcomeText(ending.outcome));
    if (ending.outcome == Outcome::noAnswer)
        console.writeNotice(texts::silentText(m_request.target.toText()));
    const ExitStatus status = statusOf(ending.outcome);
    return status == ExitStatus::Done && !isRecorded ? ExitStatus::CannotOpen : status;
}

} // namespace optoscope::cli
