// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/tracefile.h"

#include "app/cli/command.h"
#include "core/link/link.h"
#include "core/link/sessionfacts.h"
#include "core/link/virtualrun.h"
#include "ui/texts/capturetexts.h"
#include "ui/texts/tracewording.h"

#include <cmath>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace Qt::StringLiterals;

namespace optoscope::cli {

QCommandLineOption TraceFile::option()
{
    return makeOption(u"trace"_qs, texts::CommandOption::Trace, u"FILE"_qs);
}

std::optional<QString> TraceFile::accept(const QCommandLineParser &parser)
{
    m_file = parser.value(u"trace"_qs);
    if (parser.isSet(u"trace"_qs) && m_file.isEmpty())
        return texts::usageErrorText(texts::UsageError::NoTraceFile, {});
    if (m_file == u"-" && parser.isSet(u"json"_qs))
        return texts::usageErrorText(texts::UsageError::TraceWithJson, {});
    if (m_file == u"-" && Console::isOutputTerminal())
        return texts::usageErrorText(texts::UsageError::TraceToTerminal, {});
    return {};
}

void TraceFile::open(const Target &target, Console &console)
{
    if (m_file.isEmpty())
        return;
    if (m_file == u"-") {
        console.leaveOutput();
#ifdef Q_OS_UNIX
        // Who reads the trace may leave; the session goes on.
        std::signal(SIGPIPE, SIG_IGN);
#endif
    }
    m_recording = std::make_unique<Recording>(m_file, sessionFacts(target),
                                              std::make_shared<texts::TraceWording>());
    QObject::connect(m_recording.get(), &Recording::trouble, m_recording.get(),
                     [this, &console](const RecordTrouble &trouble) {
                         m_told = true;
                         console.writeNotice(texts::recordTroubleText(trouble));
                     });
}

void TraceFile::follow(Link &link)
{
    if (!m_recording)
        return;
    Recorder *recorder = m_recording->recorder();
    link.tap(
        recorder, [recorder](const QDateTime &anchor) { recorder->begin(anchor); },
        [recorder](const TraceEntries &entries) { recorder->append(entries); });
}

void TraceFile::append(const VirtualResult &result)
{
    if (!m_recording)
        return;
    m_recording->begin(result.anchor.addMSecs(m_virtualTime));
    m_recording->append(result.entries);
    if (!result.entries.isEmpty())
        m_virtualTime +=
            static_cast<qint64>(std::ceil(toMilliseconds(result.entries.constLast().at)));
}

bool TraceFile::finish(Console &console)
{
    if (!m_recording)
        return true;
    const auto trouble = m_recording->finish();
    if (trouble && !m_told)
        console.writeNotice(texts::recordTroubleText(*trouble));
    m_recording.reset();
    return !trouble;
}

ExitStatus TraceFile::finish(Console &console, ExitStatus status)
{
    const bool isRecorded = finish(console);
    return status == ExitStatus::Done && !isRecorded ? ExitStatus::CannotOpen : status;
}

} // namespace optoscope::cli
