// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cliprocess.h"
#include "tests/app/readoutschema.h"

#include <QFile>
#include <QJsonArray>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace optoscope::cli;
using namespace Qt::StringLiterals;

namespace {

QString writeFile(const QTemporaryDir &folder, const QString &name, const QByteArray &content)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(content);
    return file.fileName();
}

} // namespace

class tst_CliRead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheVirtualMeter();
    void readsTheVirtualMeterForPeople();
    void readsFaultyMeters_data();
    void readsFaultyMeters();
    void namesTheScenariosFault();
    void simulatedMeterIsRead();
    void readingIsInterrupted();
    void simulatingIsInterrupted();
};

void tst_CliRead::readsTheVirtualMeter()
{
    const Result result = run({u"read"_qs, u"virtual:"_qs, u"--json"_qs});
    QCOMPARE(result.status, 0);
    QCOMPARE(result.notices, QByteArray());
    const QJsonObject document = jsonOf(result);
    verifySchema(document);
    QCOMPARE(document[u"mode"].toString(), u"C"_qs);
    QCOMPARE(document[u"baud"].toInt(), 9600);
    QCOMPARE(document[u"check"][u"ok"].toBool(), true);
    QCOMPARE(document[u"line"][u"class"].toString(), u"iec62056"_qs);
    QCOMPARE(document[u"line"][u"format"].toString(), u"7E1"_qs);
    QCOMPARE(messagesOf(document),
             (QStringList{u"us request"_qs, u"meter identification"_qs, u"us optionSelect"_qs,
                          u"meter data"_qs}));
    QCOMPARE(findingsOf(document), QStringList());
    // The light adds some microseconds.
    QCOMPARE(qRound(document[u"timing"][u"reactionMs"].toDouble() * 10), 2500);
    QVERIFY(document[u"dataSets"].toArray().size() > 10);
    QCOMPARE(run({u"read"_qs, u"virtual:"_qs, u"--json"_qs}).out, result.out);
}

void tst_CliRead::readsTheVirtualMeterForPeople()
{
    const Result result = run({u"read"_qs, u"virtual:"_qs});
    QCOMPARE(result.status, 0);
    QVERIFY(isPlain(result.out));
    for (const char *word : {"Identification", "Manufacturer", "1.8.0", "kWh", "Energy imported",
                             "right (XOR", "identification after 250 ms"})
        QVERIFY2(result.out.contains(word), word);
}

void tst_CliRead::readsFaultyMeters_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("finding");
    const auto row = [](const char *name, const QByteArray &scenario, int status,
                        const QString &finding) {
        QTest::newRow(name) << scenario << status << finding;
    };
    row("absent", R"({"meter": {"present": false}})", 3, u"noAnswer"_qs);
    row("wrong check", R"({"meter": {"check": "wrong"}})", 4, u"checkWrong"_qs);
    row("sum", R"({"meter": {"check": "sum7"}})", 0, u"checkIsSum7"_qs);
    row("cut off", R"({"meter": {"truncatesAfter": 100}})", 4, u"blockTruncated"_qs);
    row("silent", R"({"meter": {"port": "closed"}})", 3, u"noAnswer"_qs);
    row("stays at 300", R"({"meter": {"ignoresAcknowledgement": true}})", 0, u"answeredAt300"_qs);
}

void tst_CliRead::readsFaultyMeters()
{
    QFETCH(QByteArray, scenario);
    QFETCH(int, status);
    QFETCH(QString, finding);
    QTemporaryDir folder;
    const QString file = writeFile(folder, u"scenario.json"_qs, scenario);
    const Result json = run({u"read"_qs, u"virtual:"_qs + file, u"--json"_qs});
    QCOMPARE(json.status, status);
    verifySchema(jsonOf(json));
    QVERIFY2(findingsOf(jsonOf(json)).contains(finding), json.out.constData());
    const Result text = run({u"read"_qs, u"virtual:"_qs + file});
    QCOMPARE(text.status, status);
    QCOMPARE(text.notices.isEmpty(), status == 0);
    // Silence alone does not tell the probe from the meter.
    QCOMPARE(text.notices.contains("optoscope-cli selftest virtual:"), status == 3);
}

void tst_CliRead::namesTheScenariosFault()
{
    QTemporaryDir folder;
    const QString file = writeFile(folder, u"wrong.json"_qs, R"({"meter": {"colour": "blue"}})");
    const Result result = run({u"read"_qs, u"virtual:"_qs + file});
    QCOMPARE(result.status, 2);
    QVERIFY(result.notices.contains("wrong.json"));
    QVERIFY(result.notices.contains("colour"));
}

void tst_CliRead::simulatedMeterIsRead()
{
#ifndef Q_OS_LINUX
    QSKIP("Pseudo terminals are made on Linux only.");
#endif
    QTemporaryDir folder;
    const QString link = folder.filePath(u"meter"_qs);
    QProcess meter;
    start(meter, {u"simulate"_qs, u"--pty"_qs, link});
    QVERIFY(meter.waitForReadyRead(patience));
    QVERIFY(
        meter.readAllStandardOutput().contains(QByteArray("optoscope-cli read " + link.toUtf8())));

    const Result result = run({u"read"_qs, link, u"--json"_qs});
    QCOMPARE(result.status, 0);
    const QJsonObject document = jsonOf(result);
    verifySchema(document);
    QCOMPARE(document[u"dataSets"],
             jsonOf(run({u"read"_qs, u"virtual:"_qs, u"--json"_qs}))[u"dataSets"]);
    meter.terminate();
    QCOMPARE(finish(meter).status, 130);
    QVERIFY(!QFile::symLinkTarget(link).size());
}

void tst_CliRead::readingIsInterrupted()
{
#ifndef Q_OS_UNIX
    QSKIP("Signals are sent on Unix only.");
#else
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QProcess process;
    start(process,
          {u"read"_qs, u"--mode"_qs, u"D"_qs, u"tcp:127.0.0.1:%1"_qs.arg(server.serverPort())});
    // Connected: from here on it waits for a meter that never speaks.
    QVERIFY(server.waitForNewConnection(patience));
    kill(static_cast<pid_t>(process.processId()), SIGINT);
    const Result result = finish(process);
    QCOMPARE(result.status, 130);
    QVERIFY(result.notices.contains("Stopped"));
#endif
}

void tst_CliRead::simulatingIsInterrupted()
{
#ifndef Q_OS_UNIX
    QSKIP("Signals are sent on Unix only.");
#else
    QTcpServer reserve;
    QVERIFY(reserve.listen(QHostAddress::LocalHost));
    const QString port = QString::number(reserve.serverPort());
    reserve.close();
    QProcess process;
    start(process, {u"simulate"_qs, u"--json"_qs, u"--tcp"_qs, port});
    QVERIFY(process.waitForReadyRead(patience));
    const QJsonObject document = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QCOMPARE(document[u"listening"].toString(), u"tcp:127.0.0.1:"_qs + port);
    kill(static_cast<pid_t>(process.processId()), SIGINT);
    QCOMPARE(finish(process).status, 130);
#endif
}

QTEST_GUILESS_MAIN(tst_CliRead)
#include "tst_cliread.moc"
