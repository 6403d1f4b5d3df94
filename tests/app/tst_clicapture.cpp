// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/capturefile.h"
#include "tests/app/cliprocess.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace optoscope;
using namespace optoscope::cli;
using namespace Qt::StringLiterals;

namespace {

struct Capture {
    TraceEntries entries;
    CaptureSummary summary;
};

Capture captureIn(const QString &name)
{
    Capture capture;
    const auto result = readCaptureFile(name, [&](const TraceEntries &entries) {
        capture.entries += entries;
        return true;
    });
    if (const auto *summary = std::get_if<CaptureSummary>(&result))
        capture.summary = *summary;
    return capture;
}

} // namespace

class tst_CliCapture : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void whatWasReadIsDecodedAgain_data();
    void whatWasReadIsDecodedAgain();
    void realLinesAreRecordedToo();
    void interruptedReadsAreRecorded();
    void theTraceGoesToStandardOutput();
    void aBadTraceIsRefused();
    void recordingTroubleDoesNotStopTheReading();
    void conversionsKeepEverything();
    void damageIsTold();
    void otherCapturesAreRefused();
    void everyTalkIsRecorded_data();
    void everyTalkIsRecorded();
    void recordingsAnswer();
    void badReplaysAreTold_data();
    void badReplaysAreTold();
    void vanishedPortsEndTheCommand_data();
    void vanishedPortsEndTheCommand();
};

void tst_CliCapture::whatWasReadIsDecodedAgain_data()
{
    QTest::addColumn<QString>("target");
    for (const char *target :
         {"virtual:", "virtual:meter-baud-change-failed", "virtual:meter-damaged-data",
          "virtual:meter-silent", "virtual:meter-push-only", "virtual:probe-crosstalk"})
        QTest::newRow(target) << QString::fromLatin1(target);
}

/// The capture says the same as the session did, to the last finding.
void tst_CliCapture::whatWasReadIsDecodedAgain()
{
    QFETCH(QString, target);
    const QString file = path(u"a.pcapng"_qs);
    const Result read = run({u"read"_qs, target, u"--json"_qs, u"--trace"_qs, file});
    const Result plain = run({u"read"_qs, target, u"--json"_qs});
    QCOMPARE(read.status, plain.status);
    QCOMPARE(read.out, plain.out);
    const Result decoded = run({u"decode"_qs, file, u"--json"_qs});
    QCOMPARE(decoded.status, 0);
    QCOMPARE(decoded.notices, QByteArray());
    QCOMPARE(decoded.out, read.out);
    const Capture capture = captureIn(file);
    QVERIFY(capture.summary.isClosed);
    QCOMPARE(capture.summary.facts.target, target);
    QVERIFY(capture.summary.facts.program.startsWith(u"optoscope-cli "));
}

/// A meter on TCP that answers whatever it is asked.
void tst_CliCapture::realLinesAreRecordedToo()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString file = path(u"tcp.pcapng"_qs);
    QProcess process;
    start(process,
          {u"read"_qs, QStringLiteral("tcp:127.0.0.1:%1").arg(server.serverPort()), u"--mode"_qs,
           u"A"_qs, u"--json"_qs, u"--trace"_qs, file});
    QVERIFY(server.waitForNewConnection(patience));
    QTcpSocket *meter = server.nextPendingConnection();
    QVERIFY(meter);
    QVERIFY(meter->waitForReadyRead(patience));
    meter->write("/ABC0METER\r\n\x02"
                 "1.8.0(1*kWh)\r\n!\r\n\x03"
                 "M");
    QVERIFY(meter->waitForBytesWritten(patience));
    const Result read = finish(process);
    const Capture capture = captureIn(file);
    QByteArray received;
    for (const TraceEntry &entry : capture.entries)
        if (const auto *what = std::get_if<Received>(&entry.what))
            received += toBytes(what->run.characters, 0x7F);
    QVERIFY(received.contains("1.8.0(1*kWh)"));
    QVERIFY(capture.summary.isClosed);
    QCOMPARE(run({u"decode"_qs, file, u"--json"_qs}).out, read.out);
}

void tst_CliCapture::interruptedReadsAreRecorded()
{
#ifdef Q_OS_UNIX
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString file = path(u"interrupted.pcapng"_qs);
    QProcess process;
    start(process,
          {u"read"_qs, QStringLiteral("tcp:127.0.0.1:%1").arg(server.serverPort()), u"--trace"_qs,
           file});
    QVERIFY(server.waitForNewConnection(patience));
    QTcpSocket *meter = server.nextPendingConnection();
    QVERIFY(meter->waitForReadyRead(patience));
    process.terminate();
    QCOMPARE(finish(process).status, 130);
    const Capture capture = captureIn(file);
    QVERIFY(capture.summary.isClosed);
    const auto *end = std::get_if<Event>(&capture.entries.last().what);
    QVERIFY(end);
    QCOMPARE(end->detail, u"interrupted"_qs);
#endif
}

void tst_CliCapture::theTraceGoesToStandardOutput()
{
    const Result result = run({u"read"_qs, u"virtual:"_qs, u"--trace"_qs, u"-"_qs});
    QCOMPARE(result.status, 0);
    QVERIFY(result.notices.contains("1.8.0"));
    QFile file(path(u"out.pcapng"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(result.out);
    file.close();
    const Result read = run({u"read"_qs, u"virtual:"_qs, u"--json"_qs});
    QCOMPARE(run({u"decode"_qs, file.fileName(), u"--json"_qs}).out, read.out);
    QCOMPARE(run({u"decode"_qs, u"-"_qs, u"--json"_qs}, result.out).out, read.out);
}

void tst_CliCapture::aBadTraceIsRefused()
{
    const Result both = run({u"read"_qs, u"virtual:"_qs, u"--json"_qs, u"--trace"_qs, u"-"_qs});
    QCOMPARE(both.status, 1);
    QCOMPARE(both.out, QByteArray());
    QVERIFY(both.notices.contains("--json"));
    QCOMPARE(run({u"read"_qs, u"virtual:"_qs, u"--trace"_qs, QString()}).status, 1);
}

void tst_CliCapture::recordingTroubleDoesNotStopTheReading()
{
    const QString file = path(u"none/a.pcapng"_qs);
    const Result result = run({u"read"_qs, u"virtual:"_qs, u"--json"_qs, u"--trace"_qs, file});
    QCOMPARE(result.status, 2);
    QCOMPARE(result.out, run({u"read"_qs, u"virtual:"_qs, u"--json"_qs}).out);
    QCOMPARE(result.notices.count('\n'), 1);
    QVERIFY(result.notices.contains("none/a.pcapng"));
}

void tst_CliCapture::conversionsKeepEverything()
{
    const QString first = path(u"first.pcapng"_qs);
    const QString second = path(u"second.PCAPNG"_qs);
    QCOMPARE(run({u"read"_qs, u"virtual:"_qs, u"--trace"_qs, first}).status, 0);
    QCOMPARE(run({u"convert"_qs, first, second}).status, 0);
    const Capture before = captureIn(first);
    const Capture after = captureIn(second);
    QVERIFY(before.entries == after.entries);
    QCOMPARE(after.summary.facts, before.summary.facts);

    const QString waveform = path(u"a.vcd"_qs);
    QCOMPARE(run({u"convert"_qs, first, waveform}).status, 0);
    const QString drawn = path(u"drawn.pcapng"_qs);
    const Result result = run({u"convert"_qs, waveform, drawn, u"--json"_qs});
    QCOMPARE(result.status, 0);
    QVERIFY(jsonOf(result)[u"packets"].toInt() >= 4);
    QVERIFY(run({u"decode"_qs, drawn}).out.contains("1.8.0"));
    QCOMPARE(run({u"convert"_qs, first, path(u"a.pdf"_qs)}).status, 1);
}

void tst_CliCapture::damageIsTold()
{
    const QString name = path(u"cut.pcapng"_qs);
    QCOMPARE(run({u"read"_qs, u"virtual:"_qs, u"--trace"_qs, name}).status, 0);
    QFile file(name);
    QVERIFY(file.resize(file.size() / 2));
    const Result result = run({u"decode"_qs, name});
    QCOMPARE(result.status, 0);
    QVERIFY(result.notices.contains("crash"));
    QVERIFY(result.out.contains("DUA"));
}

void tst_CliCapture::otherCapturesAreRefused()
{
    // pcap of link type Ethernet with one packet.
    const QByteArray ethernet =
        QByteArray::fromHex("d4c3b2a1020004000000000000000000ffff000001000000"
                            "00000000000000000400000004000000deadbeef");
    const Result result = run({u"decode"_qs, u"-"_qs}, ethernet);
    QCOMPARE(result.status, 2);
    QVERIFY(result.notices.contains("RTAC Serial"));
}

void tst_CliCapture::everyTalkIsRecorded_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QString>("session");
    QTest::newRow("listen") << QStringList{u"listen"_qs, u"virtual:meter-push-only"_qs}
                            << u"listen"_qs;
    QTest::newRow("search") << QStringList{u"search"_qs, u"virtual:meter-needs-wake-up"_qs}
                            << u"selftest"_qs;
    QTest::newRow("selftest") << QStringList{u"selftest"_qs, u"virtual:"_qs} << u"selftest"_qs;
}

void tst_CliCapture::everyTalkIsRecorded()
{
    QFETCH(QStringList, command);
    QFETCH(QString, session);
    const QString file = path(u"talk.pcapng"_qs);
    QCOMPARE(run(command + QStringList{u"--trace"_qs, file, u"--json"_qs}).status, 0);
    const Capture capture = captureIn(file);
    QVERIFY(capture.summary.isClosed);
    QCOMPARE(capture.summary.facts.target, command.last());
    QVERIFY(std::ranges::any_of(capture.entries, [&](const TraceEntry &entry) {
        const auto *event = std::get_if<Event>(&entry.what);
        return event && event->kind == Event::Kind::SessionStarted && event->detail == session;
    }));
    QCOMPARE(run(command + QStringList{u"--trace"_qs, u"-"_qs, u"--json"_qs}).status, 1);
    QCOMPARE(run(command + QStringList{u"--trace"_qs, path(u"none/a.pcapng"_qs)}).status, 2);
}

/// At once, and as fast as it is asked, with the same result to the last number.
void tst_CliCapture::recordingsAnswer()
{
    const QString file = path(u"meter.pcapng"_qs);
    const Result read = run({u"read"_qs, u"virtual:"_qs, u"--json"_qs, u"--trace"_qs, file});
    QCOMPARE(read.status, 0);
    const Result again = run({u"read"_qs, u"replay:"_qs + file, u"--json"_qs});
    QCOMPARE(again.status, 0);
    QCOMPARE(again.out, read.out);
    const Result paced = run({u"read"_qs, u"replay:"_qs + file + u"?speed=50"_qs, u"--json"_qs});
    QCOMPARE(paced.status, 0);
    QCOMPARE(paced.out, read.out);
    const Result other = run({u"read"_qs, u"replay:"_qs + file, u"--address"_qs, u"1"_qs});
    QCOMPARE(other.status, 3);
    QVERIFY(other.out.contains("/?1!"));
    for (const char *command : {"selftest", "search"})
        QCOMPARE(run({QString::fromLatin1(command), u"replay:"_qs + file}).status, 1);
}

void tst_CliCapture::badReplaysAreTold_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("missing") << u"replay:"_qs + path(u"none.pcapng"_qs) << 2;
    QTest::newRow("folder") << u"replay:"_qs + m_folder.path() << 2;
    QTest::newRow("no file") << u"replay:"_qs << 1;
    QTest::newRow("speed") << u"replay:a.pcapng?speed=0"_qs << 1;
}

void tst_CliCapture::badReplaysAreTold()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    const Result result = run({u"read"_qs, target});
    QCOMPARE(result.status, status);
    QVERIFY(!result.notices.isEmpty());
    QVERIFY(isPlain(result.notices));
}

void tst_CliCapture::vanishedPortsEndTheCommand_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("read") << u"read"_qs;
    QTest::newRow("listen") << u"listen"_qs;
}

/// Whoever is not at the screen wants an end, not a wait.
void tst_CliCapture::vanishedPortsEndTheCommand()
{
    QFETCH(QString, command);
    const QString file = path(u"vanished.pcapng"_qs);
    QProcess process;
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        start(process,
              {command, u"tcp:127.0.0.1:%1"_qs.arg(server.serverPort()), u"--trace"_qs, file});
        QVERIFY(server.waitForNewConnection(patience));
    }
    const Result result = finish(process);
    QCOMPARE(result.status, 2);
    QVERIFY(result.notices.contains("127.0.0.1"));
    const Capture capture = captureIn(file);
    QVERIFY(capture.summary.isClosed);
    QVERIFY(std::ranges::any_of(capture.entries, [](const TraceEntry &entry) {
        const auto *event = std::get_if<Event>(&entry.what);
        return event && event->finding.id == FindingId::portVanished
            && event->kind == Event::Kind::Found;
    }));
}

QTEST_GUILESS_MAIN(tst_CliCapture)
#include "tst_clicapture.moc"
