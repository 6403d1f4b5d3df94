// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "app/cli/tracefile.h"
#include "core/link/target.h"

namespace optoscope::cli {

/// `search TARGET`: how does this meter want to be spoken to?
class SearchCommand : public Command
{
public:
    texts::CommandText text() const override;
    QList<QCommandLineOption> options() const override;
    std::optional<QString> accept(const QCommandLineParser &parser) override;
    ExitStatus run(Console &console, bool json) override;

private:
    ExitStatus search(Console &console, bool json);

    Target m_target;
    TraceFile m_trace;
};

} // namespace optoscope::cli
