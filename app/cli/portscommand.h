// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace optoscope::cli {

/// `ports`: what this machine has to read a meter with.
class PortsCommand : public Command
{
public:
    texts::CommandText text() const override;
    std::optional<QString> accept(const QCommandLineParser &parser) override;
    ExitStatus run(Console &console, bool json) override;
};

} // namespace optoscope::cli
