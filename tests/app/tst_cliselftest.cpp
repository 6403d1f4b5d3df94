// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/scenariofiles.h"
#include "tests/app/cliprocess.h"

#include <QFile>
#include <QJsonArray>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace optoscope;
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

QString verdictOf(const QJsonObject &document, const QString &part)
{
    return document[part][u"verdict"].toString();
}

void verifyOpinion(const QJsonValue &opinion)
{
    QStringList keys = opinion.toObject().keys();
    keys.sort();
    QCOMPARE(keys,
             (QStringList{u"confidence"_qs, u"evidence"_qs, u"next"_qs, u"open"_qs, u"verdict"_qs,
                          u"wouldChange"_qs}));
    for (const QJsonValue &evidence : opinion[u"evidence"].toArray()) {
        for (const char *key : {"step", "id", "value", "unit", "limit", "speaks"})
            QVERIFY2(evidence.toObject().contains(QLatin1String(key)), key);
        const QString speaks = evidence[u"speaks"].toString();
        QVERIFY(speaks == u"for" || speaks == u"against");
    }
}

void verifyDiagnosis(const QJsonObject &document)
{
    verifyOpinion(document[u"probe"]);
    verifyOpinion(document[u"meter"]);
    QVERIFY(document[u"line"][u"class"].isString());
    QVERIFY(document[u"findings"].isArray());
}

int expectedStatus(const ExpectedVerdicts &expect)
{
    if (expect.probe == u"portUnusable")
        return 2;
    if (expect.probe != u"good")
        return 6;
    return expect.meter == u"good" ? 0 : 3;
}

/// Waits until the process has said so.
bool waitFor(QProcess &process, QByteArray &said, const QByteArray &text)
{
    while (!said.contains(text)) {
        if (!process.waitForReadyRead(patience))
            return false;
        said += process.readAllStandardOutput();
    }
    return true;
}

} // namespace

class tst_CliSelfTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scenariosGetTheirVerdicts();
    void storyIsTold();
    void chosenSteps();
    void answersReplaceTheScenarios();
    void badAnswers_data();
    void badAnswers();
    void dialogueOverAPort();
    void answersSettleQuestions();
    void inputEnds();
    void isInterrupted();
};

void tst_CliSelfTest::scenariosGetTheirVerdicts()
{
    for (const QString &name : shippedScenarios()) {
        const auto loaded = loadScenario(name);
        const ExpectedVerdicts expect = std::get<LoadedScenario>(loaded).scenario.expect;
        const Result result = run({u"selftest"_qs, u"virtual:"_qs + name, u"--json"_qs});
        const QJsonObject document = jsonOf(result);
        verifyDiagnosis(document);
        const QString got =
            verdictOf(document, u"probe"_qs) + u' ' + verdictOf(document, u"meter"_qs);
        QVERIFY2(got == expect.probe + u' ' + expect.meter, qPrintable(name + u": "_qs + got));
        QVERIFY2(result.status == expectedStatus(expect), qPrintable(name));
    }
}

void tst_CliSelfTest::storyIsTold()
{
    const Result result = run({u"selftest"_qs, u"virtual:story"_qs});
    QCOMPARE(result.status, 6);
    QVERIFY(isPlain(result.out));
    for (const char *words :
         {"W6   The mirror", "The probe's receiver hears too little", "may have damaged it",
          "Needed: 60 %", "The meter's optical port is closed", "Landis+Gyr E470",
          "What to do next", "Ask your utility"})
        QVERIFY2(result.out.contains(words), words);
}

void tst_CliSelfTest::chosenSteps()
{
    const Result result =
        run({u"selftest"_qs, u"virtual:"_qs, u"--steps"_qs, u"W2,W2b"_qs, u"--json"_qs});
    QCOMPARE(result.status, 6); // That is not enough to call a probe good.
    const QJsonObject document = jsonOf(result);
    QCOMPARE(verdictOf(document, u"probe"_qs), u"undecided"_qs);
    QCOMPARE(verdictOf(document, u"meter"_qs), u"notTested"_qs);
    QVERIFY(!document[u"probe"][u"open"].toArray().isEmpty());
    QVERIFY(!document[u"probe"][u"wouldChange"].toArray().isEmpty());
    QVERIFY(document[u"leftOpen"].toArray().contains(u"W6"_qs));
    for (const QJsonValue &evidence : document[u"probe"][u"evidence"].toArray())
        QVERIFY(evidence[u"step"].toString().startsWith(u"W2"));
}

void tst_CliSelfTest::answersReplaceTheScenarios()
{
    QTemporaryDir folder;
    const QString file =
        writeFile(folder, u"person.json"_qs,
                  R"({"answers": {"country": "DE", "meterType": "none"}, "hasRemote": false})");
    const QJsonObject document = jsonOf(
        run({u"selftest"_qs, u"virtual:meter-closed"_qs, u"--answers"_qs, file, u"--json"_qs}));
    // Nothing is known of such a meter.
    QCOMPARE(verdictOf(document, u"meter"_qs), u"silent"_qs);
    for (const QJsonValue &evidence : document[u"probe"][u"evidence"].toArray())
        QVERIFY(evidence[u"id"].toString() != u"remoteNear");
}

void tst_CliSelfTest::badAnswers_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("line 1");
    QTest::newRow("unknown key") << QByteArray(R"({"colour": 1})") << QByteArray("colour");
    QTest::newRow("bad value") << QByteArray(R"({"unsure": ["W77"]})") << QByteArray("W77");
}

void tst_CliSelfTest::badAnswers()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, says);
    QTemporaryDir folder;
    const QString file = writeFile(folder, u"bad.json"_qs, content);
    const Result result = run({u"selftest"_qs, u"virtual:"_qs, u"--answers"_qs, file});
    QCOMPARE(result.status, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(result.notices.contains(says), result.notices.constData());
    QVERIFY(result.notices.contains("bad.json"));
}

/// The port is a pseudo terminal with a meter behind it, the answers are typed.
void tst_CliSelfTest::dialogueOverAPort()
{
#ifndef Q_OS_LINUX
    QSKIP("Pseudo terminals are made on Linux only.");
#endif
    QTemporaryDir folder;
    const QString link = folder.filePath(u"meter"_qs);
    QProcess meter;
    start(meter, {u"simulate"_qs, u"--pty"_qs, link, u"--scenario"_qs, u"meter-short"_qs});
    QVERIFY(meter.waitForReadyRead(patience));
    QProcess process;
    start(process, {u"selftest"_qs, link, u"--steps"_qs, u"W4,W7,W8"_qs});
    QByteArray said;
    QVERIFY(waitFor(process, said, "Look through your phone's camera"));
    QVERIFY(said.contains("[4] I have none"));
    process.write("17\n");
    QVERIFY(waitFor(process, said, "is none of the answers"));
    process.write("4\n");
    QVERIFY(waitFor(process, said, "Look at the probe's windows"));
    process.write("s\n");
    QVERIFY(waitFor(process, said, "Put black tape"));
    process.write("s\n");
    QVERIFY(waitFor(process, said, "Put the probe onto the meter"));
    QVERIFY(said.contains("Why: "));
    process.write("\n");
    const Result result = finish(process);
    said += result.out;
    QVERIFY2(result.status == 0, result.notices.constData());
    QVERIFY(said.contains("The meter answers as it should"));
    QVERIFY(said.contains("Left open"));
    QVERIFY(isPlain(said));
    meter.terminate();
    finish(meter);
}

void tst_CliSelfTest::answersSettleQuestions()
{
#ifndef Q_OS_LINUX
    QSKIP("Pseudo terminals are made on Linux only.");
#endif
    QTemporaryDir folder;
    const QString link = folder.filePath(u"meter"_qs);
    const QString wrong = writeFile(folder, u"does.json"_qs, R"({"does": {"W3": "mirror"}})");
    const QString file =
        writeFile(folder, u"person.json"_qs, R"({"hasRemote": false, "hasSecondProbe": false})");
    QProcess meter;
    start(meter, {u"simulate"_qs, u"--pty"_qs, link});
    QVERIFY(meter.waitForReadyRead(patience));
    const Result refused = run({u"selftest"_qs, link, u"--answers"_qs, wrong});
    QCOMPARE(refused.status, 2);
    QVERIFY(refused.notices.contains("does"));
    // Neither a remote nor a second probe is asked for.
    const Result result = run(
        {u"selftest"_qs, link, u"--steps"_qs, u"W5b,W10"_qs, u"--answers"_qs, file, u"--json"_qs});
    QVERIFY2(!result.notices.contains("[q]"), result.notices.constData());
    QCOMPARE(verdictOf(jsonOf(result), u"probe"_qs), u"notTested"_qs);
    meter.terminate();
    finish(meter);
}

void tst_CliSelfTest::inputEnds()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString target = u"tcp:127.0.0.1:%1"_qs.arg(server.serverPort());
    const Result result = run({u"selftest"_qs, target, u"--steps"_qs, u"W1,W6"_qs});
    QCOMPARE(result.status, 130);
    QVERIFY(result.out.contains("Standard input has ended"));
    QVERIFY(result.out.contains("The port could be opened"));
    QVERIFY(result.out.contains("What to do next"));
}

void tst_CliSelfTest::isInterrupted()
{
#ifndef Q_OS_UNIX
    QSKIP("Signals are sent on Unix only.");
#else
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QProcess process;
    start(process,
          {u"selftest"_qs, u"tcp:127.0.0.1:%1"_qs.arg(server.serverPort()), u"--steps"_qs,
           u"W1,W6"_qs});
    QByteArray said;
    QVERIFY(waitFor(process, said, "[q]"));
    kill(static_cast<pid_t>(process.processId()), SIGINT);
    const Result result = finish(process);
    QCOMPARE(result.status, 130);
    said += result.out;
    QVERIFY(said.contains("What to do next"));
#endif
}

QTEST_GUILESS_MAIN(tst_CliSelfTest)
#include "tst_cliselftest.moc"
