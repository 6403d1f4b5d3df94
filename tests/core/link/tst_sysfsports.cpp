// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/inventory.h"
#include "core/link/sysfsports.h"
#include "tests/core/link/pseudoterminal.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

class TestSysfsPorts : public QObject
{
    Q_OBJECT

    /// A machine in a folder.
    class Machine
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
            link(interface + u'/' + tty + u"/driver"_qs,
                 u"/sys/bus/usb-serial/drivers/ftdi_sio"_qs);
            const QString entry = interface + u'/' + tty + u"/tty/"_qs + tty;
            folder(entry);
            link(entry + u"/device"_qs, u"../.."_qs);
            link(u"/sys/class/tty/"_qs + tty, entry);
            file(u"/dev/"_qs + tty, {});
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

    static QStringList names(const QList<PortFacts> &ports)
    {
        QStringList list;
        for (const PortFacts &facts : ports)
            list += facts.name;
        return list;
    }

private Q_SLOTS:
    void emptyMachine()
    {
        Machine machine;
        QVERIFY(portsFromSysfs(machine.root()).isEmpty());
    }

    void usbAdapter()
    {
        Machine machine;
        machine.ftdi(0);
        machine.link(u"/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A5XK3RJT-if00-port0"_qs,
                     u"../../ttyUSB0"_qs);
        const QList<PortFacts> ports = portsFromSysfs(machine.root());
        QCOMPARE(ports.size(), 1);
        const PortFacts &facts = ports.first();
        QCOMPARE(facts.name, u"ttyUSB0"_qs);
        QCOMPARE(facts.path, u"/dev/ttyUSB0"_qs);
        QCOMPARE(facts.description, u"FT232R USB UART"_qs);
        QCOMPARE(facts.manufacturer, u"FTDI"_qs);
        QCOMPARE(facts.serialNumber, u"A5XK3RJT"_qs);
        QCOMPARE(facts.vendorId, quint16(0x0403));
        QCOMPARE(facts.productId, quint16(0x6001));
        QCOMPARE(facts.driver, u"ftdi_sio"_qs);
        QCOMPARE(facts.byId, u"/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A5XK3RJT-if00-port0"_qs);
        QCOMPARE(facts.latency, 16ms);
        QVERIFY(facts.readable && facts.writable && !facts.holder && !facts.isConsole);
        QVERIFY(facts.isUsable());
    }

    void mainboardPorts()
    {
        Machine machine;
        machine.uart(0, true);
        machine.uart(1, false);
        machine.file(u"/sys/class/tty/console/active"_qs, "tty0 ttyS0\n");
        machine.folder(u"/sys/class/tty/tty0"_qs); // a virtual terminal: no device
        machine.file(u"/dev/tty0"_qs, {});
        const QList<PortFacts> ports = portsFromSysfs(machine.root());
        QCOMPARE(names(ports), QStringList{u"ttyS0"_qs});
        QCOMPARE(ports.first().driver, u"serial"_qs);
        QVERIFY(!ports.first().vendorId);
        QVERIFY(!ports.first().latency);
        QVERIFY(ports.first().isConsole);
        QVERIFY(!ports.first().isUsable());
    }

    void deviceTree()
    {
        Machine machine;
        const QString uart = u"/sys/devices/platform/soc/3f215040.serial"_qs;
        const QString node = u"/sys/firmware/devicetree/base/soc/serial"_qs;
        machine.file(node + u"/compatible"_qs,
                     QByteArray("brcm,bcm2835-aux-uart\0vendor,other\0", 35));
        machine.link(uart + u"/of_node"_qs, node);
        machine.folder(u"/sys/bus/platform/drivers/bcm2835-aux-uart"_qs);
        machine.link(uart + u"/driver"_qs, u"/sys/bus/platform/drivers/bcm2835-aux-uart"_qs);
        const QString entry = uart + u"/tty/ttyS0"_qs;
        machine.file(entry + u"/type"_qs, "2\n");
        machine.link(entry + u"/device"_qs, u"../.."_qs);
        machine.link(u"/sys/class/tty/ttyS0"_qs, entry);
        machine.file(u"/dev/ttyS0"_qs, {});
        const QList<PortFacts> ports = portsFromSysfs(machine.root());
        QCOMPARE(names(ports), QStringList{u"ttyS0"_qs});
        QCOMPARE(ports.first().compatible,
                 (QStringList{u"brcm,bcm2835-aux-uart"_qs, u"vendor,other"_qs}));
        QCOMPARE(ports.first().driver, u"bcm2835-aux-uart"_qs);
    }

    /// Above a USB adapter stands the node of the USB controller.
    void deviceTreeAboveUsb()
    {
        Machine machine;
        machine.ftdi(0);
        machine.file(u"/sys/devices/pci0/of_node/compatible"_qs, QByteArray("usb,host\0", 9));
        QVERIFY(portsFromSysfs(machine.root()).first().compatible.isEmpty());
    }

    void portWithoutNodeIsLeftOut()
    {
        Machine machine;
        machine.ftdi(0);
        QVERIFY(QFile::remove(machine.root() + u"/dev/ttyUSB0"_qs));
        QVERIFY(portsFromSysfs(machine.root()).isEmpty());
    }

    void sortedByNumber()
    {
        Machine machine;
        machine.uart(0, true);
        for (const int number : {10, 2, 1})
            machine.ftdi(number);
        QCOMPARE(names(portsFromSysfs(machine.root())),
                 (QStringList{u"ttyS0"_qs, u"ttyUSB1"_qs, u"ttyUSB2"_qs, u"ttyUSB10"_qs}));
    }

    void holder()
    {
        Machine machine;
        machine.ftdi(0);
        machine.ftdi(1);
        machine.ftdi(2);
        machine.process(7, "bash", {});
        machine.process(812, "ModemManager", u"/dev/ttyUSB0"_qs);
        machine.process(900, "vzlogger", {});
        machine.file(u"/var/lock/LCK..ttyUSB1"_qs, "       900\n");
        machine.file(u"/var/lock/LCK..ttyUSB2"_qs, "       901\n"); // ended long ago
        const QList<PortFacts> ports = portsFromSysfs(machine.root());
        QCOMPARE(ports.at(0).holder, (PortHolder{812, u"ModemManager"_qs}));
        QCOMPARE(ports.at(1).holder, (PortHolder{900, u"vzlogger"_qs}));
        QCOMPARE(ports.at(2).holder, std::nullopt);
        QVERIFY(!ports.at(0).isUsable());
    }

    void oddLockFiles()
    {
        Machine machine;
        machine.ftdi(0);
        machine.process(900, "vzlogger", {});
        for (const QByteArray &text :
             {QByteArray(), QByteArray("x\n"), QByteArray("\x84\x03\0\0", 4)}) {
            machine.file(u"/var/lock/LCK..ttyUSB0"_qs, text);
            QVERIFY(!portsFromSysfs(machine.root()).first().holder);
        }
        // As QSerialPort writes it: the process, the program, the machine.
        machine.file(u"/var/lock/LCK..ttyUSB0"_qs, "900\nvzlogger\nbox\n");
        QCOMPARE(portsFromSysfs(machine.root()).first().holder->pid, 900);
    }

    void holderOfARealDevice()
    {
        PseudoTerminal pty;
        const auto holder = PortHolders().of(pty.path());
        QVERIFY(holder);
        QCOMPARE(holder->pid, QCoreApplication::applicationPid());
        QVERIFY(u"tst_sysfsports"_qs.startsWith(holder->program));
    }

    void thisMachine()
    {
        for (const PortFacts &facts : listPorts()) {
            QVERIFY(!facts.name.isEmpty());
            QVERIFY(QFile::exists(facts.path));
        }
        QCOMPARE(readLatency(u"/dev/pts/0"_qs), 0ns);
    }
};

QTEST_GUILESS_MAIN(TestSysfsPorts)
#include "tst_sysfsports.moc"
