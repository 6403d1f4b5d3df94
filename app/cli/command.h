// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "app/cli/exitstatus.h"
#include "ui/texts/commandtexts.h"

#include <QCommandLineParser>

#include <optional>

namespace optoscope::cli {

/// One command of optoscope-cli.
class Command
{
public:
    virtual ~Command() = default;

    virtual texts::CommandText text() const = 0;
    /// Its options besides --json and --help.
    virtual QList<QCommandLineOption> options() const { return {}; }
    /// Keeps for run() what the arguments ask for; or says what is wrong with them.
    virtual std::optional<QString> accept(const QCommandLineParser &parser) = 0;
    /// Does it. Runs its own event loop if it needs one.
    virtual ExitStatus run(Console &console, bool json) = 0;
};

/// An option whose description is its text.
QCommandLineOption makeOption(const QString &name, texts::CommandOption option,
                              const QString &valueName = {});

} // namespace optoscope::cli
