// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/porttrouble.h"

#include "core/link/porttraits.h"

#include <QMetaEnum>

#include <algorithm>
#include <utility>

namespace optoscope {

namespace {

QString holderDetail(const PortHolder &holder)
{
    const QString number = QString::number(holder.pid);
    return holder.program.isEmpty() ? number : QString(holder.program + u' ' + number);
}

Severity severityOf(PortTroubleId id)
{
    switch (id) {
    case PortTroubleId::modemManager:
    case PortTroubleId::miniUart: return Severity::warning;
    case PortTroubleId::longLatency:
    case PortTroubleId::autosuspend: return Severity::note;
    default: return Severity::error;
    }
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

QString portTroubleLine(const PortTrouble &trouble)
{
    QStringList words{portTroubleName(trouble.id), trouble.port.isEmpty() ? u"-"_qs : trouble.port};
    if (!trouble.detail.isEmpty())
        words += trouble.detail;
    if (trouble.value != 0)
        words += QString::number(trouble.value);
    return words.join(u' ');
}

std::optional<PortTrouble> portTroubleFromLine(const QString &line)
{
    const QString name = line.section(u' ', 0, 0);
    bool isKnown = false;
    const int id =
        QMetaEnum::fromType<PortTroubleId>().keyToValue(name.toLatin1().constData(), &isKnown);
    if (!isKnown)
        return {};
    PortTrouble trouble{static_cast<PortTroubleId>(id), Severity::error, line.section(u' ', 1, 1),
                        line.section(u' ', 2), 0};
    trouble.severity = severityOf(trouble.id);
    if (trouble.port == u"-")
        trouble.port.clear();
    if (trouble.id == PortTroubleId::longLatency)
        trouble.value = std::exchange(trouble.detail, {}).toDouble();
    return trouble;
}

QList<PortTrouble> troublesOf(const PortFacts &port)
{
    using Id = PortTroubleId;
    QList<PortTrouble> troubles;
    const auto add = [&](bool present, Id id, const QString &detail = {}, double value = 0) {
        if (present)
            troubles.append({id, severityOf(id), port.path, detail, value});
    };
    add(!port.readable || !port.writable, rightsTrouble(port), port.group);
    add(port.holder.has_value(), Id::heldByProgram,
        port.holder ? holderDetail(*port.holder) : QString());
    add(port.isConsole, Id::systemConsole);
    add(port.asksForLogin, Id::loginPrompt);
    add(port.modemManagerProbes, Id::modemManager);
    add(port.compatible.contains(u"brcm,bcm2835-aux-uart"_qs), Id::miniUart);
    add(port.latency && *port.latency > longLatency, Id::longLatency, {},
        port.latency ? static_cast<double>(port.latency->count()) : 0);
    add(port.autosuspends, Id::autosuspend);
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
