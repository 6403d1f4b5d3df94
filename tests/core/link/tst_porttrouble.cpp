// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/groupmembership.h"
#include "core/link/portevidence.h"
#include "core/link/porttrouble.h"
#include "core/link/processtable.h"
#include "core/link/sysfsports.h"
#include "core/link/usbadapters.h"
#include "tests/core/link/fakemachine.h"

#include <QMetaEnum>

#include <functional>

using namespace optoscope;
using namespace std::chrono_literals;
using Id = PortTroubleId;

/// The inventory of machines in folders, and what stands in the way there.
class TestPortTrouble : public QObject
{
    Q_OBJECT

    using Change = std::function<void(const FakeMachine &)>;

    static PortFacts onlyPort(const FakeMachine &machine)
    {
        const QList<PortFacts> ports = portsFromSysfs(machine.root());
        return ports.size() == 1 ? ports.first() : PortFacts();
    }

    static QStringList idsOf(const QList<PortTrouble> &troubles)
    {
        QStringList ids;
        for (const PortTrouble &trouble : troubles)
            ids += portTroubleName(trouble.id);
        return ids;
    }

    static void modemManager(const FakeMachine &machine)
    {
        machine.process(7, "ModemManager", {});
        machine.file(u"/sys/devices/pci0/usb1/1-1/dev"_qs, "189:4\n");
        machine.file(u"/sys/devices/pci0/usb1/1-1/1-1:1.0/ttyUSB0/tty/ttyUSB0/dev"_qs, "188:0\n");
    }

private Q_SLOTS:
    /// A port of a USB adapter, or of a mainboard, on machines that differ in one thing.
    void machines_data()
    {
        QTest::addColumn<bool>("usb");
        QTest::addColumn<Change>("change");
        QTest::addColumn<QStringList>("ids");
        const auto row = [](const char *name, bool usb, const Change &change,
                            const QStringList &ids) {
            QTest::newRow(name) << usb << change << ids;
        };
        row("nothing wrong", true, [](const FakeMachine &) {}, {});
        row("mainboard, nothing wrong", false, [](const FakeMachine &) {}, {});
        row("held", true,
            [](const FakeMachine &machine) { machine.process(9, "minicom", u"/dev/ttyUSB0"_qs); },
            {u"heldByProgram"_qs});
        row("autosuspend", true,
            [](const FakeMachine &machine) {
                machine.file(u"/sys/devices/pci0/usb1/1-1/power/control"_qs, "auto\n");
            },
            {u"autosuspend"_qs});
        row("no autosuspend", true,
            [](const FakeMachine &machine) {
                machine.file(u"/sys/devices/pci0/usb1/1-1/power/control"_qs, "on\n");
            },
            {});
        row("ModemManager", true, modemManager, {u"modemManager"_qs});
        row("ModemManager leaves the adapter alone", true,
            [](const FakeMachine &machine) {
                modemManager(machine);
                machine.file(u"/run/udev/data/c189:4"_qs,
                             "I:123\nE:ID_MODEL=x\nE:ID_MM_DEVICE_IGNORE=1\nG:systemd\n");
            },
            {});
        row("ModemManager leaves the port alone", true,
            [](const FakeMachine &machine) {
                modemManager(machine);
                machine.file(u"/run/udev/data/c188:0"_qs, "E:ID_MM_PORT_IGNORE=1\n");
            },
            {});
        row("ModemManager is told not to ignore", true,
            [](const FakeMachine &machine) {
                modemManager(machine);
                machine.file(u"/run/udev/data/c189:4"_qs, "E:ID_MM_DEVICE_IGNORE=0\n");
            },
            {u"modemManager"_qs});
        row("ModemManager and the mainboard", false, modemManager, {});
        row("console now", false,
            [](const FakeMachine &machine) {
                machine.file(u"/sys/class/tty/console/active"_qs, "tty0 ttyS0\n");
            },
            {u"systemConsole"_qs});
        row("console by the command line", false,
            [](const FakeMachine &machine) {
                machine.file(u"/proc/cmdline"_qs, "quiet console=ttyS0,115200n8 console=tty1\n");
            },
            {u"systemConsole"_qs});
        row("console by an alias", false,
            [](const FakeMachine &machine) {
                machine.link(u"/dev/serial0"_qs, u"ttyS0"_qs);
                machine.file(u"/proc/cmdline"_qs, "console=serial0,115200 console=tty1\n");
            },
            {u"systemConsole"_qs});
        row("console elsewhere", false,
            [](const FakeMachine &machine) {
                machine.file(u"/proc/cmdline"_qs, "console=ttyS01 consoleblank=0\n");
            },
            {});
        row("getty by its arguments", false,
            [](const FakeMachine &machine) {
                machine.process(20, "agetty", {});
                machine.file(u"/proc/20/cmdline"_qs, QByteArray("/sbin/agetty\0ttyS0\09600\0", 27));
            },
            {u"loginPrompt"_qs});
        row("getty by its unit", false,
            [](const FakeMachine &machine) {
                machine.process(20, "agetty", {});
                machine.file(u"/proc/20/cmdline"_qs, QByteArray("/sbin/agetty\0-\0", 15));
                machine.file(u"/proc/20/cgroup"_qs,
                             "0::/system.slice/system-serial\\x2dgetty.slice/"
                             "serial-getty@ttyS0.service\n");
            },
            {u"loginPrompt"_qs});
        row("getty elsewhere", false,
            [](const FakeMachine &machine) {
                machine.process(20, "agetty", {});
                machine.file(u"/proc/20/cmdline"_qs, QByteArray("/sbin/agetty\0tty1\0", 18));
                machine.file(u"/proc/20/cgroup"_qs, "0::/system.slice/getty@tty1.service\n");
            },
            {});
        const QString unit = u"serial-getty@ttyS0.service"_qs;
        row("getty to come", false,
            [unit](const FakeMachine &machine) {
                machine.link(u"/run/systemd/generator/getty.target.wants/"_qs + unit,
                             u"/lib/systemd/system/serial-getty@.service"_qs);
            },
            {u"loginPrompt"_qs});
        row("getty that is masked", false,
            [unit](const FakeMachine &machine) {
                machine.link(u"/run/systemd/generator/getty.target.wants/"_qs + unit,
                             u"/lib/systemd/system/serial-getty@.service"_qs);
                machine.link(u"/etc/systemd/system/"_qs + unit, u"/dev/null"_qs);
            },
            {});
    }
    void machines()
    {
        QFETCH(bool, usb);
        QFETCH(Change, change);
        QFETCH(QStringList, ids);
        FakeMachine machine;
        if (usb)
            machine.ftdi(0);
        else
            machine.uart(0, true);
        if (usb)
            machine.file(u"/sys/devices/pci0/usb1/1-1/1-1:1.0/ttyUSB0/latency_timer"_qs, "1\n");
        change(machine);
        const PortFacts port = onlyPort(machine);
        QCOMPARE(idsOf(troublesOf(port)), ids);
        const EvidenceList evidence = inventoryEvidence({{port}, {}}, port.name);
        QCOMPARE(evidence.size(), std::max<qsizetype>(ids.size(), 1));
        for (qsizetype i = 0; i < evidence.size(); ++i) {
            QCOMPARE(evidence.at(i).id, EvidenceId::portBlocked);
            QCOMPARE(evidence.at(i).step, TestStep::W0);
            QCOMPARE(evidence.at(i).value, ids.isEmpty() ? 0.0 : 1.0);
        }
        for (qsizetype i = 0; i < ids.size(); ++i) {
            const PortTrouble trouble = troublesOf(port).at(i);
            QCOMPARE(trouble.port, port.path);
            QCOMPARE(portTroubleFromLine(portTroubleLine(trouble)), trouble);
            QCOMPARE(evidence.at(i).detail, portTroubleLine(trouble));
        }
        const bool blocked = !ids.isEmpty() && troublesOf(port).first().severity == Severity::error;
        QCOMPARE(port.isUsable(), !blocked);
    }

    void longLatency()
    {
        PortFacts port;
        port.latency = 1ms;
        QVERIFY(troublesOf(port).isEmpty());
        port.latency = 16ms;
        const PortTrouble trouble{Id::longLatency, Severity::note, {}, {}, 16};
        QCOMPARE(troublesOf(port), QList{trouble});
        QCOMPARE(portTroubleFromLine(portTroubleLine(trouble)), trouble);
    }

    void troublesOfNoPort()
    {
        const AdapterWithoutPort adapter{0x1a86, 0x7523, u"USB Serial"_qs, true};
        const EvidenceList evidence = inventoryEvidence({{}, {adapter}}, u"ttyUSB0"_qs);
        QCOMPARE(evidence.size(), 1);
        QCOMPARE(portTroubleFromLine(evidence.first().detail), troubleOf(adapter));
        QVERIFY(inventoryEvidence({}, u"ttyUSB0"_qs).isEmpty());
        for (const QString &line : {QString(), u"busy"_qs, u"why not"_qs})
            QVERIFY(!portTroubleFromLine(line));
    }

    void rights_data()
    {
        QTest::addColumn<Membership>("membership");
        QTest::addColumn<QString>("id");
        QTest::newRow("not told") << Membership::NotTold << u"noRights"_qs;
        QTest::newRow("no member") << Membership::None << u"noRights"_qs;
        QTest::newRow("not yet") << Membership::NotInSession << u"groupNotInSession"_qs;
        // Then it is something else, such as a container, that is in the way.
        QTest::newRow("member") << Membership::InSession << u"noRights"_qs;
    }
    void rights()
    {
        QFETCH(Membership, membership);
        QFETCH(QString, id);
        PortFacts port;
        port.group = u"dialout"_qs;
        port.membership = membership;
        QVERIFY(troublesOf(port).isEmpty());
        port.writable = false;
        QCOMPARE(idsOf(troublesOf(port)), QStringList{id});
        QCOMPARE(troublesOf(port).first().detail, u"dialout"_qs);
    }

    void membership_data()
    {
        QTest::addColumn<QByteArray>("groups");
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QByteArray>("primary");
        QTest::addColumn<Membership>("membership");
        QTest::newRow("none") << QByteArray("24 27") << QByteArray("eve") << QByteArray("1000")
                              << Membership::None;
        QTest::newRow("in session") << QByteArray("20 27") << QByteArray("ann,eve")
                                    << QByteArray("1000") << Membership::InSession;
        QTest::newRow("not in session") << QByteArray("27") << QByteArray("eve,ann")
                                        << QByteArray("1000") << Membership::NotInSession;
        QTest::newRow("a longer name")
            << QByteArray("27") << QByteArray("anna") << QByteArray("1000") << Membership::None;
        QTest::newRow("own group")
            << QByteArray() << QByteArray() << QByteArray("20") << Membership::NotInSession;
    }
    void membership()
    {
        QFETCH(QByteArray, groups);
        QFETCH(QByteArray, members);
        QFETCH(QByteArray, primary);
        QFETCH(Membership, membership);
        FakeMachine machine;
        QCOMPARE(membershipOf(machine.root(), u"dialout"_qs), Membership::NotTold);
        machine.file(u"/proc/self/status"_qs,
                     "Name:\tx\nUid:\t1000\t1000\t1000\t1000\nGid:\t1000\t1000\t1000\t1000\n"
                     "Groups:\t"
                         + groups + " \n");
        machine.file(u"/etc/passwd"_qs,
                     "root:x:0:0::/root:/bin/sh\nann:x:1000:" + primary + "::/:/bin/sh\nbroken\n");
        machine.file(u"/etc/group"_qs, "root:x:0:\nbad:line\ndialout:x:20:" + members + '\n');
        QCOMPARE(membershipOf(machine.root(), u"dialout"_qs), membership);
        QCOMPARE(membershipOf(machine.root(), u"uucp"_qs), Membership::NotTold);
        QCOMPARE(membershipOf(machine.root(), {}), Membership::NotTold);
    }

    void linksOfARaspberryPi()
    {
        FakeMachine machine;
        machine.boardUart(u"ttyS0"_qs, QByteArray("brcm,bcm2835-aux-uart\0", 22),
                          u"bcm2835-aux-uart"_qs);
        machine.link(u"/dev/serial0"_qs, u"ttyS0"_qs);
        machine.link(u"/dev/serial1"_qs, u"ttyAMA0"_qs);
        machine.link(u"/dev/serial/by-path/platform-soc-serial"_qs, u"../../ttyS0"_qs);
        const PortFacts port = onlyPort(machine);
        QCOMPARE(port.aliases, QStringList{u"/dev/serial0"_qs});
        QCOMPARE(port.byPath, u"/dev/serial/by-path/platform-soc-serial"_qs);
        QCOMPARE(port.compatible, QStringList{u"brcm,bcm2835-aux-uart"_qs});
        QCOMPARE(port.driver, u"bcm2835-aux-uart"_qs);
        QCOMPARE(idsOf(troublesOf(port)), QStringList{u"miniUart"_qs});
        QVERIFY(port.isUsable());
    }

    void fullUartOfARaspberryPi()
    {
        FakeMachine machine;
        machine.boardUart(u"ttyAMA0"_qs, QByteArray("arm,pl011\0arm,primecell\0", 24),
                          u"uart-pl011"_qs);
        QCOMPARE(onlyPort(machine).compatible, (QStringList{u"arm,pl011"_qs, u"arm,primecell"_qs}));
        QVERIFY(troublesOf(onlyPort(machine)).isEmpty());
    }

    void adaptersWithoutAPort_data()
    {
        QTest::addColumn<QByteArray>("vendor");
        QTest::addColumn<QByteArray>("product");
        QTest::addColumn<bool>("brltty");
        QTest::addColumn<QString>("child");
        QTest::addColumn<QStringList>("ids");
        const QStringList none;
        const QStringList taken{u"takenByBrltty"_qs};
        const QStringList lost{u"adapterWithoutPort"_qs};
        const auto row = [](const char *name, const char *vendor, const char *product, bool brltty,
                            const QString &child, const QStringList &ids) {
            QTest::newRow(name) << QByteArray(vendor) << QByteArray(product) << brltty << child
                                << ids;
        };
        row("CH340, brltty", "1a86", "7523", true, {}, taken);
        row("CH340", "1a86", "7523", false, {}, lost);
        row("CH340 with its port", "1a86", "7523", true, u"ttyUSB3"_qs, none);
        row("CH343, brltty", "1a86", "55d3", true, {}, taken);
        row("CH343 with its port", "1a86", "55d3", true, u"tty/ttyACM0"_qs, none);
        row("CP2102, brltty", "10c4", "ea60", true, {}, taken);
        row("CP2110, brltty", "10c4", "ea80", true, {}, taken);
        row("CP2110 is a HID device", "10c4", "ea80", false, {}, none);
        row("FT232, brltty", "0403", "6001", true, {}, taken);
        row("a mouse", "046d", "c077", true, {}, none);
    }
    void adaptersWithoutAPort()
    {
        QFETCH(QByteArray, vendor);
        QFETCH(QByteArray, product);
        QFETCH(bool, brltty);
        QFETCH(QString, child);
        QFETCH(QStringList, ids);
        FakeMachine machine;
        machine.usbDevice(u"1-3"_qs, vendor, product);
        if (!child.isEmpty())
            machine.folder(u"/sys/devices/pci0/usb1/1-3/1-3:1.0/"_qs + child);
        if (brltty)
            machine.process(33, "brltty", {});
        const bool runs = ProcessTable(machine.root()).runs(u"brltty");
        QCOMPARE(runs, brltty);
        const PortInventory inventory{{}, adaptersWithoutPort(machine.root(), runs)};
        QCOMPARE(idsOf(troublesOf(inventory)), ids);
        if (!ids.isEmpty())
            QCOMPARE(troublesOf(inventory).first().detail,
                     QString(u"USB Serial "_qs + QString::fromLatin1(vendor + ':' + product)));
    }

    void worstFirst()
    {
        PortFacts port;
        port.path = u"/dev/ttyUSB0"_qs;
        port.readable = false;
        port.holder = PortHolder{811, u"Web Content"_qs};
        port.isConsole = true;
        port.asksForLogin = true;
        port.modemManagerProbes = true;
        port.compatible = {u"brcm,bcm2835-aux-uart"_qs};
        port.latency = 16ms;
        port.autosuspends = true;
        const QList<PortTrouble> troubles = troublesOf(port);
        QCOMPARE(troubles.size(), 8);
        QVERIFY(std::ranges::is_sorted(troubles, std::greater(), &PortTrouble::severity));
        QCOMPARE(troubles.at(1).detail, u"Web Content 811"_qs);
    }

    void everyTroubleHasAName()
    {
        const auto ids = QMetaEnum::fromType<PortTroubleId>();
        for (int i = 0; i < ids.keyCount(); ++i)
            QCOMPARE(portTroubleName(static_cast<PortTroubleId>(ids.value(i))),
                     QString::fromLatin1(ids.key(i)));
    }
};

QTEST_GUILESS_MAIN(TestPortTrouble)
#include "tst_porttrouble.moc"
