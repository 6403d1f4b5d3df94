// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/portfacts.h"
#include "core/trace/evidence.h"

namespace optoscope {

/// Whether \a name, as a target has it, is this port: its name, its path, or a link to it.
bool isPort(const PortFacts &port, const QString &name);

/// What step W0 finds of a port before it is opened. The words for what is in the way are those of
/// the port in ui/texts.
Evidence inventoryEvidence(const PortFacts &port);

} // namespace optoscope
