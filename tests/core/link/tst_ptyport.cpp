// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/conversation.h"
#include "core/iec62056/readoutsession.h"
#include "core/link/link.h"
#include "core/link/meterserver.h"
#include "core/link/ptyport.h"
#include "core/link/systemclock.h"

#include <QSerialPort>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace optoscope;

namespace {

constexpr int patience = 20000;

/// A meter that answers soon, on a pseudo terminal of its own.
struct Served {
    explicit Served(const QString &scenario, Clock &clock)
        : loaded(std::get<LoadedScenario>(loadScenario(scenario)))
    {
        loaded.scenario.meter.reactionMs = 20;
        auto port = std::make_unique<PtyPort>(link());
        pty = port.get();
        server = std::make_unique<MeterServer>(clock, loaded, std::move(port));
    }
    QString link() const { return folder.filePath(u"meter"_qs); }

    QTemporaryDir folder;
    LoadedScenario loaded;
    PtyPort *pty = nullptr;
    std::unique_ptr<MeterServer> server;
};

Conversation read(const QString &port, ReadoutOptions options = {})
{
    Link link(
        [](const LinkRequest &asked) { return std::make_unique<ReadoutSession>(asked.readout); });
    Conversation conversation;
    QObject::connect(&link, &Link::entriesAppended, &link,
                     [&](const TraceEntries &entries) { conversation.append(entries); });
    QSignalSpy finished(&link, &Link::finished);
    LinkRequest request;
    request.target = {Target::Kind::Serial, port, 0};
    request.readout = options;
    link.start(request);
    if (finished.isEmpty())
        finished.wait(patience);
    conversation.finish();
    return conversation;
}

} // namespace

/// Clients of the virtual meter on a pseudo terminal, in real time.
class TestPtyPort : public QObject
{
    Q_OBJECT

    SystemClock m_clock;

private Q_SLOTS:
    void isRead()
    {
        Served meter(QString(), m_clock);
        QSignalSpy came(meter.server.get(), &MeterServer::clientCame);
        QSignalSpy went(meter.server.get(), &MeterServer::clientWent);
        QSignalSpy entries(meter.server.get(), &MeterServer::entriesAppended);
        QVERIFY(!meter.server->open());
        for (int time = 1; time <= 2; ++time) {
            const Conversation heard = read(meter.link());
            QVERIFY(heard.readout().complete);
            QCOMPARE(heard.readout().baud, Baud{9600});
            QVERIFY(heard.readout().dataSets.block().startsWith(meter.loaded.readout.block));
            QTRY_COMPARE(went.size(), time);
        }
        QVERIFY(came.size() >= 2);
        Conversation seen;
        for (const QList<QVariant> &signal : entries)
            seen.append(signal.first().value<TraceEntries>());
        seen.finish();
        QVERIFY(seen.readout().complete);
    }

    void wrongBaudGarbles()
    {
        Served meter(QString(), m_clock);
        QSignalSpy entries(meter.server.get(), &MeterServer::entriesAppended);
        QVERIFY(!meter.server->open());
        QSerialPort client(meter.link());
        QVERIFY(client.open(QIODevice::ReadWrite));
        const auto ask = [&](qint32 baud) {
            client.setBaudRate(baud);
            client.write("/?!\r\n");
            client.flush();
        };
        ask(300);
        QByteArray answer;
        QTRY_VERIFY_WITH_TIMEOUT((answer += client.readAll()).endsWith('\n'), patience);
        QCOMPARE(answer, "/DUA5OPTOSCOPE-V1\r\n");
        // Unanswered, the meter sends its data at 300 baud: to this client it is garbage.
        client.setBaudRate(1200);
        answer.clear();
        QTRY_VERIFY_WITH_TIMEOUT((answer += client.readAll()).size() > 20, patience);
        QVERIFY(!answer.contains("0.0"));
        QVERIFY(!answer.contains("\r\n"));
    }

    void requestAtTheWrongBaudIsNotUnderstood()
    {
        Served meter(u"meter-short"_qs, m_clock);
        QSignalSpy entries(meter.server.get(), &MeterServer::entriesAppended);
        QVERIFY(!meter.server->open());
        ReadoutOptions options;
        options.baud = Baud{2400};
        QVERIFY(!read(meter.link(), options).readout().identification);
        QVERIFY(!entries.isEmpty());
    }

    void parityOfTheClientIsChecked()
    {
        Served meter(u"meter-short"_qs, m_clock);
        QVERIFY(!meter.server->open());
        QSerialPort client(meter.link());
        QVERIFY(client.open(QIODevice::ReadWrite));
        client.setBaudRate(300);
        client.write(QByteArray::fromHex("AFBF218D0A")); // ? with a wrong parity bit
        client.write(QByteArray::fromHex("AF3F218D0A"));
        client.flush();
        QByteArray answer;
        QTRY_VERIFY_WITH_TIMEOUT((answer += client.readAll()).endsWith('\n'), patience);
        QCOMPARE(answer, "/DUA0OPTOSCOPE-V1\r\n");
    }

    void nothingIsKeptForTheNextClient()
    {
        Served meter(u"meter-push-only"_qs, m_clock);
        meter.loaded.scenario.meter.pushEveryS = 0.1;
        auto port = std::make_unique<PtyPort>(meter.link());
        PtyPort &pty = *port;
        MeterServer server(m_clock, meter.loaded, std::move(port));
        QVERIFY(!server.open());
        QSignalSpy went(&server, &MeterServer::clientWent);
        {
            QFile idle(meter.link());
            QVERIFY(idle.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
            QTRY_VERIFY(pty.hasClient());
            QSignalSpy entries(&server, &MeterServer::entriesAppended);
            QTRY_VERIFY(entries.size() > 20);
        }
        QTRY_COMPARE(went.size(), 1);
        QSerialPort client(meter.link());
        QVERIFY(client.open(QIODevice::ReadWrite));
        QCOMPARE(client.bytesAvailable(), 0);
        QVERIFY(!client.waitForReadyRead(0));
    }

    void linkIsMadeAndRemoved()
    {
        QTemporaryDir folder;
        const QString link = folder.filePath(u"meter"_qs);
        QVERIFY(QFile::link(u"/nowhere"_qs, link));
        {
            PtyPort port(link);
            QVERIFY(!port.open());
            QCOMPARE(QFile::symLinkTarget(link), port.device());
            QVERIFY(port.device().startsWith(u"/dev/"));
            QCOMPARE(port.address(), link);
        }
        QVERIFY(!QFileInfo(link).isSymLink());
        {
            PtyPort first(link);
            QVERIFY(!first.open());
            PtyPort second(link);
            const auto error = second.open();
            QVERIFY(error);
            QCOMPARE(error->kind, LinkError::Kind::Busy);
            QCOMPARE(QFile::symLinkTarget(link), first.device());
        }
        QVERIFY(!QFileInfo(link).isSymLink());
        {
            PtyPort port(link);
            QVERIFY(!port.open());
            QVERIFY(QFile::remove(link));
            QVERIFY(QFile::link(u"/elsewhere"_qs, link));
        }
        QCOMPARE(QFile::symLinkTarget(link), u"/elsewhere"_qs); // no longer ours
    }

    void otherFilesAreLeftAlone()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"meter"_qs));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("mine");
        file.close();
        {
            PtyPort port(file.fileName());
            const auto error = port.open();
            QVERIFY(error);
            QCOMPARE(error->kind, LinkError::Kind::NotAPort);
            QCOMPARE(error->name, file.fileName());
        }
        QCOMPARE(file.size(), 4);
        PtyPort lost(folder.filePath(u"no/such/folder"_qs));
        const auto error = lost.open();
        QVERIFY(error);
        QCOMPARE(error->kind, LinkError::Kind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestPtyPort)
#include "tst_ptyport.moc"
