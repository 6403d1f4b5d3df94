// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/portevidence.h"

#include "core/link/portproblem.h"

namespace optoscope {

bool isPort(const PortFacts &port, const QString &name)
{
    return name == port.name || devicePath(name) == devicePath(port.path);
}

Evidence inventoryEvidence(const PortFacts &port)
{
    return {TestStep::W0, EvidenceId::portBlocked, port.isUsable() ? 0.0 : 1.0, {}, {}};
}

} // namespace optoscope
