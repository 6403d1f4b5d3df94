// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "app/cli/tracefile.h"
#include "core/link/linkrequest.h"

namespace optoscope::cli {

/// `read TARGET`: takes a read-out.
class ReadCommand : public Command
{
public:
    texts::CommandText text() const override;
    QList<QCommandLineOption> options() const override;
    std::optional<QString> accept(const QCommandLineParser &parser) override;
    ExitStatus run(Console &console, bool json) override;

private:
    std::optional<QString> acceptMode(const QCommandLineParser &parser);
    std::optional<QString> acceptLine(const QCommandLineParser &parser);
    std::optional<QString> acceptControlLines(const QCommandLineParser &parser);

    LinkRequest m_request;
    TraceFile m_trace;
};

} // namespace optoscope::cli
