// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cliprocess.h"
#include "tests/app/readoutschema.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace optoscope::cli;
using namespace Qt::StringLiterals;

class tst_CliDecode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesSamples_data();
    void decodesSamples();
    void decodesBytesFrom80();
    void decodesStandardInput();
    void tellsEchoes_data();
    void tellsEchoes();
    void saysWhoIsOnTheLine();
    void convertsAndDecodesWaveforms();
    void readsWaveformsAsSaid();
    void refusesFiles_data();
    void refusesFiles();
    void neverPrintsRawBytes_data();
    void neverPrintsRawBytes();
    void survivesHostileInput_data();
    void survivesHostileInput();
};

void tst_CliDecode::decodesSamples_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("check");
    QTest::addColumn<int>("sets");
    QTest::addColumn<QString>("lineClass");
    QTest::addColumn<QStringList>("findings");
    const auto row = [](const QString &name, const QString &mode, const QString &check, int sets,
                        const QString &lineClass, const QStringList &findings) {
        QTest::addRow("%s", qPrintable(name))
            << name << mode << check << sets << lineClass << findings;
    };
    const QString c = u"C"_qs;
    const QString iec = u"iec62056"_qs;
    row(u"modec.hex"_qs, c, u"xor"_qs, 9, iec, {u"modeEOffered"_qs});
    row(u"sum7.hex"_qs, c, u"sum7"_qs, 9, iec, {u"modeEOffered"_qs, u"checkIsSum7"_qs});
    row(u"wrongcheck.hex"_qs, c, u"wrong"_qs, 9, iec, {u"modeEOffered"_qs, u"checkWrong"_qs});
    row(u"lineends.txt"_qs, c, u"xor"_qs, 2, iec, {u"unknownManufacturer"_qs});
    row(u"paritybits.bin"_qs, c, u"xor"_qs, 9, u"parityBitsLeft"_qs, {u"parityBitsLeft"_qs});
    row(u"telegram.txt"_qs, u"D"_qs, u"crc16"_qs, 3, u"dsmr"_qs, {});
    row(u"noanswer.hex"_qs, {}, {}, 0, u"silence"_qs, {u"noAnswer"_qs});
}

void tst_CliDecode::decodesSamples()
{
    QFETCH(QString, name);
    const Result result = run({u"decode"_qs, u"--json"_qs, sample(name)});
    QCOMPARE(result.status, 0);
    const QJsonObject document = jsonOf(result);
    verifySchema(document);
    QTEST(document[u"mode"].toString(), "mode");
    QTEST(document[u"check"][u"kind"].toString(), "check");
    QTEST(static_cast<int>(document[u"dataSets"].toArray().size()), "sets");
    QTEST(document[u"line"][u"class"].toString(), "lineClass");
    QTEST(findingsOf(document), "findings");
    // A file of bytes knows no times.
    QVERIFY(document[u"timing"][u"seconds"].isNull());
    for (const QJsonValue &message : document[u"messages"].toArray())
        QVERIFY(message[u"atMs"].isNull());
}

void tst_CliDecode::decodesBytesFrom80()
{
    const QJsonObject document = jsonOf(run({u"decode"_qs, u"--json"_qs, sample(u"modec.hex"_qs)}));
    const QJsonArray sets = document[u"dataSets"].toArray();
    QCOMPARE(sets.last()[u"value"].toString(), u"\u00E4b"_qs);
    QCOMPARE(messagesOf(document),
             (QStringList{u"us request"_qs, u"meter identification"_qs, u"us optionSelect"_qs,
                          u"meter data"_qs}));
    const QJsonValue energy = sets.at(4);
    QCOMPARE(energy[u"address"].toString(), u"1.8.0"_qs);
    QCOMPARE(energy[u"value"].toString(), u"012345.6"_qs);
    QCOMPARE(energy[u"unit"].toString(), u"kWh"_qs);
    QCOMPARE(energy[u"star"].toBool(), true);
    QCOMPARE(energy[u"number"].toDouble(), 12345.6);
    QCOMPARE(sets.at(7)[u"address"].toString(), QString());
    QCOMPARE(sets.at(7)[u"time"].toString(), u"2024-03-01T18:15:00"_qs);
}

void tst_CliDecode::decodesStandardInput()
{
    QFile file(sample(u"modec.hex"_qs));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Result result = run({u"decode"_qs, u"-"_qs, u"--json"_qs}, file.readAll());
    QCOMPARE(result.status, 0);
    QCOMPARE(result.out, run({u"decode"_qs, sample(u"modec.hex"_qs), u"--json"_qs}).out);
    QCOMPARE(run({u"decode"_qs, u"-"_qs}).status, 2);
    // More than a pipe holds at a time.
    const QByteArray telegram("/ABC5METER\r\n\r\n1.8.0(000001.2*kWh)\r\n!\r\n");
    const QJsonObject document =
        jsonOf(run({u"decode"_qs, u"-"_qs, u"--json"_qs}, telegram.repeated(10000)));
    QCOMPARE(document[u"messages"].toArray().size(), 20000);
}

void tst_CliDecode::tellsEchoes_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<QString>("lineClass");
    QTest::addColumn<QString>("finding");
    QTest::newRow("exact") << QByteArray("TX 2F3F210D0A\nRX 2F3F210D0A\n") << u"exactEcho"_qs
                           << u"echoOnly"_qs;
    QTest::newRow("damaged") << QByteArray("TX 2F3F210D0A\nRX 2F3F230D0A\n") << u"damagedEcho"_qs
                             << u"echoOnly"_qs;
    QTest::newRow("noise") << QByteArray("TX 2F3F210D0A\nRX 7F7E557F13\n") << u"unknown"_qs
                           << u"onlyNoise"_qs;
    QTest::newRow("SML") << QByteArray("RX 1B1B1B1B010101017605001122336200\n") << u"sml"_qs
                         << u"otherProtocol"_qs;
    QTest::newRow("M-Bus") << QByteArray("TX 2F3F210D0A\nRX 680303680801727B16\n") << u"mbus"_qs
                           << u"otherProtocol"_qs;
}

void tst_CliDecode::saysWhoIsOnTheLine()
{
    const Result result = run({u"decode"_qs, u"-"_qs}, "RX 1B1B1B1B010101017605001122336200\n");
    QVERIFY(result.out.contains("SML (99 % sure)"));
    QVERIFY(result.out.contains("It looks like SML."));
    // What is wrong with it as IEC 62056-21 needs no words then.
    QCOMPARE(result.out.count("error: "), 1);
    QVERIFY(!result.out.contains("hade the probe"));
}

void tst_CliDecode::tellsEchoes()
{
    QFETCH(QByteArray, hex);
    QFETCH(QString, finding);
    const QJsonObject document = jsonOf(run({u"decode"_qs, u"-"_qs, u"--json"_qs}, hex));
    QTEST(document[u"line"][u"class"].toString(), "lineClass");
    QVERIFY2(findingsOf(document).contains(finding), qPrintable(findingsOf(document).join(u' ')));
}

void tst_CliDecode::convertsAndDecodesWaveforms()
{
    QTemporaryDir folder;
    const QString drawn = folder.filePath(u"drawn.vcd"_qs);
    const QJsonObject written =
        jsonOf(run({u"convert"_qs, sample(u"modec.hex"_qs), drawn, u"--json"_qs}));
    QCOMPARE(written[u"edgesAre"].toString(), u"reconstructed"_qs);
    QVERIFY(written[u"edges"].toInt() > 100);
    const QJsonObject document = jsonOf(run({u"decode"_qs, drawn, u"--json"_qs}));
    verifySchema(document);
    const QJsonObject original = jsonOf(run({u"decode"_qs, sample(u"modec.hex"_qs), u"--json"_qs}));
    QCOMPARE(document[u"identification"], original[u"identification"]);
    QCOMPARE(document[u"check"], original[u"check"]);
    QCOMPARE(document[u"timing"][u"seconds"].isDouble(), true);
    QCOMPARE(run({u"decode"_qs, drawn}).status, 0);
    // From a waveform the edges are taken as they are.
    const QString measured = folder.filePath(u"measured.VCD"_qs);
    const Result result = run({u"convert"_qs, drawn, measured});
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.contains("measured"));
    QCOMPARE(jsonOf(run({u"decode"_qs, measured, u"--json"_qs})), document);
    QCOMPARE(run({u"convert"_qs, drawn, u"/does/not/exist/a.vcd"_qs}).status, 2);
}

/// Lines, polarity, speed and format can be said; what was misread so is read again.
void tst_CliDecode::readsWaveformsAsSaid()
{
    const QTemporaryDir folder;
    const QString vcd = folder.filePath(u"session.vcd"_qs);
    QFile hex(folder.filePath(u"session.hex"_qs));
    QVERIFY(hex.open(QIODevice::WriteOnly));
    // signatures.md §0, with its parity bits.
    hex.write("TX AF3F218D0A\nRX AFCC475A355CB25A4D4433B130B4B130302E4233B28D0A\n");
    hex.close();
    QCOMPARE(run({u"convert"_qs, hex.fileName(), vcd}).status, 0);
    const QJsonObject document = jsonOf(run({u"decode"_qs, vcd, u"--json"_qs}));
    QCOMPARE(jsonOf(run({u"decode"_qs, vcd, u"--json"_qs, u"--channel"_qs, u"RX"_qs,
                         u"--sent-channel"_qs, u"2"_qs, u"--polarity"_qs, u"normal"_qs,
                         u"--baud"_qs, u"auto"_qs})),
             document);
    const Result eight = run({u"decode"_qs, vcd, u"--json"_qs, u"--format"_qs, u"8N1"_qs});
    QCOMPARE(jsonOf(eight)[u"line"][u"class"].toString(), u"parityBitsLeft"_qs);
    QVERIFY(eight.notices.contains("--format 7E1"));
    const Result none = run({u"decode"_qs, vcd, u"--channel"_qs, u"D7"_qs});
    QCOMPARE(none.status, 2);
    QVERIFY(none.notices.contains("RX, TX"));
    for (const auto &[option, value] :
         {std::pair{u"--baud"_qs, u"fast"_qs}, std::pair{u"--format"_qs, u"9Z1"_qs},
          std::pair{u"--threshold"_qs, u"nan"_qs}, std::pair{u"--polarity"_qs, u"up"_qs}}) {
        const Result wrong = run({u"decode"_qs, vcd, option, value});
        QCOMPARE(wrong.status, 1);
        QVERIFY(wrong.notices.contains(value.toLatin1()));
    }
}

void tst_CliDecode::refusesFiles_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("says");
    QTest::newRow("missing") << sample(u"none.hex"_qs) << u"no file"_qs;
    QTest::newRow("folder") << QStringLiteral(OPTOSCOPE_TEST_DATA) << u"folder"_qs;
    QTest::newRow("bad digit") << sample(u"badhex.hex"_qs) << u"line 2, column 5"_qs;
}

void tst_CliDecode::refusesFiles()
{
    QFETCH(QString, file);
    QFETCH(QString, says);
    const Result result = run({u"decode"_qs, file});
    QCOMPARE(result.status, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(QString::fromUtf8(result.notices).contains(says), result.notices.constData());
}

void tst_CliDecode::neverPrintsRawBytes_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file : {"escape.txt", "modec.hex", "paritybits.bin", "badhex.hex"})
        QTest::newRow(file) << sample(QString::fromLatin1(file));
}

void tst_CliDecode::neverPrintsRawBytes()
{
    QFETCH(QString, file);
    const Result result = run({u"decode"_qs, file});
    QVERIFY(isPlain(result.out));
    QVERIFY(isPlain(result.notices));
    QCOMPARE(QString::fromUtf8(result.out).toUtf8(), result.out);
    QVERIFY(isPlain(run({u"decode"_qs, file, u"--json"_qs}).out));
}

void tst_CliDecode::survivesHostileInput_data()
{
    QTest::addColumn<QByteArray>("unit");
    const auto row = [](const char *name, const QByteArray &unit) { QTest::newRow(name) << unit; };
    row("NUL", QByteArray(1, '\0'));
    row("STX", "\x02");
    row("brackets", "(");
    row("slashes", "/");
    row("bangs", "!");
    row("half messages",
        "/ABC5x\r\n\x02"
        "1(2");
    row("high bytes", "\xFF\xFE");
    row("hexadecimal", "TX 06\n");
}

void tst_CliDecode::survivesHostileInput()
{
    QFETCH(QByteArray, unit);
    const QByteArray input = unit.repeated(200000 / unit.size());
    const Result text = run({u"decode"_qs, u"-"_qs}, input);
    QCOMPARE(text.status, 0);
    QVERIFY(isPlain(text.out));
    const Result json = run({u"decode"_qs, u"-"_qs, u"--json"_qs}, input);
    QCOMPARE(json.status, 0);
    QVERIFY(!jsonOf(json).isEmpty());
}

QTEST_GUILESS_MAIN(tst_CliDecode)
#include "tst_clidecode.moc"
