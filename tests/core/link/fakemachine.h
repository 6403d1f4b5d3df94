// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace optoscope {

/// A Linux machine in a folder.
class FakeMachine
{
public:
    void file(const QString &path, const QByteArray &text) const
    {
        const QString full = root() + path;
        QVERIFY(QDir().mkpath(full.section(u'/', 0, -2)));
        QFile out(full);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(text);
    }
    /// \a target may be relative to the folder of \a path, as in /sys, or start with "/sys".
    void link(const QString &path, const QString &target) const
    {
        const QString full = root() + path;
        QVERIFY(QDir().mkpath(full.section(u'/', 0, -2)));
        QVERIFY(QFile::link(target.startsWith(u"/sys") ? root() + target : target, full));
    }
    void folder(const QString &path) const { QVERIFY(QDir().mkpath(root() + path)); }

    /// An FTDI adapter as ttyUSB\a number.
    void ftdi(int number) const
    {
        const QString tty = u"ttyUSB"_qs + QString::number(number);
        const QString usb = u"/sys/devices/pci0/usb1/1-"_qs + QString::number(number + 1);
        const QString interface = usb + u"/1-1:1.0"_qs;
        file(usb + u"/idVendor"_qs, "0403\n");
        file(usb + u"/idProduct"_qs, "6001\n");
        file(usb + u"/manufacturer"_qs, "FTDI\n");
        file(usb + u"/product"_qs, "FT232R USB UART\n");
        file(usb + u"/serial"_qs, "A5XK3RJT\n");
        folder(u"/sys/bus/usb-serial/drivers/ftdi_sio"_qs);
        file(interface + u'/' + tty + u"/latency_timer"_qs, "16\n");
        link(interface + u'/' + tty + u"/driver"_qs, u"/sys/bus/usb-serial/drivers/ftdi_sio"_qs);
        const QString entry = interface + u'/' + tty + u"/tty/"_qs + tty;
        folder(entry);
        link(entry + u"/device"_qs, u"../.."_qs);
        link(u"/sys/class/tty/"_qs + tty, entry);
        file(u"/dev/"_qs + tty, {});
    }

    /// A port of a board with a device tree, as ttyS0 of a Raspberry Pi.
    void boardUart(const QString &tty, const QByteArray &compatible, const QString &driver) const
    {
        const QString soc = u"/sys/devices/platform/soc/serial"_qs;
        folder(u"/sys/bus/platform/drivers/"_qs + driver);
        link(soc + u"/driver"_qs, u"/sys/bus/platform/drivers/"_qs + driver);
        file(soc + u"/of_node/compatible"_qs, compatible);
        const QString entry = soc + u"/tty/"_qs + tty;
        folder(entry);
        link(entry + u"/device"_qs, u"../.."_qs);
        link(u"/sys/class/tty/"_qs + tty, entry);
        file(u"/dev/"_qs + tty, {});
    }

    /// A USB device that no driver has taken.
    void usbDevice(const QString &name, const QByteArray &vendor, const QByteArray &product) const
    {
        const QString usb = u"/sys/devices/pci0/usb1/"_qs + name;
        file(usb + u"/idVendor"_qs, vendor + '\n');
        file(usb + u"/idProduct"_qs, product + '\n');
        file(usb + u"/product"_qs, "USB Serial\n");
        folder(usb + u'/' + name + u":1.0"_qs);
        link(u"/sys/bus/usb/devices/"_qs + name, usb);
    }

    /// A port of the mainboard, listed whether it exists or not.
    void uart(int number, bool exists) const
    {
        const QString tty = u"ttyS"_qs + QString::number(number);
        const QString pnp = u"/sys/devices/pnp0/00:0"_qs + QString::number(number);
        const QString port = pnp + u"/serial:0/serial:0.0"_qs;
        folder(u"/sys/bus/pnp/drivers/serial"_qs);
        folder(u"/sys/bus/serial-base/drivers/port"_qs);
        link(pnp + u"/driver"_qs, u"/sys/bus/pnp/drivers/serial"_qs);
        folder(port);
        link(port + u"/driver"_qs, u"/sys/bus/serial-base/drivers/port"_qs);
        const QString entry = port + u"/tty/"_qs + tty;
        file(entry + u"/type"_qs, exists ? "4\n" : "0\n");
        link(entry + u"/device"_qs, u"../.."_qs);
        link(u"/sys/class/tty/"_qs + tty, entry);
        file(u"/dev/"_qs + tty, {});
    }

    void process(int pid, const QByteArray &name, const QString &open) const
    {
        const QString folder = u"/proc/"_qs + QString::number(pid);
        file(folder + u"/comm"_qs, name + '\n');
        link(folder + u"/fd/0"_qs, u"/dev/null"_qs);
        if (!open.isEmpty())
            link(folder + u"/fd/3"_qs, open);
    }

    QString root() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
};

} // namespace optoscope
