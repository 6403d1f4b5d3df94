// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/sysfsports.h"

#include "core/link/portproblem.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace optoscope {

namespace {

QString attribute(const QString &folder, QLatin1String name)
{
    QFile file(folder + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.read(1024)).trimmed();
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
        QFile file(folder.filePath(u"of_node/compatible"_qs));
        if (file.open(QIODevice::ReadOnly))
            return QString::fromUtf8(file.read(1024)).split(QChar::Null, Qt::SkipEmptyParts);
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
}

/// Links below /dev/serial/by-id, by the name of the port that they lead to.
QHash<QString, QString> linksById(const QString &root)
{
    QHash<QString, QString> links;
    const QString folder = u"/dev/serial/by-id"_qs;
    const auto entries =
        QDir(root + folder).entryInfoList(QDir::Files | QDir::System | QDir::NoDotAndDotDot);
    for (const QFileInfo &entry : entries)
        links.insert(QFileInfo(entry.symLinkTarget()).fileName(), folder + u'/' + entry.fileName());
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
    facts.latency = latencyFromSysfs(root, name);
    const QFileInfo node(root + facts.path);
    facts.readable = node.isReadable();
    facts.writable = node.isWritable();
    facts.group = groupWithRights(node.filePath());
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

QList<PortFacts> portsFromSysfs(const QString &root)
{
    QList<PortFacts> ports;
    const QString ttys = root + u"/sys/class/tty"_qs;
    const QHash<QString, QString> byId = linksById(root);
    const PortHolders holders(root);
    const QStringList consoles =
        attribute(ttys + u"/console"_qs, QLatin1String("active")).split(u' ', Qt::SkipEmptyParts);
    for (const QString &name : QDir(ttys).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (!isPort(ttys + u'/' + name, root + u"/dev/"_qs + name))
            continue;
        PortFacts facts = factsOf(root, name);
        facts.byId = byId.value(name);
        facts.holder = holders.of(facts.path);
        facts.isConsole = consoles.contains(name);
        ports.append(facts);
    }
    std::sort(ports.begin(), ports.end(), [](const PortFacts &left, const PortFacts &right) {
        return sortKey(left) < sortKey(right);
    });
    return ports;
}

} // namespace optoscope
