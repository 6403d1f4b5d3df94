// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000; ///< ms, for a machine that has much else to do

struct Result {
    int status = -1;
    QByteArray out;
    QByteArray notices;
};

Result finish(QProcess &process)
{
    if (!process.waitForFinished(patience) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.readAllStandardOutput(), "did not end by itself"};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

void start(QProcess &process, const QStringList &arguments)
{
    process.start(QStringLiteral(OPTOSCOPE_CLI), arguments);
    QVERIFY(process.waitForStarted(patience));
}

Result run(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    start(process, arguments);
    process.write(input);
    process.closeWriteChannel();
    return finish(process);
}

QString sample(const QString &name)
{
    return QStringLiteral(OPTOSCOPE_TEST_DATA "/decode/") + name;
}

QJsonObject jsonOf(const Result &result)
{
    return QJsonDocument::fromJson(result.out).object();
}

QStringList findingsOf(const QJsonObject &document)
{
    QStringList ids;
    for (const QJsonValue &finding : document[u"findings"].toArray())
        ids += finding[u"id"].toString();
    return ids;
}

QStringList messagesOf(const QJsonObject &document)
{
    QStringList kinds;
    for (const QJsonValue &message : document[u"messages"].toArray())
        kinds += message[u"by"].toString() + u' ' + message[u"kind"].toString();
    return kinds;
}

bool isOneOf(const QJsonValue &value, const QList<QJsonValue::Type> &types)
{
    return types.contains(value.type());
}

/// The object has exactly \a keys.
void verifyKeys(const QJsonValue &value, QStringList keys)
{
    QVERIFY(value.isObject());
    QStringList present = value.toObject().keys();
    keys.sort();
    present.sort();
    QCOMPARE(present, keys);
}

void verifyCheck(const QJsonValue &check)
{
    if (check.isNull())
        return;
    verifyKeys(check, {u"kind"_qs, u"ok"_qs, u"expected"_qs, u"received"_qs});
    QVERIFY((QStringList{u"xor"_qs, u"sum7"_qs, u"crc16"_qs, u"none"_qs, u"wrong"_qs}.contains(
        check[u"kind"].toString())));
    QVERIFY(isOneOf(check[u"ok"], {QJsonValue::Bool, QJsonValue::Null}));
}

/// The parts of a document that say what a meter sent.
void verifyContent(const QJsonObject &document)
{
    if (!document[u"identification"].isNull())
        verifyKeys(document[u"identification"],
                   {u"raw"_qs, u"manufacturer"_qs, u"company"_qs, u"baudCharacter"_qs,
                    u"proposedBaud"_qs, u"escapes"_qs, u"device"_qs});
    QVERIFY(isOneOf(document[u"mode"], {QJsonValue::String, QJsonValue::Null}));
    QVERIFY(isOneOf(document[u"baud"], {QJsonValue::Double, QJsonValue::Null}));
    verifyCheck(document[u"check"]);
    for (const QJsonValue &set : document[u"dataSets"].toArray()) {
        QVERIFY(set[u"address"].isString());
        QVERIFY(set[u"value"].isString());
        QVERIFY(set[u"unit"].isString());
        QVERIFY(isOneOf(set[u"star"], {QJsonValue::Bool, QJsonValue::Undefined}));
        QVERIFY(isOneOf(set[u"name"], {QJsonValue::String, QJsonValue::Null}));
        QVERIFY(isOneOf(set[u"number"], {QJsonValue::Double, QJsonValue::Null}));
        QVERIFY(isOneOf(set[u"time"], {QJsonValue::String, QJsonValue::Null}));
    }
}

/// The parts of a document that say what happened.
void verifyCourse(const QJsonObject &document)
{
    for (const QJsonValue &message : document[u"messages"].toArray()) {
        verifyKeys(message,
                   {u"kind"_qs, u"by"_qs, u"atMs"_qs, u"offset"_qs, u"length"_qs, u"check"_qs});
        verifyCheck(message[u"check"]);
    }
    verifyKeys(document[u"timing"],
               {u"reactionMs"_qs, u"dataReactionMs"_qs, u"longestGapMs"_qs, u"seconds"_qs});
    verifyKeys(document[u"line"], {u"class"_qs, u"confidence"_qs, u"baud"_qs, u"format"_qs});
    for (const QJsonValue &finding : document[u"findings"].toArray())
        verifyKeys(finding, {u"id"_qs, u"severity"_qs, u"blame"_qs, u"atMs"_qs, u"offset"_qs});
}

/// The document is what design §6 promises.
void verifySchema(const QJsonObject &document)
{
    verifyKeys(document,
               {u"identification"_qs, u"mode"_qs, u"baud"_qs, u"check"_qs, u"dataSets"_qs,
                u"messages"_qs, u"timing"_qs, u"line"_qs, u"findings"_qs});
    verifyContent(document);
    verifyCourse(document);
}

bool isPlain(const QByteArray &text)
{
    return std::ranges::none_of(text, [](char byte) {
        return (byte >= 0 && byte < ' ' && byte != '\n') || byte == '\x7F';
    });
}

QString writeFile(const QTemporaryDir &folder, const QString &name, const QByteArray &content)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(content);
    return file.fileName();
}

} // namespace

class tst_Cli : public QObject
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
    void decodesSamples_data();
    void decodesSamples();
    void decodesBytesFrom80();
    void decodesStandardInput();
    void refusesFiles_data();
    void refusesFiles();
    void neverPrintsRawBytes_data();
    void neverPrintsRawBytes();
    void survivesHostileInput_data();
    void survivesHostileInput();
    void readsTheVirtualMeter();
    void readsTheVirtualMeterForPeople();
    void readsFaultyMeters_data();
    void readsFaultyMeters();
    void namesTheScenariosFault();
    void cannotOpen_data();
    void cannotOpen();
    void simulatedMeterIsRead();
    void readingIsInterrupted();
    void simulatingIsInterrupted();
    void fullDiskIsTold();
};

void tst_Cli::wrongUsage_data()
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
    row({u"read"_qs, u"virtual:"_qs, u"--address"_qs, u"12!4"_qs}, u"12!4"_qs);
    row({u"read"_qs, u"virtual:"_qs, u"--trace"_qs, u"file"_qs}, u"trace"_qs);
    row({u"decode"_qs}, u"file"_qs);
    row({u"decode"_qs, u"a"_qs, u"b"_qs}, u"\"b\""_qs);
    row({u"simulate"_qs}, u"--pty"_qs);
    row({u"simulate"_qs, u"--pty"_qs, u"a"_qs, u"--tcp"_qs, u"1"_qs}, u"--tcp"_qs);
    row({u"simulate"_qs, u"--tcp"_qs, u"0"_qs}, u"65535"_qs);
}

void tst_Cli::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const Result result = run(arguments);
    QCOMPARE(result.status, 1);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(QString::fromUtf8(result.notices).contains(says), result.notices.constData());
    QVERIFY(result.notices.contains("--help"));
}

void tst_Cli::help_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"ports", "read", "decode", "simulate"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void tst_Cli::help()
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

void tst_Cli::helpListsWhatIsThere()
{
    const Result result = run({u"--help"_qs});
    QCOMPARE(result.status, 0);
    for (const char *command : {"  ports", "  read TARGET", "  decode FILE|-", "  simulate "})
        QVERIFY2(result.out.contains(command), command);
    for (const char *command : {"  listen", "  search", "  program", "  poll", "  selftest",
                                "  diagnose", "  convert", "  report"})
        QVERIFY2(!result.out.contains(command), command);
}

void tst_Cli::version()
{
    const Result result = run({u"--version"_qs});
    QCOMPARE(result.status, 0);
    QCOMPARE(result.out, QByteArray("optoscope-cli " OPTOSCOPE_VERSION "\n"));
}

void tst_Cli::ports()
{
    QCOMPARE(run({u"ports"_qs}).status, 0);
    const Result result = run({u"ports"_qs, u"--json"_qs});
    QCOMPARE(result.status, 0);
    for (const QJsonValue &port : jsonOf(result)[u"ports"].toArray())
        QVERIFY(port[u"path"].isString());
}

void tst_Cli::decodesSamples_data()
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

void tst_Cli::decodesSamples()
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

void tst_Cli::decodesBytesFrom80()
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

void tst_Cli::decodesStandardInput()
{
    QFile file(sample(u"modec.hex"_qs));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Result result = run({u"decode"_qs, u"-"_qs, u"--json"_qs}, file.readAll());
    QCOMPARE(result.status, 0);
    QCOMPARE(result.out, run({u"decode"_qs, sample(u"modec.hex"_qs), u"--json"_qs}).out);
    QCOMPARE(run({u"decode"_qs, u"-"_qs}).status, 2);
}

void tst_Cli::refusesFiles_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("says");
    QTest::newRow("missing") << sample(u"none.hex"_qs) << u"no file"_qs;
    QTest::newRow("folder") << QStringLiteral(OPTOSCOPE_TEST_DATA) << u"folder"_qs;
    QTest::newRow("bad digit") << sample(u"badhex.hex"_qs) << u"line 2, column 5"_qs;
}

void tst_Cli::refusesFiles()
{
    QFETCH(QString, file);
    QFETCH(QString, says);
    const Result result = run({u"decode"_qs, file});
    QCOMPARE(result.status, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(QString::fromUtf8(result.notices).contains(says), result.notices.constData());
}

void tst_Cli::neverPrintsRawBytes_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file : {"escape.txt", "modec.hex", "paritybits.bin", "badhex.hex"})
        QTest::newRow(file) << sample(QString::fromLatin1(file));
}

void tst_Cli::neverPrintsRawBytes()
{
    QFETCH(QString, file);
    const Result result = run({u"decode"_qs, file});
    QVERIFY(isPlain(result.out));
    QVERIFY(isPlain(result.notices));
    QCOMPARE(QString::fromUtf8(result.out).toUtf8(), result.out);
    QVERIFY(isPlain(run({u"decode"_qs, file, u"--json"_qs}).out));
}

void tst_Cli::survivesHostileInput_data()
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

void tst_Cli::survivesHostileInput()
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

void tst_Cli::readsTheVirtualMeter()
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
    QCOMPARE(document[u"timing"][u"reactionMs"].toDouble(), 250.0);
    QVERIFY(document[u"dataSets"].toArray().size() > 10);
    QCOMPARE(run({u"read"_qs, u"virtual:"_qs, u"--json"_qs}).out, result.out);
}

void tst_Cli::readsTheVirtualMeterForPeople()
{
    const Result result = run({u"read"_qs, u"virtual:"_qs});
    QCOMPARE(result.status, 0);
    QVERIFY(isPlain(result.out));
    for (const char *word : {"Identification", "Manufacturer", "1.8.0", "kWh", "Energy imported",
                             "right (XOR", "identification after 250 ms"})
        QVERIFY2(result.out.contains(word), word);
}

void tst_Cli::readsFaultyMeters_data()
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
    row("stays at 300", R"({"meter": {"ignoresAcknowledgement": true}})", 0, u"answeredAt300"_qs);
}

void tst_Cli::readsFaultyMeters()
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
}

void tst_Cli::namesTheScenariosFault()
{
    QTemporaryDir folder;
    const QString file = writeFile(folder, u"wrong.json"_qs, R"({"meter": {"colour": "blue"}})");
    const Result result = run({u"read"_qs, u"virtual:"_qs + file});
    QCOMPARE(result.status, 2);
    QVERIFY(result.notices.contains("wrong.json"));
    QVERIFY(result.notices.contains("colour"));
}

void tst_Cli::cannotOpen_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("port") << QStringList{u"read"_qs, u"/dev/does-not-exist"_qs};
    QTest::newRow("scenario") << QStringList{u"read"_qs, u"virtual:does-not-exist"_qs};
    QTest::newRow("refused") << QStringList{u"read"_qs, u"tcp:127.0.0.1:1"_qs};
    QTest::newRow("simulated scenario")
        << QStringList{u"simulate"_qs, u"--tcp"_qs, u"65000"_qs, u"--scenario"_qs, u"none.json"_qs};
    QTest::newRow("no folder for the link")
        << QStringList{u"simulate"_qs, u"--pty"_qs, u"/does/not/exist"_qs};
}

void tst_Cli::cannotOpen()
{
    QFETCH(QStringList, arguments);
    const Result result = run(arguments);
    QCOMPARE(result.status, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY(!result.notices.isEmpty());
    QVERIFY(isPlain(result.notices));
}

void tst_Cli::simulatedMeterIsRead()
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

void tst_Cli::readingIsInterrupted()
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

void tst_Cli::simulatingIsInterrupted()
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

void tst_Cli::fullDiskIsTold()
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

QTEST_GUILESS_MAIN(tst_Cli)
#include "tst_cli.moc"
