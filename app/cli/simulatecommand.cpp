// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/simulatecommand.h"

#include "app/cli/interruption.h"
#include "core/link/meterserver.h"
#include "core/link/ptyport.h"
#include "core/link/systemclock.h"
#include "core/link/tcpport.h"
#include "ui/texts/texts.h"

#include <QEventLoop>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

std::unique_ptr<ClientPort> makePort(const QString &pty, quint16 tcpPort)
{
    if (!pty.isEmpty())
        return std::make_unique<PtyPort>(pty);
    return std::make_unique<TcpPort>(tcpPort, TcpPort::Reach::ThisMachine);
}

} // namespace

texts::CommandText SimulateCommand::text() const
{
    return texts::commandText(texts::Command::Simulate);
}

QList<QCommandLineOption> SimulateCommand::options() const
{
    return {makeOption(u"pty"_qs, texts::CommandOption::Pty, u"LINK"_qs),
            makeOption(u"tcp"_qs, texts::CommandOption::Tcp, u"PORT"_qs),
            makeOption(u"scenario"_qs, texts::CommandOption::Scenario, u"FILE|NAME"_qs)};
}

std::optional<QString> SimulateCommand::accept(const QCommandLineParser &parser)
{
    const QStringList arguments = parser.positionalArguments();
    if (!arguments.isEmpty())
        return texts::usageErrorText(texts::UsageError::TooManyArguments, arguments.first());
    m_pty = parser.value(u"pty"_qs);
    const QString tcp = parser.value(u"tcp"_qs);
    if (m_pty.isEmpty() == tcp.isEmpty())
        return texts::usageErrorText(texts::UsageError::WhereToListen, {});
    if (!tcp.isEmpty()) {
        bool ok = false;
        m_tcpPort = tcp.toUShort(&ok);
        if (!ok || m_tcpPort == 0)
            return texts::usageErrorText(texts::UsageError::BadTcpPort, tcp);
    }
    m_scenario = parser.value(u"scenario"_qs);
    return {};
}

ExitStatus SimulateCommand::run(Console &console, bool json)
{
    const auto loaded = loadScenario(m_scenario);
    if (const auto *error = std::get_if<ScenarioError>(&loaded)) {
        console.writeNotice(texts::linkErrorText(toLinkError(*error)));
        return ExitStatus::CannotOpen;
    }
    QEventLoop loop;
    Interruption interruption;
    QObject::connect(&interruption, &Interruption::requested, &loop, &QEventLoop::quit);
    SystemClock clock;
    MeterServer server(clock, std::get<LoadedScenario>(loaded), makePort(m_pty, m_tcpPort));
    QObject::connect(&server, &MeterServer::clientCame, &loop,
                     [&] { console.writeNotice(texts::clientText(true)); });
    QObject::connect(&server, &MeterServer::clientWent, &loop,
                     [&] { console.writeNotice(texts::clientText(false)); });
    if (const auto error = server.open()) {
        console.writeNotice(texts::serveErrorText(*error, m_pty.isEmpty()));
        return ExitStatus::CannotOpen;
    }
    const QString address = server.port().address();
    const QString target = m_pty.isEmpty() ? u"tcp:"_qs + address : address;
    if (json)
        console.writeJson(QJsonDocument(QJsonObject{{u"listening"_qs, target}}));
    else
        console.writeLine(texts::simulatingText(target));
    console.flush();
    loop.exec();
    return ExitStatus::Interrupted;
}

} // namespace optoscope::cli
