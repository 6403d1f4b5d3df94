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

/// The kernel's driver of the port \a name, as "ttyUSB0"; empty where it is not told.
QString readDriver(const QString &name);

} // namespace optoscope
