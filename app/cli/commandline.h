// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

#include <memory>
#include <vector>

namespace optoscope::cli {

/// Finds the command that the arguments name, shows help, tells what is wrong, and runs it.
class CommandLine
{
public:
    explicit CommandLine(std::vector<std::unique_ptr<Command>> commands);

    /// \a arguments without the program's name.
    ExitStatus run(const QStringList &arguments, Console &console);

private:
    Command *find(const QString &name) const;
    ExitStatus runCommand(Command &command, const QStringList &arguments, Console &console);
    QString overview(const Console &console) const;

    std::vector<std::unique_ptr<Command>> m_commands;
};

} // namespace optoscope::cli
