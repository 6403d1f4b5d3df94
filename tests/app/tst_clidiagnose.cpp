// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/pcapngwriter.h"
#include "tests/app/cliprocess.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace optoscope;
using namespace optoscope::cli;
using namespace Qt::StringLiterals;

/// The commands that say who is talking, and what is wrong.
class tst_CliDiagnose : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void diagnosesSamples_data();
    void diagnosesSamples();
    void diagnosesWaveforms();
    void diagnosesForPeople();
    void portThatDidNotOpen();
    void knowsTheAdapterOfACapture();
    void hearsParityBits();
    void refusesFiles();
    void searchFinds_data();
    void searchFinds();
    void searchTellsWhatItTries();
    void listens_data();
    void listens();
    void listensAtOneSetting();
    void listensForPeople();
};

void tst_CliDiagnose::diagnosesSamples_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("probe");
    QTest::addColumn<QString>("meter");
    const auto row = [](const char *name, const QString &probe, const QString &meter) {
        QTest::newRow(name) << QString::fromLatin1(name) << probe << meter;
    };
    row("modec.hex", u"good"_qs, u"good"_qs);
    row("lineends.txt", u"good"_qs, u"good"_qs);
    row("paritybits.bin", u"good"_qs, u"good"_qs);
    row("sum7.hex", u"good"_qs, u"checkIsSum7"_qs);
    row("wrongcheck.hex", u"good"_qs, u"undecided"_qs); // Once is not twice.
    row("telegram.txt", u"good"_qs, u"speaksDsmr"_qs);
    row("noanswer.hex", u"undecided"_qs, u"undecided"_qs);
}

void tst_CliDiagnose::diagnosesSamples()
{
    QFETCH(QString, name);
    const Result result = run({u"diagnose"_qs, sample(name), u"--json"_qs});
    QCOMPARE(result.status, 0);
    const QJsonObject document = jsonOf(result);
    QTEST(document[u"probe"][u"verdict"].toString(), "probe");
    QTEST(document[u"meter"][u"verdict"].toString(), "meter");
    const QJsonObject decoded = jsonOf(run({u"decode"_qs, sample(name), u"--json"_qs}));
    QCOMPARE(document[u"line"], decoded[u"line"]);
    QCOMPARE(document[u"findings"], decoded[u"findings"]);
}

void tst_CliDiagnose::diagnosesWaveforms()
{
    QTemporaryDir folder;
    const QString drawn = folder.filePath(u"drawn.vcd"_qs);
    QCOMPARE(run({u"convert"_qs, sample(u"modec.hex"_qs), drawn}).status, 0);
    const Result result = run({u"diagnose"_qs, drawn, u"--json"_qs});
    QCOMPARE(result.status, 0);
    // Bytes without times are drawn at one speed.
    QCOMPARE(jsonOf(result)[u"meter"][u"verdict"].toString(), u"answeredAt300"_qs);
    QCOMPARE(jsonOf(result)[u"line"][u"class"].toString(), u"iec62056"_qs);
}

void tst_CliDiagnose::diagnosesForPeople()
{
    const Result result = run({u"diagnose"_qs, sample(u"sum7.hex"_qs)});
    QCOMPARE(result.status, 0);
    QVERIFY(isPlain(result.out));
    QVERIFY(result.out.contains("computes its check character as a sum"));
    QVERIFY(result.out.contains("What to do next"));
}

/// A capture tells why there is nothing in it.
void tst_CliDiagnose::portThatDidNotOpen()
{
    const QTemporaryDir folder;
    const QString trace = folder.filePath(u"busy.pcapng"_qs);
    QCOMPARE(run({u"read"_qs, u"virtual:probe-port-busy"_qs, u"--trace"_qs, trace}).status, 2);
    const Result result = run({u"diagnose"_qs, trace, u"--json"_qs});
    QCOMPARE(jsonOf(result)[u"probe"][u"verdict"].toString(), u"portUnusable"_qs);
    const Result words = run({u"diagnose"_qs, trace});
    QVERIFY2(words.out.contains("could not be opened (in use)"), words.out.constData());
    QVERIFY2(!words.out.contains("Silence"), words.out.constData());
}

/// The table knows more by now than whoever made the capture did.
void tst_CliDiagnose::knowsTheAdapterOfACapture()
{
    CaptureFacts facts;
    facts.adapter = u"USB Serial, 1a86:7523, ch341-uart"_qs;
    PcapngWriter writer(facts);
    writer.append({Instant(), withHardwareParity(Baud{300}, format7E1)});
    writer.append({Instant(), Sent{{toCharacters("/?!\r\n"), {}, {}, true}}});
    writer.finish();
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"silent.pcapng"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(writer.take());
    file.close();
    const Result result = run({u"diagnose"_qs, file.fileName(), u"--json"_qs});
    QCOMPARE(result.status, 0);
    bool isTold = false;
    for (const QJsonValue &finding : jsonOf(result)[u"findings"].toArray())
        isTold |= finding[u"id"].toString() == u"adapterQuirk";
    QVERIFY2(isTold, result.out.constData());
    const Result words = run({u"diagnose"_qs, file.fileName()});
    for (const char *word : {"WCH CH340", "always run at 8N1", "makes and checks the parity bit"})
        QVERIFY2(words.out.contains(word), words.out.constData());
}

void tst_CliDiagnose::hearsParityBits()
{
    const Result result =
        run({u"listen"_qs, u"virtual:meter-push-only"_qs, u"--baud"_qs, u"2400"_qs, u"--format"_qs,
             u"8N1"_qs, u"--seconds"_qs, u"20"_qs, u"--json"_qs});
    QCOMPARE(result.status, 0);
    const QJsonValue first = jsonOf(result)[u"findings"].toArray().first();
    QCOMPARE(first[u"id"].toString(), u"parityBitsLeft"_qs);
    QVERIFY(first[u"atMs"].toDouble() > 0);
}

void tst_CliDiagnose::refusesFiles()
{
    const Result result = run({u"diagnose"_qs, sample(u"badhex.hex"_qs)});
    QCOMPARE(result.status, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY(result.notices.contains("line 2, column 5"));
    QCOMPARE(run({u"diagnose"_qs, sample(u"none.hex"_qs)}).status, 2);
}

void tst_CliDiagnose::searchFinds_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("meter");
    QTest::addColumn<QString>("last");
    const auto row = [](const char *name, int status, const QString &meter, const QString &last) {
        QTest::newRow(name) << QString::fromLatin1(name) << status << meter << last;
    };
    row("", 0, u"good"_qs, u"again"_qs);
    row("meter-speaks-sml", 0, u"speaksSml"_qs, u"listen 9600 8N1"_qs);
    row("meter-push-only", 0, u"pushesOnly"_qs, u"listen 2400 7E1"_qs);
    row("meter-needs-wake-up", 0, u"needsWakeUp"_qs, u"wakeUp"_qs);
    row("meter-needs-address", 0, u"needsAddress"_qs, u"address"_qs);
    row("meter-format-mismatch", 0, u"formatMismatch"_qs, u"8N1"_qs);
    row("meter-speaks-hdlc", 0, u"speaksHdlc"_qs, u"snrm"_qs);
    row("meter-speaks-mbus", 0, u"speaksMbus"_qs, u"reqUd2"_qs);
    row("probe-misplaced", 0, u"good"_qs, u"turned 270"_qs);
    row("meter-silent", 3, u"undecided"_qs, u"turned 270"_qs);
}

void tst_CliDiagnose::searchFinds()
{
    QFETCH(QString, scenario);
    const Result result = run({u"search"_qs, u"virtual:"_qs + scenario, u"--json"_qs});
    QTEST(result.status, "status");
    const QJsonObject document = jsonOf(result);
    QCOMPARE(document[u"found"].toBool(), result.status == 0);
    QTEST(document[u"meter"][u"verdict"].toString(), "meter");
    const QJsonArray attempts = document[u"attempts"].toArray();
    QTEST(attempts.last()[u"what"].toString(), "last");
    double before = -1;
    for (const QJsonValue &attempt : attempts) {
        QVERIFY(attempt[u"atMs"].toDouble() > before);
        before = attempt[u"atMs"].toDouble();
    }
}

void tst_CliDiagnose::searchTellsWhatItTries()
{
    const Result result = run({u"search"_qs, u"virtual:meter-needs-wake-up"_qs});
    QCOMPARE(result.status, 0);
    QVERIFY(isPlain(result.out));
    for (const char *words : {"Listening at 9600 baud 8N1", "Asking after a wake-up call",
                              "The meter sleeps", "--wake-up"})
        QVERIFY2(result.out.contains(words), words);
    const Result silent = run({u"search"_qs, u"virtual:meter-silent"_qs});
    QVERIFY(silent.out.contains("Nothing answered"));
}

void tst_CliDiagnose::listens_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("lineClass");
    QTest::addColumn<int>("tried");
    QTest::newRow("SML") << u"meter-speaks-sml"_qs << 0 << u"sml"_qs << 1;
    QTest::newRow("P1") << u"meter-speaks-dsmr"_qs << 0 << u"dsmr"_qs << 1;
    QTest::newRow("mode D") << u"meter-push-only"_qs << 0 << u"iec62056"_qs << 2;
    QTest::newRow("waits to be asked") << QString() << 3 << u"silence"_qs << 4;
}

void tst_CliDiagnose::listens()
{
    QFETCH(QString, scenario);
    const Result result = run({u"listen"_qs, u"virtual:"_qs + scenario, u"--json"_qs});
    QTEST(result.status, "status");
    const QJsonObject document = jsonOf(result);
    QTEST(document[u"line"][u"class"].toString(), "lineClass");
    QTEST(static_cast<int>(document[u"tried"].toArray().size()), "tried");
    QVERIFY(document[u"findings"].isArray());
}

void tst_CliDiagnose::listensAtOneSetting()
{
    const Result result =
        run({u"listen"_qs, u"virtual:meter-push-only"_qs, u"--baud"_qs, u"9600"_qs, u"--format"_qs,
             u"8N1"_qs, u"--seconds"_qs, u"20"_qs, u"--json"_qs});
    QCOMPARE(result.status, 3);
    const QJsonObject document = jsonOf(result);
    QCOMPARE(document[u"tried"].toArray().size(), 1);
    // It says at which speed the other one talks.
    QCOMPARE(document[u"line"][u"class"].toString(), u"wrongBaud"_qs);
    QCOMPARE(document[u"line"][u"baud"].toInt(), 2400);
}

void tst_CliDiagnose::listensForPeople()
{
    const Result result = run({u"listen"_qs, u"virtual:meter-speaks-sml"_qs});
    QCOMPARE(result.out, QByteArray("9600 baud 8N1: SML (99 % sure)\n"));
    const Result silent = run({u"listen"_qs, u"virtual:"_qs, u"--baud"_qs, u"300"_qs});
    QCOMPARE(silent.status, 3);
    QVERIFY(silent.notices.contains("Nobody was understood"));
}

QTEST_GUILESS_MAIN(tst_CliDiagnose)
#include "tst_clidiagnose.moc"
