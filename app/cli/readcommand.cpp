// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/readcommand.h"

#include "app/cli/lineoptions.h"
#include "app/cli/readoutoutput.h"
#include "app/cli/sessionrun.h"
#include "app/cli/targetargument.h"
#include "core/link/virtualrun.h"
#include "ui/texts/capabilitytexts.h"
#include "ui/texts/texts.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

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
    const auto take = [&](const TraceEntries &entries) {
        output.append(entries);
        if (!json && !runsVirtually(m_request.target))
            output.tellMessages(console);
    };
    bool isTold = json;
    const auto tell = [&](const PortCapabilities &port) {
        if (!std::exchange(isTold, true))
            console.writeNotice(texts::capabilityTexts(port).join(u"; "_qs));
    };
    const Ending ending = runSession(m_request, take, m_trace, nullptr, tell);
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
