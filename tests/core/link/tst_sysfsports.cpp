// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/inventory.h"
#include "core/link/sysfsports.h"
#include "tests/core/link/fakemachine.h"
#include "tests/core/link/pseudoterminal.h"

#include <QCoreApplication>
#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

class TestSysfsPorts : public QObject
{
    Q_OBJECT

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
        FakeMachine machine;
        QVERIFY(portsFromSysfs(machine.root()).isEmpty());
    }

    void usbAdapter()
    {
        FakeMachine machine;
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
        QCOMPARE(adapterFromSysfs(machine.root(), u"ttyUSB0"_qs).driver, u"ftdi_sio"_qs);
        QCOMPARE(adapterFromSysfs(machine.root(), u"ttyUSB0"_qs).productId, quint16(0x6001));
        QCOMPARE(adapterFromSysfs(machine.root(), u"ttyUSB1"_qs).driver, QString());
        QCOMPARE(facts.byId, u"/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A5XK3RJT-if00-port0"_qs);
        QCOMPARE(facts.latency, 16ms);
        QVERIFY(facts.readable && facts.writable && !facts.holder && !facts.isConsole);
        QVERIFY(facts.isUsable());
    }

    void mainboardPorts()
    {
        FakeMachine machine;
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
        FakeMachine machine;
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
        FakeMachine machine;
        machine.ftdi(0);
        machine.file(u"/sys/devices/pci0/of_node/compatible"_qs, QByteArray("usb,host\0", 9));
        QVERIFY(portsFromSysfs(machine.root()).first().compatible.isEmpty());
    }

    void portWithoutNodeIsLeftOut()
    {
        FakeMachine machine;
        machine.ftdi(0);
        QVERIFY(QFile::remove(machine.root() + u"/dev/ttyUSB0"_qs));
        QVERIFY(portsFromSysfs(machine.root()).isEmpty());
    }

    void sortedByNumber()
    {
        FakeMachine machine;
        machine.uart(0, true);
        for (const int number : {10, 2, 1})
            machine.ftdi(number);
        QCOMPARE(names(portsFromSysfs(machine.root())),
                 (QStringList{u"ttyS0"_qs, u"ttyUSB1"_qs, u"ttyUSB2"_qs, u"ttyUSB10"_qs}));
    }

    void holder()
    {
        FakeMachine machine;
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
        FakeMachine machine;
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
        QCOMPARE(readLatency(u"/dev/pts/0"_qs), std::nullopt);
        QCOMPARE(readFacts(u"/dev/pts/0"_qs).driver, QString());
    }
};

QTEST_GUILESS_MAIN(TestSysfsPorts)
#include "tst_sysfsports.moc"
