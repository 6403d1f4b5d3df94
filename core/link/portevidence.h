// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/portinventory.h"
#include "core/trace/evidence.h"

namespace optoscope {

/// Whether \a name, as a target has it, is this port: its name, its path, or a link to it.
bool isPort(const PortFacts &port, const QString &name);

/// What step W0 finds before the port \a name, as a target has it, is opened: one `portBlocked` for
/// each trouble (porttrouble.h), its line in the detail, or one that says that there is none. Where
/// the port is not there: adapters without one, or nothing.
EvidenceList inventoryEvidence(const PortInventory &inventory, const QString &name);

} // namespace optoscope
