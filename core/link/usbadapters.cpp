// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/usbadapters.h"

#include "core/link/smallfile.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace optoscope {

namespace {

struct UsbId {
    quint16 vendor;
    quint16 product;
    bool hasPort; ///< when all is well; a CP2110 is no serial port to Linux but a HID device
};

/// Adapters whose numbers are those of Braille displays too (reference probe.md §2B, brltty).
constexpr std::array<UsbId, 5> adapterIds{{
    {0x1A86, 0x7523, true},
    {0x1A86, 0x55D3, true},
    {0x10C4, 0xEA60, true},
    {0x10C4, 0xEA80, false},
    {0x0403, 0x6001, true},
}};

const UsbId *knownId(const QString &device)
{
    const quint16 vendor = smallText(device + u"/idVendor"_qs).toUShort(nullptr, 16);
    const quint16 product = smallText(device + u"/idProduct"_qs).toUShort(nullptr, 16);
    const auto *found = std::ranges::find_if(adapterIds, [vendor, product](const UsbId &id) {
        return id.vendor == vendor && id.product == product;
    });
    return found == adapterIds.end() ? nullptr : found;
}

/// One of the device's interfaces has a terminal below it: ttyUSB0, or tty/ttyACM0.
bool hasPort(const QString &device)
{
    const QStringList interfaces = QDir(device).entryList({u"*:*"_qs}, QDir::Dirs);
    return std::ranges::any_of(interfaces, [&device](const QString &name) {
        const QDir interface(device + u'/' + name);
        return !interface.entryList({u"tty*"_qs}, QDir::Dirs).isEmpty();
    });
}

} // namespace

QList<AdapterWithoutPort> adaptersWithoutPort(const QString &root, bool brlttyRuns)
{
    QList<AdapterWithoutPort> found;
    const QDir devices(root + u"/sys/bus/usb/devices"_qs);
    for (const QString &name : devices.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QString device = QFileInfo(devices.filePath(name)).canonicalFilePath();
        const UsbId *id = name.contains(u':') ? nullptr : knownId(device);
        if (id && (id->hasPort || brlttyRuns) && !hasPort(device))
            found.append({id->vendor, id->product, smallText(device + u"/product"_qs), brlttyRuns});
    }
    return found;
}

} // namespace optoscope
