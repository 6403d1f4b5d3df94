// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/target.h"

#include <QTest>

using namespace optoscope;
using Kind = Target::Kind;

class TestTarget : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Target>("expected");
        const auto row = [](const QString &text, const Target &expected) {
            QTest::newRow(qPrintable(text)) << text << expected;
        };
        row(u"/dev/ttyUSB0"_qs, {Kind::Serial, u"/dev/ttyUSB0"_qs, 0});
        row(u"COM3"_qs, {Kind::Serial, u"COM3"_qs, 0});
        row(u"ttyAMA0"_qs, {Kind::Serial, u"ttyAMA0"_qs, 0});
        row(u"/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0-port0"_qs,
            {Kind::Serial, u"/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0-port0"_qs, 0});
        row(u"tcp:meter.local:4000"_qs, {Kind::Tcp, u"meter.local"_qs, 4000});
        row(u"tcp:192.168.1.5:65535"_qs, {Kind::Tcp, u"192.168.1.5"_qs, 65535});
        row(u"tcp:[::1]:4000"_qs, {Kind::Tcp, u"::1"_qs, 4000});
        row(u"rfc2217:box:2217"_qs, {Kind::Rfc2217, u"box"_qs, 2217});
        row(u"rfc2217:[fe80::1%eth0]:1"_qs, {Kind::Rfc2217, u"fe80::1%eth0"_qs, 1});
        row(u"virtual:"_qs, {Kind::Virtual, {}, 0});
        row(u"virtual:probe-receiver-dead"_qs, {Kind::Virtual, u"probe-receiver-dead"_qs, 0});
        row(u"virtual:my meter.json"_qs, {Kind::Virtual, u"my meter.json"_qs, 0});
        row(u"virtual:C:\\bench\\a.json"_qs, {Kind::Virtual, u"C:\\bench\\a.json"_qs, 0});
        row(u"replay:a.pcapng"_qs, {Kind::Replay, u"a.pcapng"_qs, 0});
        row(u"replay:a?b.pcapng"_qs, {Kind::Replay, u"a?b.pcapng"_qs, 0});
        row(u"replay:a.pcapng?speed=0.5"_qs, {Kind::Replay, u"a.pcapng"_qs, 0, 0.5});
        row(u"replay:a.pcapng?speed=1000"_qs, {Kind::Replay, u"a.pcapng"_qs, 0, 1000});
    }
    void parses()
    {
        QFETCH(QString, text);
        QFETCH(Target, expected);
        const auto parsed = parseTarget(text);
        QVERIFY(std::holds_alternative<Target>(parsed));
        QCOMPARE(std::get<Target>(parsed), expected);
        QCOMPARE(expected.toText(), text);
    }

    void tolerates()
    {
        QCOMPARE(std::get<Target>(parseTarget(u"  TCP:h:1 ")), (Target{Kind::Tcp, u"h"_qs, 1}));
        QCOMPARE(std::get<Target>(parseTarget(u"Virtual:")), (Target{Kind::Virtual, {}, 0}));
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<TargetError>("expected");
        const auto row = [](const QString &text, TargetError expected) {
            QTest::addRow("'%s'", qPrintable(text)) << text << expected;
        };
        row({}, TargetError::Empty);
        row(u"  "_qs, TargetError::Empty);
        row(u"tcp:"_qs, TargetError::NoHost);
        row(u"tcp::4000"_qs, TargetError::NoHost);
        row(u"tcp:[]:4000"_qs, TargetError::NoHost);
        row(u"tcp:[::1:4000"_qs, TargetError::NoHost);
        row(u"tcp:host"_qs, TargetError::NoPort);
        row(u"tcp:host:"_qs, TargetError::NoPort);
        row(u"tcp:[::1]"_qs, TargetError::NoPort);
        row(u"tcp:[::1]4000"_qs, TargetError::NoPort);
        row(u"tcp:host:0"_qs, TargetError::BadPort);
        row(u"tcp:host:65536"_qs, TargetError::BadPort);
        row(u"tcp:host:-1"_qs, TargetError::BadPort);
        row(u"tcp:host:4000x"_qs, TargetError::BadPort);
        row(u"tcp:fe80::1:4000"_qs, TargetError::BadPort);
        for (const char *speed : {"", "0", "-1", "1001", "fast", "nan", "inf"})
            row(u"replay:a?speed="_qs + QLatin1String(speed), TargetError::BadSpeed);
        row(u"replay:?speed=1"_qs, TargetError::NoFile);
        row(u"rfc2217:host"_qs, TargetError::NoPort);
        row(u"replay:"_qs, TargetError::NoFile);
    }
    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(TargetError, expected);
        const auto parsed = parseTarget(text);
        QVERIFY(std::holds_alternative<TargetError>(parsed));
        QCOMPARE(std::get<TargetError>(parsed), expected);
    }
};

QTEST_APPLESS_MAIN(TestTarget)
#include "tst_target.moc"
