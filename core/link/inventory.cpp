// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/inventory.h"

#ifdef Q_OS_LINUX
#include "core/link/portproblem.h"
#include "core/link/processtable.h"
#include "core/link/sysfsports.h"
#include "core/link/usbadapters.h"

#include <QFileInfo>
#else
#include <QSerialPortInfo>

#include <algorithm>
#endif

namespace optoscope {

#ifdef Q_OS_LINUX

QList<PortFacts> listPorts()
{
    return portsFromSysfs({});
}

PortInventory takeInventory()
{
    return {listPorts(), adaptersWithoutPort({}, ProcessTable().runs(u"brltty"))};
}

std::optional<std::chrono::nanoseconds> readLatency(const QString &path)
{
    return latencyFromSysfs({}, QFileInfo(path).fileName());
}

PortFacts readFacts(const QString &name)
{
    return adapterFromSysfs({}, QFileInfo(devicePath(name)).fileName());
}

#else

QList<PortFacts> listPorts()
{
    QList<PortFacts> ports;
    for (const QSerialPortInfo &info : QSerialPortInfo::availablePorts()) {
        PortFacts facts;
        facts.name = info.portName();
        facts.path = info.systemLocation();
        facts.description = info.description();
        facts.manufacturer = info.manufacturer();
        facts.serialNumber = info.serialNumber();
        if (info.hasVendorIdentifier())
            facts.vendorId = info.vendorIdentifier();
        if (info.hasProductIdentifier())
            facts.productId = info.productIdentifier();
        ports.append(facts);
    }
    std::sort(ports.begin(), ports.end(),
              [](const PortFacts &left, const PortFacts &right) { return left.name < right.name; });
    return ports;
}

PortInventory takeInventory()
{
    return {listPorts(), {}};
}

std::optional<std::chrono::nanoseconds> readLatency(const QString &)
{
    return {};
}

PortFacts readFacts(const QString &name)
{
    const QList<PortFacts> ports = listPorts();
    const auto port = std::ranges::find_if(ports, [&name](const PortFacts &facts) {
        return facts.name == name || facts.path == name;
    });
    return port == ports.end() ? PortFacts() : *port;
}

#endif

} // namespace optoscope
