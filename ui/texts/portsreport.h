// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/portinventory.h"

#include <QString>

namespace optoscope::texts {

/// The ports of this machine for people: adapter, driver, rights, who holds each, what stands in
/// the way, and cures.
QString portsReport(const PortInventory &inventory);

/// What keeps \a port from being used well and how to cure it, a line each; empty if nothing
/// does.
QString portProblemText(const PortFacts &port);

} // namespace optoscope::texts
