// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/portinventory.h"

namespace optoscope {

/// The serial ports of this machine, sorted by name. Reads the system's files, opens no port.
QList<PortFacts> listPorts();

/// The same, and adapters that should have a port but have none.
PortInventory takeInventory();

/// How long the adapter behind the device \a path may keep a character; nothing where it is not
/// told.
std::optional<std::chrono::nanoseconds> readLatency(const QString &path);

/// What the adapter behind a port is. \a name as in a target: a port's name or a device path. Only
/// the driver, the USB ids and the names of the device tree are read.
PortFacts readFacts(const QString &name);

} // namespace optoscope
