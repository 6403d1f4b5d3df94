// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace optoscope::cli {

/// `simulate`: the virtual meter for other programs, until interrupted.
class SimulateCommand : public Command
{
public:
    texts::CommandText text() const override;
    QList<QCommandLineOption> options() const override;
    std::optional<QString> accept(const QCommandLineParser &parser) override;
    ExitStatus run(Console &console, bool json) override;

private:
    QString m_pty;
    quint16 m_tcpPort = 0;
    QString m_scenario;
};

} // namespace optoscope::cli
