// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/sysfsports.h"

#include "core/link/groupmembership.h"
#include "core/link/portproblem.h"
#include "core/link/smallfile.h"
#include "core/link/systemusers.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace optoscope {

namespace {

QString attribute(const QString &folder, QLatin1String name)
{
    return smallText(folder + u'/' + name);
}

std::optional<quint16> hexadecimal(const QString &text)
{
    bool ok = false;
    const quint16 number = text.toUShort(&ok, 16);
    return ok ? std::optional(number) : std::nullopt;
}

/// The nearest folder above \a device that describes a USB device; empty if there is none.
QString usbFolder(const QString &device, const QString &sys)
{
    QDir folder(device);
    while (folder.path().startsWith(sys)) {
        if (folder.exists(u"idVendor"_qs))
            return folder.path();
        if (!folder.cdUp())
            break;
    }
    return {};
}

/// The driver of \a device or of what it sits on. Since Linux 6.5 a UART's port is a device of its
/// own on the bus serial-base, whose driver says nothing.
QString driverOf(const QString &device, const QString &sys)
{
    QDir folder(device);
    while (folder.path().startsWith(sys)) {
        const QString driver = QFileInfo(folder.filePath(u"driver"_qs)).canonicalFilePath();
        if (!driver.isEmpty() && !driver.contains(u"/serial-base/"))
            return QFileInfo(driver).fileName();
        if (!folder.cdUp())
            break;
    }
    return {};
}

/// The names in the nearest device-tree node above \a device; a NUL ends each. Only for what is on
/// the board itself: above a USB adapter stands the node of the USB controller.
QStringList compatibleOf(const QString &device, const QString &sys)
{
    QDir folder(device);
    while (folder.path().startsWith(sys)) {
        const QByteArray names = smallFile(folder.filePath(u"of_node/compatible"_qs));
        if (!names.isEmpty())
            return QString::fromUtf8(names).split(QChar::Null, Qt::SkipEmptyParts);
        if (!folder.cdUp())
            break;
    }
    return {};
}

void addUsbFacts(PortFacts &facts, const QString &usb)
{
    if (usb.isEmpty())
        return;
    facts.vendorId = hexadecimal(attribute(usb, QLatin1String("idVendor")));
    facts.productId = hexadecimal(attribute(usb, QLatin1String("idProduct")));
    facts.description = attribute(usb, QLatin1String("product"));
    facts.manufacturer = attribute(usb, QLatin1String("manufacturer"));
    facts.serialNumber = attribute(usb, QLatin1String("serial"));
    facts.autosuspends = attribute(usb, QLatin1String("power/control")) == u"auto";
}

/// Links in \a folder, by the name of the port that they lead to.
QMultiHash<QString, QString> linksIn(const QString &root, const QString &folder)
{
    QMultiHash<QString, QString> links;
    const auto entries = QDir(root + folder)
                             .entryInfoList(QDir::Files | QDir::System | QDir::NoDotAndDotDot,
                                            QDir::Name | QDir::Reversed);
    for (const QFileInfo &entry : entries) {
        if (entry.isSymLink())
            links.insert(QFileInfo(entry.symLinkTarget()).fileName(),
                         folder + u'/' + entry.fileName());
    }
    return links;
}

/// Ports of old cards are listed whether they exist or not; type 0 is PORT_UNKNOWN, no hardware.
bool isPort(const QString &entry, const QString &node)
{
    return QFileInfo::exists(node) && QFileInfo::exists(entry + u"/device"_qs)
        && attribute(entry, QLatin1String("type")) != QLatin1String("0");
}

PortFacts factsOf(const QString &root, const QString &name)
{
    PortFacts facts = adapterFromSysfs(root, name);
    facts.latency = latencyFromSysfs(root, name);
    const QFileInfo node(root + facts.path);
    facts.readable = node.isReadable();
    facts.writable = node.isWritable();
    facts.group = groupWithRights(node.filePath());
    facts.membership = membershipOf(root, facts.group);
    return facts;
}

/// ttyUSB2 comes before ttyUSB10.
auto sortKey(const PortFacts &facts)
{
    const QString &name = facts.name;
    qsizetype digits = name.size();
    while (digits > 0 && name.at(digits - 1).isDigit())
        --digits;
    return std::pair(name.first(digits), name.sliced(digits).toInt());
}

} // namespace

std::optional<std::chrono::milliseconds> latencyFromSysfs(const QString &root, const QString &name)
{
    const QString device = root + u"/sys/class/tty/"_qs + name + u"/device"_qs;
    bool ok = false;
    const int value = attribute(device, QLatin1String("latency_timer")).toInt(&ok);
    return ok ? std::optional(std::chrono::milliseconds(value)) : std::nullopt;
}

PortFacts adapterFromSysfs(const QString &root, const QString &name)
{
    PortFacts facts;
    facts.name = name;
    facts.path = u"/dev/"_qs + name;
    const QString sys = QFileInfo(root + u"/sys"_qs).canonicalFilePath();
    const QString device =
        QFileInfo(root + u"/sys/class/tty/"_qs + name + u"/device"_qs).canonicalFilePath();
    facts.driver = driverOf(device, sys);
    const QString usb = usbFolder(device, sys);
    addUsbFacts(facts, usb);
    if (usb.isEmpty())
        facts.compatible = compatibleOf(device, sys);
    return facts;
}

QList<PortFacts> portsFromSysfs(const QString &root)
{
    QList<PortFacts> ports;
    const QString ttys = root + u"/sys/class/tty"_qs;
    const auto byId = linksIn(root, u"/dev/serial/by-id"_qs);
    const auto byPath = linksIn(root, u"/dev/serial/by-path"_qs);
    const auto aliases = linksIn(root, u"/dev"_qs);
    const PortHolders holders(root);
    const SystemUsers system(root);
    for (const QString &name : QDir(ttys).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (!isPort(ttys + u'/' + name, root + u"/dev/"_qs + name))
            continue;
        PortFacts facts = factsOf(root, name);
        facts.byId = byId.value(name);
        facts.byPath = byPath.value(name);
        facts.aliases = aliases.values(name);
        facts.holder = holders.of(facts.path);
        facts.isConsole = system.isConsole(facts);
        facts.asksForLogin = system.asksForLogin(name);
        facts.modemManagerProbes = facts.vendorId && system.modemManagerProbes(name);
        ports.append(facts);
    }
    std::sort(ports.begin(), ports.end(), [](const PortFacts &left, const PortFacts &right) {
        return sortKey(left) < sortKey(right);
    });
    return ports;
}

} // namespace optoscope
