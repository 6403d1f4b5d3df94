// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/portfacts.h"

namespace optoscope {

/// The ports that Linux lists under /sys/class/tty and that have hardware behind them. \a root is
/// where /sys, /dev and /proc are looked for, without a slash at its end; empty is this machine.
QList<PortFacts> portsFromSysfs(const QString &root);

/// Driver, USB ids and device tree of the port \a name; empty if there is no such port.
PortFacts adapterFromSysfs(const QString &root, const QString &name);

/// FTDI's latency timer of the port \a name, where the driver has one.
std::optional<std::chrono::milliseconds> latencyFromSysfs(const QString &root, const QString &name);

} // namespace optoscope
