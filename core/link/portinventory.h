// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/portfacts.h"

namespace optoscope {

/// A USB serial adapter that is plugged in but gives no port.
struct AdapterWithoutPort {
    quint16 vendorId = 0;
    quint16 productId = 0;
    QString description; ///< the adapter's product name
    bool brlttyRuns = false; ///< a program for Braille displays, which takes such adapters
    friend bool operator==(const AdapterWithoutPort &, const AdapterWithoutPort &) = default;
};

/// What this machine has to read a meter with, as far as it shows without opening a port.
struct PortInventory {
    QList<PortFacts> ports; ///< sorted by name
    QList<AdapterWithoutPort> adaptersWithoutPort;
    friend bool operator==(const PortInventory &, const PortInventory &) = default;
};

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::PortInventory)
