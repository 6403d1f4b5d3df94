// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandline.h"
#include "app/cli/convertcommand.h"
#include "app/cli/decodecommand.h"
#include "app/cli/diagnosecommand.h"
#include "app/cli/listencommand.h"
#include "app/cli/pollcommand.h"
#include "app/cli/portscommand.h"
#include "app/cli/readcommand.h"
#include "app/cli/readingscommand.h"
#include "app/cli/searchcommand.h"
#include "app/cli/selftestcommand.h"
#include "app/cli/simulatecommand.h"
#include "ui/texts/commandtexts.h"

#include <QCoreApplication>

using namespace optoscope;
using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"optoscope-cli"_qs);
    QCoreApplication::setApplicationVersion(QStringLiteral(OPTOSCOPE_VERSION));

    std::vector<std::unique_ptr<cli::Command>> commands;
    commands.push_back(std::make_unique<cli::PortsCommand>());
    commands.push_back(std::make_unique<cli::ReadCommand>());
    commands.push_back(std::make_unique<cli::ListenCommand>());
    commands.push_back(std::make_unique<cli::SearchCommand>());
    commands.push_back(std::make_unique<cli::PollCommand>());
    commands.push_back(std::make_unique<cli::ReadingsCommand>());
    commands.push_back(std::make_unique<cli::SelfTestCommand>());
    commands.push_back(std::make_unique<cli::DiagnoseCommand>());
    commands.push_back(std::make_unique<cli::DecodeCommand>());
    commands.push_back(std::make_unique<cli::ConvertCommand>());
    commands.push_back(std::make_unique<cli::SimulateCommand>());

    cli::Console console;
    cli::ExitStatus status =
        cli::CommandLine(std::move(commands)).run(QCoreApplication::arguments().mid(1), console);
    if (!console.flush()) {
        console.writeNotice(texts::outputLostText());
        if (status == cli::ExitStatus::Done)
            status = cli::ExitStatus::CannotOpen;
    }
    return static_cast<int>(status);
}
