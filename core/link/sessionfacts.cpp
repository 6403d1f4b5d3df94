// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/sessionfacts.h"

#include "core/link/inventory.h"

#include <QCoreApplication>
#include <QSysInfo>

namespace optoscope {

namespace {

QString hex4(quint16 number)
{
    return QString::number(number, 16).rightJustified(4, u'0');
}

/// What is known of the adapter without opening it, as data.
QString adapterOf(const Target &target)
{
    if (target.kind != Target::Kind::Serial)
        return {};
    const auto ports = listPorts();
    for (const PortFacts &facts : ports) {
        if (facts.name != target.name && facts.path != target.name && facts.byId != target.name
            && facts.byPath != target.name && !facts.aliases.contains(target.name))
            continue;
        QStringList parts{facts.description, facts.manufacturer};
        if (facts.vendorId && facts.productId)
            parts.append(hex4(*facts.vendorId) + u':' + hex4(*facts.productId));
        parts.append(facts.driver);
        parts.removeAll(QString());
        return parts.join(u", "_qs);
    }
    return {};
}

} // namespace

CaptureFacts sessionFacts(const Target &target)
{
    return {QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion(),
            QSysInfo::prettyProductName() + u", "_qs + QSysInfo::kernelType() + u' '
                + QSysInfo::kernelVersion(),
            target.toText(),
            adapterOf(target),
            {}};
}

} // namespace optoscope
