// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace optoscope {

/// The programs that run on a Linux machine, as /proc tells everybody. \a root is where /proc is
/// looked for, without a slash at its end; empty is this machine.
class ProcessTable
{
public:
    explicit ProcessTable(const QString &root = {});

    /// A program of this name runs (its first 15 characters, as the kernel keeps it).
    bool runs(QStringView program) const;
    /// A program that asks people to log in runs on the terminal \a name, as "ttyS0".
    bool asksForLogin(const QString &name) const;

private:
    struct Process {
        QString program;
        QStringList arguments; ///< of programs that ask people to log in, else empty
        QString group; ///< likewise: the control group, which names the unit
    };
    QList<Process> m_processes;
};

} // namespace optoscope
