// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/readingreader.h"
#include "tests/app/cliprocess.h"

#include <QJsonArray>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

QList<QJsonObject> lines(const QByteArray &out)
{
    QList<QJsonObject> all;
    const QList<QByteArray> texts = out.split('\n');
    for (qsizetype i = 0; i + 1 < texts.size(); ++i) // A line without its end is not whole.
        all.append(QJsonDocument::fromJson(texts[i]).object());
    return all;
}

QStringList pollKeys(const QByteArray &out)
{
    QStringList keys;
    for (const QJsonObject &line : lines(out))
        if (line[u"event"] == u"poll"_qs)
            keys.append(line[u"key"].toString());
    return keys;
}

void write(const QString &name, const QByteArray &content)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

/// Every reading of the store, by the key of its poll.
QHash<QString, QStringList> readingsIn(const QString &store)
{
    QHash<QString, QStringList> found;
    auto opened = ReadingReader::open(*parseStoreAddress(store));
    if (std::holds_alternative<StoreError>(opened))
        return found;
    auto reader = std::get<std::unique_ptr<ReadingReader>>(std::move(opened));
    qint64 mark = 0;
    for (;;) {
        const auto rows = reader->rows(mark);
        const auto *list = std::get_if<QList<ReadingReader::Row>>(&rows);
        if (!list || list->isEmpty())
            return found;
        for (const ReadingReader::Row &row : *list)
            found[row.key].append(QString::fromLatin1(row.reading.code) + u' '
                                  + QString::number(row.reading.bracket));
    }
}

} // namespace

class TestCliPoll : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pollsAndStores();
    void tellsPeople();
    void endsAtSigterm();
    void goesOnWhereItWas();
    void asksForAnotherMeter();
    void stopsAtRefusal();
    void tellsWhatBatteriesCost();
    void pollsThePast();
    void tellsWhatIsLost();
    void pollsAgainWhatWasInterrupted();
    void writesAndReadsTables();
    void usage_data();
    void usage();
    void storesThatCannotBeUsed();
    void killedAtRandom();

private:
    QTemporaryDir m_folder;
    QString file(const QString &name) const { return m_folder.filePath(name); }
};

void TestCliPoll::pollsAndStores()
{
    const QString store = file(u"one.sqlite"_qs);
    const Result result = run({u"poll"_qs, u"virtual:meter-short"_qs, u"--every"_qs, u"1"_qs,
                               u"--count"_qs, u"2"_qs, u"--json"_qs, u"--store"_qs, store});
    QCOMPARE(result.status, 0);
    QList<QJsonObject> polls;
    for (const QJsonObject &line : lines(result.out))
        if (line[u"event"] == u"poll"_qs)
            polls.append(line);
    QCOMPARE(polls.size(), 2);
    const QJsonObject &poll = polls[1];
    QCOMPARE(poll[u"outcome"].toString(), u"done"_qs);
    QVERIFY(poll[u"finding"].isNull());
    QVERIFY(poll[u"reactionMs"].toDouble() > 100);
    const QJsonObject energy = poll[u"readings"].toArray().at(2).toObject();
    QCOMPARE(energy[u"code"].toString(), u"1.8.0"_qs);
    QCOMPARE(energy[u"value"].toString().size(), 10); // as 012804.376
    QCOMPARE(energy[u"unit"].toString(), u"kWh"_qs);
    QCOMPARE(energy[u"number"].toDouble(), energy[u"value"].toString().toDouble());
    const auto stored = readingsIn(store);
    QCOMPARE(stored.size(), 2);
    QCOMPARE(stored.value(poll[u"key"].toString()).size(), poll[u"readings"].toArray().size());
}

void TestCliPoll::tellsPeople()
{
    const Result result = run({u"poll"_qs, u"virtual:meter-silent"_qs, u"--every"_qs, u"1h"_qs,
                               u"--count"_qs, u"1"_qs, u"--retries"_qs, u"0"_qs});
    QCOMPARE(result.status, 3);
    QVERIFY(result.out.contains("no answer"));
    QVERIFY(result.notices.contains("every 1 h"));
    QVERIFY(isPlain(result.out));
}

void TestCliPoll::endsAtSigterm()
{
#ifdef Q_OS_UNIX
    QProcess process;
    start(process,
          {u"poll"_qs, u"virtual:meter-short"_qs, u"--every"_qs, u"1"_qs, u"--json"_qs,
           u"--store"_qs, file(u"term.sqlite"_qs)});
    QVERIFY(process.waitForReadyRead(patience));
    process.terminate();
    const Result result = finish(process);
    QCOMPARE(result.status, 0);
    const QStringList keys = pollKeys(result.out);
    const auto stored = readingsIn(file(u"term.sqlite"_qs));
    QVERIFY(!keys.isEmpty());
    QVERIFY(stored.contains(keys.first()));
#else
    QSKIP("There is no SIGTERM here.");
#endif
}

void TestCliPoll::goesOnWhereItWas()
{
    const QStringList arguments{
        u"poll"_qs,    u"virtual:meter-short"_qs, u"--every"_qs, u"1d"_qs, u"--count"_qs, u"1"_qs,
        u"--store"_qs, file(u"daily.sqlite"_qs),  u"--json"_qs};
    QCOMPARE(pollKeys(run(arguments).out).size(), 1);
    // Today was polled: the second one waits for tomorrow.
    QProcess process;
    start(process, arguments);
    QVERIFY(!process.waitForFinished(3000));
    process.terminate();
    QCOMPARE(pollKeys(finish(process).out).size(), 0);
}

void TestCliPoll::asksForAnotherMeter()
{
    const QString store = file(u"meters.sqlite"_qs);
    QStringList arguments{u"poll"_qs,    u"virtual:meter-short"_qs,
                          u"--every"_qs, u"1"_qs,
                          u"--count"_qs, u"1"_qs,
                          u"--store"_qs, store,
                          u"--meter"_qs, u"4711"_qs};
    const Result other = run(arguments);
    QCOMPARE(other.status, 5);
    QVERIFY(other.notices.contains("--meter 00401907"));
    QVERIFY(readingsIn(store).isEmpty());
    arguments.last() = u"00401907"_qs; // It was replaced.
    QCOMPARE(run(arguments).status, 0);
    QCOMPARE(readingsIn(store).size(), 1);
}

void TestCliPoll::stopsAtRefusal()
{
    // A meter that answers the option select with NAK.
    QTcpServer meter;
    QVERIFY(meter.listen(QHostAddress::LocalHost));
    int signOns = 0;
    connect(&meter, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *line = meter.nextPendingConnection();
        connect(line, &QTcpSocket::readyRead, line, [&signOns, line] {
            const QByteArray heard = line->readAll();
            if (heard.contains("/?!")) {
                ++signOns;
                line->write("/DUA0REFUSES\r\n");
            } else if (heard.contains('\x06')) {
                line->write("\x15");
            }
        });
    });
    QProcess process;
    start(process,
          {u"poll"_qs, u"tcp:127.0.0.1:%1"_qs.arg(meter.serverPort()), u"--every"_qs, u"1"_qs,
           u"--json"_qs});
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, patience);
    QCOMPARE(process.exitCode(), 5);
    QCOMPARE(signOns, 1); // It is not asked again.
    QVERIFY(process.readAllStandardError().contains("--go-on"));
    QCOMPARE(lines(process.readAllStandardOutput()).first()[u"outcome"].toString(), u"refused"_qs);
}

void TestCliPoll::tellsWhatBatteriesCost()
{
    const Result result =
        run({u"poll"_qs, u"virtual:meter-needs-wake-up"_qs, u"--wake-up"_qs, u"--every"_qs,
             u"30m"_qs, u"--count"_qs, u"1"_qs, u"--retries"_qs, u"0"_qs});
    QCOMPARE(result.status, 0);
    QVERIFY(result.notices.contains("48 times a day"));
    QVERIFY(result.notices.contains("50 %"));
}

void TestCliPoll::pollsThePast()
{
    const QString store = file(u"past.sqlite"_qs);
    const Result result = run({u"poll"_qs, u"virtual:meter-short"_qs, u"--every"_qs, u"15m"_qs,
                               u"--days"_qs, u"2"_qs, u"--store"_qs, store, u"--json"_qs});
    QCOMPARE(result.status, 0);
    const qsizetype polls = pollKeys(result.out).size();
    QVERIFY(polls >= 192 && polls <= 194);
    QCOMPARE(readingsIn(store).size(), polls);
    const Result two = run({u"poll"_qs, u"virtual:meter-silent"_qs, u"--every"_qs, u"15m"_qs,
                            u"--days"_qs, u"2"_qs, u"--count"_qs, u"2"_qs, u"--json"_qs});
    QCOMPARE(two.status, 3);
    QCOMPARE(pollKeys(two.out).size(), 2);
}

void TestCliPoll::tellsWhatIsLost()
{
#ifdef Q_OS_UNIX
    // Files that cannot grow are as a full disk.
    QProcess process;
    process.start(u"/bin/sh"_qs,
                  {u"-c"_qs, u"trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""_qs,
                   QStringLiteral(OPTOSCOPE_CLI), u"poll"_qs, u"virtual:meter-short"_qs,
                   u"--every"_qs, u"1"_qs, u"--count"_qs, u"1"_qs, u"--json"_qs, u"--store"_qs,
                   file(u"full.sqlite"_qs)});
    QVERIFY(process.waitForStarted(patience));
    const Result result = finish(process);
    QCOMPARE(result.status, 2);
    QVERIFY(pollKeys(result.out).isEmpty());
    QCOMPARE(lines(result.out).last()[u"event"].toString(), u"storeLost"_qs);
    QVERIFY(result.notices.contains("are lost: "));
#else
    QSKIP("This system cannot limit the size of files.");
#endif
}

/// A poll that was interrupted has not used its slot.
void TestCliPoll::pollsAgainWhatWasInterrupted()
{
#ifdef Q_OS_UNIX
    const QStringList arguments{u"poll"_qs,    u"virtual:"_qs,         u"--every"_qs,
                                u"1d"_qs,      u"--count"_qs,          u"1"_qs,
                                u"--store"_qs, file(u"cut.sqlite"_qs), u"--json"_qs};
    QProcess process;
    start(process, arguments);
    // The plan is stored before the poll begins.
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(file(u"cut.sqlite"_qs)).size() > 0, patience);
    process.terminate();
    const QList<QJsonObject> told = lines(finish(process).out);
    if (told.isEmpty())
        QSKIP("It ended before the poll began.");
    QCOMPARE(told.first()[u"outcome"].toString(), u"interrupted"_qs);
    QCOMPARE(pollKeys(run(arguments).out).size(), 1);
#else
    QSKIP("There is no SIGTERM here.");
#endif
}

void TestCliPoll::writesAndReadsTables()
{
    const QString store = file(u"tables.sqlite"_qs);
    run({u"poll"_qs, u"virtual:"_qs, u"--every"_qs, u"1h"_qs, u"--days"_qs, u"1"_qs, u"--store"_qs,
         store});
    const QString csv = file(u"a.csv"_qs);
    QCOMPARE(run({u"readings"_qs, store, csv}).status, 0);
    const QString copy = file(u"copy.sqlite"_qs);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(run({u"readings"_qs, copy, u"--import"_qs, csv}).status, 0);
    const QString again = file(u"b.csv"_qs);
    QCOMPARE(run({u"readings"_qs, copy, again}).status, 0);
    QFile one(csv);
    QFile two(again);
    QVERIFY(one.open(QIODevice::ReadOnly) && two.open(QIODevice::ReadOnly));
    const QByteArray table = one.readAll();
    QVERIFY(table.count('\n') > 900);
    QCOMPARE(two.readAll(), table);
    const Result summary = run({u"readings"_qs, store, u"--json"_qs});
    QCOMPARE(jsonOf(summary)[u"series"].toArray().size(), 29);
    QCOMPARE(run({u"readings"_qs, store, file(u"all.json"_qs)}).status, 0);
    QFile json(file(u"all.json"_qs));
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonObject document = QJsonDocument::fromJson(json.readAll()).object();
    QVERIFY(document[u"polls"].toArray().size() >= 24);
    QCOMPARE(document[u"readings"].toArray().size(), table.count('\n') - 1);
}

void TestCliPoll::usage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    const QStringList poll{u"poll"_qs, u"virtual:"_qs};
    QTest::newRow("how often") << poll << QByteArray("--every 60");
    QTest::newRow("bad time") << poll + QStringList{u"--every"_qs, u"soon"_qs}
                              << QByteArray("soon");
    QTest::newRow("too often") << poll + QStringList{u"--every"_qs, u"0"_qs} << QByteArray("366");
    const QStringList hourly = poll + QStringList{u"--every"_qs, u"1h"_qs};
    QTest::newRow("quiet") << hourly + QStringList{u"--quiet"_qs, u"night"_qs}
                           << QByteArray("night");
    QTest::newRow("always quiet") << hourly + QStringList{u"--quiet"_qs, u"00:00-24:00"_qs}
                                  << QByteArray("quiet time");
    QTest::newRow("retries") << hourly + QStringList{u"--retries"_qs, u"-1"_qs}
                             << QByteArray("0 to 100");
    QTest::newRow("count") << hourly + QStringList{u"--count"_qs, u"0"_qs} << QByteArray("count");
    QTest::newRow("store") << hourly + QStringList{u"--store"_qs, u"mysql://host/db"_qs}
                           << QByteArray("mysql");
    QTest::newRow("the past of a real meter")
        << QStringList{u"poll"_qs, u"/dev/ttyUSB9"_qs, u"--every"_qs,
                       u"1h"_qs,   u"--days"_qs,       u"3"_qs}
        << QByteArray("--days");
    QTest::newRow("a trace of days")
        << hourly + QStringList{u"--days"_qs, u"3"_qs, u"--trace"_qs, u"days.pcapng"_qs}
        << QByteArray("--trace");
    QTest::newRow("no store") << QStringList{u"readings"_qs} << QByteArray("store");
    QTest::newRow("another ending")
        << QStringList{u"readings"_qs, u"a.sqlite"_qs, u"b.xls"_qs} << QByteArray(".csv");
}

void TestCliPoll::usage()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, named);
    const Result result = run(arguments);
    QCOMPARE(result.status, 1);
    QVERIFY2(result.notices.contains(named), result.notices.constData());
}

void TestCliPoll::storesThatCannotBeUsed()
{
    const QString text = file(u"text.sqlite"_qs);
    write(text, QByteArray("not a store\n").repeated(100));
    const QStringList poll{u"poll"_qs, u"virtual:"_qs, u"--every"_qs, u"1h"_qs, u"--store"_qs};
    const Result noStore = run(poll + QStringList{text});
    QCOMPARE(noStore.status, 2);
    QVERIFY(noStore.notices.contains("no store of readings"));
    QVERIFY(noStore.out.isEmpty());
    QCOMPARE(run(poll + QStringList{file(u"no/folder.sqlite"_qs)}).status, 2);
    QCOMPARE(run({u"readings"_qs, file(u"nowhere.sqlite"_qs)}).status, 2);
    QVERIFY(!QFile::exists(file(u"nowhere.sqlite"_qs)));
}

/// SIGKILL at 50 random moments, ten programs at a time polling into one store: whatever was told
/// as stored is there, whole, and once.
void TestCliPoll::killedAtRandom()
{
    constexpr int rounds = 5;
    constexpr int programs = 10;
    constexpr int mostWait = 6000; // ms: three polls
    const QString store = file(u"killed.sqlite"_qs);
    write(file(u"fast.txt"_qs),
          "/DUA6FAST\r\nF.F(00000000)\r\n0.0.0(00401907)\r\n"
          "1.8.0(012804.376*kWh)\r\n2.8.0(000317.058*kWh)\r\n!\r\n");
    const QString meter = file(u"fast.json"_qs);
    write(meter, "{\"meter\": {\"baudCharacter\": \"6\", \"readout\": \"fast.txt\"}}");
    QRandomGenerator chance(20261123);
    QStringList told;
    int killed = 0;
    for (int round = 0; round < rounds; ++round) {
        std::vector<std::unique_ptr<QProcess>> all;
        for (int i = 0; i < programs; ++i) {
            all.push_back(std::make_unique<QProcess>());
            QProcess *process = all.back().get();
            start(*process,
                  {u"poll"_qs, u"virtual:"_qs + meter, u"--every"_qs, u"1"_qs, u"--json"_qs,
                   u"--store"_qs, store, u"--station"_qs, u"station %1"_qs.arg(i)});
            QTimer::singleShot(static_cast<int>(chance.bounded(mostWait)), process,
                               &QProcess::kill);
        }
        for (const auto &process : all) {
            QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, patience);
            QCOMPARE(process->exitStatus(), QProcess::CrashExit);
            ++killed;
            told += pollKeys(process->readAllStandardOutput());
        }
    }
    QCOMPARE(killed, rounds * programs);
    QVERIFY(told.size() > killed / 2);
    const auto stored = readingsIn(store);
    for (const QString &key : std::as_const(told))
        QVERIFY(stored.contains(key));
    for (auto poll = stored.cbegin(); poll != stored.cend(); ++poll) {
        QCOMPARE(poll->size(), 4); // all of the read-out
        QCOMPARE(QSet<QString>(poll->cbegin(), poll->cend()).size(), 4); // none twice
    }
    QCOMPARE(QSet<QString>(told.cbegin(), told.cend()).size(), told.size());
    qInfo("%d killed, %lld polls told, %lld stored", killed, qint64{told.size()},
          qint64{stored.size()});
    // And it goes on.
    QCOMPARE(run({u"poll"_qs, u"virtual:meter-short"_qs, u"--every"_qs, u"1"_qs, u"--count"_qs,
                  u"1"_qs, u"--store"_qs, store})
                 .status,
             0);
}

} // namespace optoscope::cli

QTEST_GUILESS_MAIN(optoscope::cli::TestCliPoll)
#include "tst_clipoll.moc"
