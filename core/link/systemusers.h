// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/portfacts.h"
#include "core/link/processtable.h"

namespace optoscope {

/// What of a Linux system itself uses serial ports: its console, its login prompts, ModemManager.
/// \a root is where /sys, /proc, /etc and /run are looked for, without a slash at its end; empty is
/// this machine.
class SystemUsers
{
public:
    explicit SystemUsers(QString root = {});

    /// The kernel's messages go there now, or its command line says so (`console=`), also by one of
    /// the port's aliases.
    bool isConsole(const PortFacts &port) const;
    /// A login prompt runs on the terminal \a name, or systemd will start one.
    bool asksForLogin(const QString &name) const;
    /// ModemManager runs, and udev does not have it leave the port \a name or its adapter alone.
    bool modemManagerProbes(const QString &name) const;

private:
    bool isUnitWanted(const QString &name) const;
    bool isIgnored(const QString &device) const;

    QString m_root;
    ProcessTable m_processes;
    QStringList m_consoles;
};

} // namespace optoscope
