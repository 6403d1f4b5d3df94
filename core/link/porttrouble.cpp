// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/porttrouble.h"

#include "core/link/porttraits.h"

#include <QMetaEnum>

#include <algorithm>

namespace optoscope {

namespace {

QString holderDetail(const PortHolder &holder)
{
    const QString number = QString::number(holder.pid);
    return holder.program.isEmpty() ? number : QString(holder.program + u' ' + number);
}

PortTroubleId rightsTrouble(const PortFacts &port)
{
    return port.membership == Membership::NotInSession ? PortTroubleId::groupNotInSession
                                                       : PortTroubleId::noRights;
}

} // namespace

QString portTroubleName(PortTroubleId id)
{
    return QLatin1String(QMetaEnum::fromType<PortTroubleId>().valueToKey(static_cast<int>(id)));
}

QList<PortTrouble> troublesOf(const PortFacts &port)
{
    using Id = PortTroubleId;
    QList<PortTrouble> troubles;
    const auto add = [&](bool present, Id id, Severity severity, const QString &detail = {},
                         double value = 0) {
        if (present)
            troubles.append({id, severity, port.path, detail, value});
    };
    add(!port.readable || !port.writable, rightsTrouble(port), Severity::error, port.group);
    add(port.holder.has_value(), Id::heldByProgram, Severity::error,
        port.holder ? holderDetail(*port.holder) : QString());
    add(port.isConsole, Id::systemConsole, Severity::error);
    add(port.asksForLogin, Id::loginPrompt, Severity::error);
    add(port.modemManagerProbes, Id::modemManager, Severity::warning);
    add(port.compatible.contains(u"brcm,bcm2835-aux-uart"_qs), Id::miniUart, Severity::warning);
    add(port.latency && *port.latency > longLatency, Id::longLatency, Severity::note, {},
        port.latency ? static_cast<double>(port.latency->count()) : 0);
    add(port.autosuspends, Id::autosuspend, Severity::note);
    return troubles;
}

PortTrouble troubleOf(const AdapterWithoutPort &adapter)
{
    const QString numbers = u"%1:%2"_qs.arg(adapter.vendorId, 4, 16, QLatin1Char('0'))
                                .arg(adapter.productId, 4, 16, QLatin1Char('0'));
    return {adapter.brlttyRuns ? PortTroubleId::takenByBrltty : PortTroubleId::adapterWithoutPort,
            Severity::error,
            {},
            adapter.description.isEmpty() ? numbers : QString(adapter.description + u' ' + numbers),
            0};
}

QList<PortTrouble> troublesOf(const PortInventory &inventory)
{
    QList<PortTrouble> troubles;
    for (const AdapterWithoutPort &adapter : inventory.adaptersWithoutPort)
        troubles.append(troubleOf(adapter));
    for (const PortFacts &port : inventory.ports)
        troubles.append(troublesOf(port));
    return troubles;
}

} // namespace optoscope
