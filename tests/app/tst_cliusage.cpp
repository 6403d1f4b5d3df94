// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cliprocess.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace optoscope::cli;
using namespace Qt::StringLiterals;

class tst_CliUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongUsage_data();
    void wrongUsage();
    void help_data();
    void help();
    void helpListsWhatIsThere();
    void version();
    void ports();
    void cannotOpen_data();
    void cannotOpen();
    void fullDiskIsTold();
};

void tst_CliUsage::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const auto row = [](const QStringList &arguments, const QString &says) {
        QTest::addRow("%s", qPrintable(arguments.join(u' '))) << arguments << says;
    };
    row({}, u"No command"_qs);
    row({u"frobnicate"_qs}, u"frobnicate"_qs);
    row({u"poll"_qs, u"virtual:"_qs}, u"poll"_qs);
    row({u"ports"_qs, u"extra"_qs}, u"extra"_qs);
    row({u"read"_qs}, u"target"_qs);
    row({u"read"_qs, u"virtual:"_qs, u"extra"_qs}, u"extra"_qs);
    row({u"read"_qs, u"tcp:host"_qs}, u"tcp:host"_qs);
    row({u"read"_qs, u"tcp:host:99999"_qs}, u"65535"_qs);
    row({u"read"_qs, u"virtual:"_qs, u"--mode"_qs, u"X"_qs}, u"\"X\""_qs);
    row({u"read"_qs, u"virtual:"_qs, u"--mode"_qs, u"E"_qs}, u"Mode E"_qs);
    row({u"read"_qs, u"virtual:"_qs, u"--baud"_qs, u"fast"_qs}, u"fast"_qs);
    row({u"read"_qs, u"virtual:"_qs, u"--baud"_qs, u"-300"_qs}, u"-300"_qs);
    row({u"read"_qs, u"virtual:"_qs, u"--format"_qs, u"9X9"_qs}, u"9X9"_qs);
    row({u"read"_qs, u"virtual:"_qs, u"--parity"_qs, u"odd"_qs}, u"odd"_qs);
    row({u"read"_qs, u"virtual:"_qs, u"--dtr"_qs, u"1"_qs}, u"\"1\""_qs);
    row({u"read"_qs, u"virtual:"_qs, u"--rts"_qs, {}}, u"on or off"_qs);
    row({u"read"_qs, u"virtual:"_qs, u"--address"_qs, u"12!4"_qs}, u"12!4"_qs);
    row({u"read"_qs, u"virtual:"_qs, u"--trace"_qs}, u"trace"_qs);
    row({u"read"_qs, u"virtual:"_qs, u"--json"_qs, u"--trace"_qs, u"-"_qs}, u"--json"_qs);
    row({u"decode"_qs}, u"file"_qs);
    row({u"decode"_qs, u"a"_qs, u"b"_qs}, u"\"b\""_qs);
    row({u"convert"_qs, u"a"_qs}, u"Two files"_qs);
    row({u"convert"_qs, u"a"_qs, u"b.vcd"_qs, u"c"_qs}, u"\"c\""_qs);
    row({u"convert"_qs, u"a"_qs, u"b.pdf"_qs}, u".html or .vcd"_qs);
    row({u"decode"_qs, u"a"_qs, u"--as"_qs, u"pdf"_qs}, u"\"pdf\""_qs);
    row({u"convert"_qs, u"a"_qs, u"b.csv"_qs, u"--as"_qs, u"word"_qs}, u"hexdump"_qs);
    row({u"convert"_qs, u"a"_qs, u"b.xyz"_qs}, u".vcd"_qs);
    row({u"selftest"_qs}, u"target"_qs);
    row({u"selftest"_qs, u"virtual:"_qs, u"--steps"_qs, u"W2,W77"_qs}, u"\"W77\""_qs);
    row({u"selftest"_qs, u"virtual:"_qs, u"extra"_qs}, u"extra"_qs);
    row({u"search"_qs}, u"target"_qs);
    row({u"search"_qs, u"tcp:host"_qs}, u"tcp:host"_qs);
    row({u"listen"_qs}, u"target"_qs);
    row({u"listen"_qs, u"virtual:"_qs, u"--baud"_qs, u"fast"_qs}, u"fast"_qs);
    row({u"listen"_qs, u"virtual:"_qs, u"--format"_qs, u"9X9"_qs}, u"9X9"_qs);
    row({u"listen"_qs, u"virtual:"_qs, u"--seconds"_qs, u"0"_qs}, u"86400"_qs);
    row({u"diagnose"_qs}, u"file"_qs);
    row({u"diagnose"_qs, u"a"_qs, u"b"_qs}, u"\"b\""_qs);
    row({u"simulate"_qs}, u"--pty"_qs);
    row({u"simulate"_qs, u"--pty"_qs, u"a"_qs, u"--tcp"_qs, u"1"_qs}, u"--tcp"_qs);
    row({u"simulate"_qs, u"--tcp"_qs, u"0"_qs}, u"65535"_qs);
}

void tst_CliUsage::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const Result result = run(arguments);
    QCOMPARE(result.status, 1);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(QString::fromUtf8(result.notices).contains(says), result.notices.constData());
    QVERIFY(result.notices.contains("--help"));
}

void tst_CliUsage::help_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"ports", "read", "decode", "convert", "simulate", "listen",
                                "search", "selftest", "diagnose"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void tst_CliUsage::help()
{
    QFETCH(QString, command);
    const Result result = run({command, u"--help"_qs});
    QCOMPARE(result.status, 0);
    QCOMPARE(result.notices, QByteArray());
    QVERIFY(result.out.startsWith(QByteArray("Usage: optoscope-cli " + command.toUtf8())));
    QVERIFY(result.out.contains("--json"));
    QVERIFY(result.out.contains(QByteArray("Examples:\n  optoscope-cli " + command.toUtf8())));
    QVERIFY(isPlain(result.out));
}

void tst_CliUsage::helpListsWhatIsThere()
{
    const Result result = run({u"--help"_qs});
    QCOMPARE(result.status, 0);
    for (const char *command :
         {"  ports", "  read TARGET", "  decode FILE|-", "  convert IN OUT", "  simulate ",
          "  listen TARGET", "  search TARGET", "  selftest TARGET", "  diagnose FILE|-",
          "  poll TARGET", "  readings STORE"})
        QVERIFY2(result.out.contains(command), command);
    for (const char *command : {"  program", "  report"})
        QVERIFY2(!result.out.contains(command), command);
}

void tst_CliUsage::version()
{
    const Result result = run({u"--version"_qs});
    QCOMPARE(result.status, 0);
    QCOMPARE(result.out, QByteArray("optoscope-cli " OPTOSCOPE_VERSION "\n"));
}

void tst_CliUsage::ports()
{
    QCOMPARE(run({u"ports"_qs}).status, 0);
    const Result result = run({u"ports"_qs, u"--json"_qs});
    QCOMPARE(result.status, 0);
    QVERIFY(jsonOf(result)[u"adaptersWithoutPort"].isArray());
    for (const QJsonValue &port : jsonOf(result)[u"ports"].toArray()) {
        QVERIFY(port[u"path"].isString());
        QVERIFY(port[u"limits"].isArray() && port[u"cures"].isArray());
        for (const QJsonValue &trouble : port[u"troubles"].toArray()) {
            QVERIFY(trouble[u"id"].isString());
            QVERIFY(trouble[u"severity"].isString());
        }
    }
}

void tst_CliUsage::cannotOpen_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("port") << QStringList{u"read"_qs, u"/dev/does-not-exist"_qs};
    QTest::newRow("self-test of a scenario")
        << QStringList{u"selftest"_qs, u"virtual:does-not-exist"_qs};
    QTest::newRow("search") << QStringList{u"search"_qs, u"virtual:does-not-exist"_qs};
    QTest::newRow("listen") << QStringList{u"listen"_qs, u"/dev/does-not-exist"_qs};
    QTest::newRow("scenario") << QStringList{u"read"_qs, u"virtual:does-not-exist"_qs};
    QTest::newRow("refused") << QStringList{u"read"_qs, u"tcp:127.0.0.1:1"_qs};
    QTest::newRow("nothing to convert")
        << QStringList{u"convert"_qs, u"/does/not/exist"_qs, u"/tmp/none.vcd"_qs};
    QTest::newRow("simulated scenario")
        << QStringList{u"simulate"_qs, u"--tcp"_qs, u"65000"_qs, u"--scenario"_qs, u"none.json"_qs};
    QTest::newRow("no folder for the link")
        << QStringList{u"simulate"_qs, u"--pty"_qs, u"/does/not/exist"_qs};
}

void tst_CliUsage::cannotOpen()
{
    QFETCH(QStringList, arguments);
    const Result result = run(arguments);
    QCOMPARE(result.status, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY(!result.notices.isEmpty());
    QVERIFY(isPlain(result.notices));
}

void tst_CliUsage::fullDiskIsTold()
{
    if (!QFile::exists(u"/dev/full"_qs))
        QSKIP("There is no /dev/full here.");
    QProcess process;
    process.setStandardOutputFile(u"/dev/full"_qs);
    start(process, {u"read"_qs, u"virtual:"_qs});
    const Result result = finish(process);
    QCOMPARE(result.status, 2);
    QVERIFY(result.notices.contains("could not be written"));
}

QTEST_GUILESS_MAIN(tst_CliUsage)
#include "tst_cliusage.moc"
