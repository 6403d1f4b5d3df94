// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "app/cli/tracefile.h"
#include "core/link/linkrequest.h"

namespace optoscope::cli {

/// `listen TARGET`: who is talking?
class ListenCommand : public Command
{
public:
    texts::CommandText text() const override;
    QList<QCommandLineOption> options() const override;
    std::optional<QString> accept(const QCommandLineParser &parser) override;
    ExitStatus run(Console &console, bool json) override;

private:
    std::optional<QString> acceptLine(const QCommandLineParser &parser);

    LinkRequest m_request;
    TraceFile m_trace;
};

} // namespace optoscope::cli
