// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/conversation.h"
#include "core/iec62056/readoutsession.h"
#include "core/link/link.h"
#include "core/link/meterserver.h"
#include "core/link/systemclock.h"
#include "core/link/tcpport.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace optoscope;

namespace {

/// Long enough for any read-out here.
constexpr int patience = 20000;

LoadedScenario bench(const QString &name)
{
    LoadedScenario loaded = std::get<LoadedScenario>(loadScenario(name));
    loaded.scenario.meter.reactionMs = 20;
    return loaded;
}

/// What our own reader, on its own thread, makes of \a target.
Conversation read(const Target &target, ReadoutOptions options = {},
                  ParityChoice parity = ParityChoice::Automatic)
{
    Link link(
        [](const LinkRequest &asked) { return std::make_unique<ReadoutSession>(asked.readout); });
    Conversation conversation;
    QObject::connect(&link, &Link::entriesAppended, &link,
                     [&](const TraceEntries &entries) { conversation.append(entries); });
    QSignalSpy finished(&link, &Link::finished);
    LinkRequest request;
    request.target = target;
    request.readout = options;
    request.parity = parity;
    link.start(request);
    if (finished.isEmpty())
        finished.wait(patience);
    conversation.finish();
    return conversation;
}

} // namespace

/// The virtual meter for other programs, in real time.
class TestMeterServer : public QObject
{
    Q_OBJECT

    SystemClock m_clock;

private Q_SLOTS:
    void overTcp()
    {
        const LoadedScenario scenario = bench(u"meter-short"_qs);
        auto port = std::make_unique<TcpPort>(quint16(0), TcpPort::Reach::ThisMachine);
        const TcpPort &tcp = *port;
        MeterServer server(m_clock, scenario, std::move(port));
        QSignalSpy came(&server, &MeterServer::clientCame);
        QSignalSpy went(&server, &MeterServer::clientWent);
        QVERIFY(!server.open());
        QVERIFY(tcp.address().startsWith(u"127.0.0.1:"));
        const quint16 number = tcp.address().section(u':', -1).toUShort();
        for (const ParityChoice parity : {ParityChoice::Automatic, ParityChoice::Software}) {
            const Conversation heard =
                read({Target::Kind::Tcp, u"127.0.0.1"_qs, number}, {}, parity);
            QVERIFY(heard.readout().complete);
            QVERIFY(heard.readout().dataSets.block().startsWith(scenario.readout.block));
        }
        QCOMPARE(came.size(), 2);
        QTRY_COMPARE(went.size(), 2);
    }

    void oneTcpClientAtATime()
    {
        auto port = std::make_unique<TcpPort>(quint16(0), TcpPort::Reach::ThisMachine);
        const TcpPort &tcp = *port;
        MeterServer server(m_clock, bench(u"meter-short"_qs), std::move(port));
        QVERIFY(!server.open());
        const quint16 number = tcp.address().section(u':', -1).toUShort();
        QTcpSocket first;
        first.connectToHost(u"127.0.0.1"_qs, number);
        QTRY_VERIFY(tcp.hasClient());
        QTcpSocket second;
        QSignalSpy turnedAway(&second, &QTcpSocket::disconnected);
        second.connectToHost(u"127.0.0.1"_qs, number);
        QTRY_COMPARE(turnedAway.size(), 1);
        QCOMPARE(first.state(), QAbstractSocket::ConnectedState);
        first.abort();
        QTRY_VERIFY(!tcp.hasClient());
    }

    void portThatDoesNotOpenIsRefused()
    {
        LoadedScenario scenario = bench(u"meter-short"_qs);
        scenario.scenario.port.opens = PortOpens::busy;
        MeterServer server(m_clock, scenario,
                           std::make_unique<TcpPort>(quint16(0), TcpPort::Reach::ThisMachine));
        const auto error = server.open();
        QVERIFY(error);
        QCOMPARE(error->kind, LinkError::Kind::BadScenario);
    }

    void busyTcpPort()
    {
        TcpPort first(0, TcpPort::Reach::ThisMachine);
        QVERIFY(!first.open());
        TcpPort second(first.address().section(u':', -1).toUShort(), TcpPort::Reach::ThisMachine);
        const auto error = second.open();
        QVERIFY(error);
        QCOMPARE(error->kind, LinkError::Kind::Busy);
    }
};

QTEST_GUILESS_MAIN(TestMeterServer)
#include "tst_meterserver.moc"
