// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/portinventory.h"

namespace optoscope {

/// USB serial adapters that Linux sees but that have no port: no driver took them, or a program
/// has them. \a root as in sysfsports.h.
QList<AdapterWithoutPort> adaptersWithoutPort(const QString &root, bool brlttyRuns);

} // namespace optoscope
