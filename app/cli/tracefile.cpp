// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/tracefile.h"

#include "app/cli/command.h"
#include "core/link/inventory.h"
#include "core/link/link.h"
#include "core/link/virtualrun.h"
#include "ui/texts/capturetexts.h"
#include "ui/texts/tracewording.h"

#include <QSysInfo>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

QString hex4(quint16 number)
{
    return QString::number(number, 16).rightJustified(4, u'0');
}

/// What is known of the adapter without opening it, as data.
QString adapterOf(const Target &target)
{
    if (target.kind != Target::Kind::Serial)
        return {};
    const auto ports = listPorts();
    for (const PortFacts &facts : ports) {
        if (facts.name != target.name && facts.path != target.name && facts.byId != target.name
            && facts.byPath != target.name && !facts.aliases.contains(target.name))
            continue;
        QStringList parts{facts.description, facts.manufacturer};
        if (facts.vendorId && facts.productId)
            parts.append(hex4(*facts.vendorId) + u':' + hex4(*facts.productId));
        parts.append(facts.driver);
        parts.removeAll(QString());
        return parts.join(u", "_qs);
    }
    return {};
}

CaptureFacts factsOf(const Target &target)
{
    return {QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion(),
            QSysInfo::prettyProductName() + u", "_qs + QSysInfo::kernelType() + u' '
                + QSysInfo::kernelVersion(),
            target.toText(),
            adapterOf(target),
            {}};
}

} // namespace

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
    m_recording = std::make_unique<Recording>(m_file, factsOf(target),
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
    m_recording->begin(result.anchor);
    m_recording->append(result.entries);
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

} // namespace optoscope::cli
