// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/systemclock.h"
#include "core/link/tcptransport.h"
#include "core/link/virtualclock.h"
#include "tests/core/link/transportlog.h"

#include <QTcpServer>
#include <QTest>

using namespace optoscope;
using Kind = LinkError::Kind;

class TestTcpTransport : public QObject
{
    Q_OBJECT

    SystemClock m_clock;

private Q_SLOTS:
    void carriesBytes_data()
    {
        QTest::addColumn<ParityChoice>("choice");
        QTest::addColumn<LineSettings>("settings");
        QTest::addColumn<QByteArray>("onWire");
        const QByteArray plain = "/?!\r\n";
        // Reference: design §3, `AF 3F 21 8D 0A` is `/?!` CR LF in 7E1.
        const QByteArray withParity = QByteArray::fromHex("AF3F218D0A");
        const LineSettings without = withoutUart(Baud{300}, format7E1);
        QTest::newRow("plain") << ParityChoice::Automatic << without << plain;
        QTest::newRow("the other side's parity") << ParityChoice::Hardware << without << plain;
        QTest::newRow("software parity")
            << ParityChoice::Software << withSoftwareParity(Baud{300}, format7E1) << withParity;
    }
    void carriesBytes()
    {
        QFETCH(ParityChoice, choice);
        QFETCH(LineSettings, settings);
        QFETCH(QByteArray, onWire);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        TcpTransport transport(m_clock, u"127.0.0.1"_qs, server.serverPort(), choice);
        TransportLog log(transport);
        transport.open(Baud{300}, format7E1);
        QTRY_VERIFY(server.hasPendingConnections() && log.order.contains(u"opened"_qs));
        QCOMPARE(log.lines, QList{settings});
        QTcpSocket *meter = server.nextPendingConnection();

        transport.send("/?!\r\n");
        QByteArray heard;
        QTRY_COMPARE(heard += meter->readAll(), onWire);
        QTRY_COMPARE(log.ends.size(), 1);
        QCOMPARE(log.ends.first() - log.begins.first(), settings.characterTime() * 5);

        meter->write(onWire);
        QTRY_COMPARE(log.bytes(), onWire);
        for (const Character &character : log.characters())
            QVERIFY(!character.isDamaged());
    }

    void hasNoControlLines_data()
    {
        QTest::addColumn<ControlLineChoice>("choice");
        QTest::addColumn<int>("tells");
        QTest::newRow("as they mostly are") << ControlLineChoice() << 0;
        QTest::newRow("RTS off") << ControlLineChoice{true, false} << 1;
    }
    void hasNoControlLines()
    {
        QFETCH(ControlLineChoice, choice);
        QFETCH(int, tells);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        TcpTransport transport(m_clock, u"127.0.0.1"_qs, server.serverPort(),
                               ParityChoice::Automatic, choice);
        TransportLog log(transport);
        transport.open(Baud{300}, format7E1);
        QTRY_VERIFY(log.order.contains(u"opened"_qs));
        QCOMPARE(log.findings.size(), tells);
        transport.setControlLines(true, {});
        transport.setControlLines({}, true);
        QCOMPARE(log.findings.size(), 1);
        QCOMPARE(log.findings.first().detail, u"no control lines"_qs);
        QVERIFY(log.controlLines.isEmpty());
    }

    void wrongParityIsSeen()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        TcpTransport transport(m_clock, u"127.0.0.1"_qs, server.serverPort(),
                               ParityChoice::Software);
        TransportLog log(transport);
        transport.open(Baud{300}, format7E1);
        QTRY_VERIFY(server.hasPendingConnections() && log.order.contains(u"opened"_qs));
        server.nextPendingConnection()->write("/");
        QTRY_COMPARE(log.characters(), (Characters{{'/', CharacterFlag::ParityError}}));
    }

    void breakCannotBeSent()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        TcpTransport transport(m_clock, u"127.0.0.1"_qs, server.serverPort(), {});
        TransportLog log(transport);
        transport.open(Baud{300}, format7E1);
        QTRY_VERIFY(log.order.contains(u"opened"_qs));
        transport.setBreak(true);
        QCOMPARE(log.findings.first().id, FindingId::adapterQuirk);
        QCOMPARE(log.findings.first().detail, u"no break"_qs);
    }

    void refused()
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const quint16 port = closed.serverPort();
        closed.close();
        TcpTransport transport(m_clock, u"127.0.0.1"_qs, port, {});
        TransportLog log(transport);
        transport.open(Baud{300}, format7E1);
        QTRY_COMPARE(log.order, QStringList{u"failed"_qs});
        QCOMPARE(log.errors.first().kind, Kind::ConnectionRefused);
        QCOMPARE(log.errors.first().name, u"127.0.0.1:"_qs + QString::number(port));
    }

    void unknownHost()
    {
        // RFC 6761: names below .invalid are never found.
        TcpTransport transport(m_clock, u"meter.invalid"_qs, 4000, {});
        TransportLog log(transport);
        transport.open(Baud{300}, format7E1);
        QTRY_COMPARE_WITH_TIMEOUT(log.order, QStringList{u"failed"_qs}, 30000);
        QVERIFY(log.errors.first().kind == Kind::HostNotFound
                || log.errors.first().kind == Kind::Unreachable);
    }

    void connectingIsLimited()
    {
        // In virtual time nobody can be as quick as the limit.
        VirtualClock clock(QDateTime::fromSecsSinceEpoch(0, Qt::UTC));
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        TcpTransport transport(clock, u"127.0.0.1"_qs, server.serverPort(), {});
        TransportLog log(transport);
        transport.open(Baud{300}, format7E1);
        QVERIFY(clock.advance());
        QCOMPARE(clock.now(), Instant(std::chrono::seconds(5)));
        QCOMPARE(log.order, QStringList{u"failed"_qs});
        QCOMPARE(log.errors.first().kind, Kind::Unreachable);
        QTest::qWait(10);
        QCOMPARE(log.order.size(), 1);
    }

    void closingWhileConnectingIsSilent()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        TcpTransport transport(m_clock, u"127.0.0.1"_qs, server.serverPort(), {});
        TransportLog log(transport);
        transport.open(Baud{300}, format7E1);
        transport.close();
        QTest::qWait(10);
        QVERIFY(log.order.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTcpTransport)
#include "tst_tcptransport.moc"
