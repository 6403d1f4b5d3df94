// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/adaptertable.h"
#include "core/link/portinventory.h"

#include <QString>

namespace optoscope::texts {

/// The ports of this machine for people: adapter, driver, rights, who holds each, what stands in
/// the way, what \a adapters says that each cannot do, and cures.
QString portsReport(const PortInventory &inventory, const AdapterTable &adapters);

/// What keeps \a port from being used well and how to cure it, a line each; empty if nothing
/// does.
QString portProblemText(const PortFacts &port);

} // namespace optoscope::texts
