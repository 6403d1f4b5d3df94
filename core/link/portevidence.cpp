// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/portevidence.h"

#include "core/link/portproblem.h"
#include "core/link/porttrouble.h"

#include <algorithm>

namespace optoscope {

namespace {

QList<PortTrouble> troublesWithoutPort(const PortInventory &inventory)
{
    QList<PortTrouble> troubles;
    for (const AdapterWithoutPort &adapter : inventory.adaptersWithoutPort)
        troubles += troubleOf(adapter);
    return troubles;
}

} // namespace

bool isPort(const PortFacts &port, const QString &name)
{
    return name == port.name || devicePath(name) == devicePath(port.path);
}

EvidenceList inventoryEvidence(const PortInventory &inventory, const QString &name)
{
    const auto port = std::ranges::find_if(
        inventory.ports, [&name](const PortFacts &one) { return isPort(one, name); });
    const bool isThere = port != inventory.ports.end();
    EvidenceList evidence;
    for (const PortTrouble &trouble : isThere ? troublesOf(*port) : troublesWithoutPort(inventory))
        evidence.append(
            {TestStep::W0, EvidenceId::portBlocked, 1, portTroubleLine(trouble), std::nullopt});
    if (isThere && evidence.isEmpty())
        evidence.append({TestStep::W0, EvidenceId::portBlocked, 0, {}, {}});
    return evidence;
}

} // namespace optoscope
