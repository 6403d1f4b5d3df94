// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/readingreader.h"
#include "core/polling/sqlconnection.h"
#include "tests/app/cliprocess.h"
#include "tests/core/polling/pgserver.h"

#include <QDir>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

QStringList pollKeys(const QByteArray &out)
{
    QStringList keys;
    const QList<QByteArray> lines = out.split('\n');
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) { // A line without its end is not whole.
        const QJsonObject line = QJsonDocument::fromJson(lines[i]).object();
        if (line[u"event"] == u"poll"_qs)
            keys.append(line[u"key"].toString());
    }
    return keys;
}

/// Codes of the readings by the key of their poll.
QHash<QString, QStringList> readingsIn(const StoreAddress &store)
{
    QHash<QString, QStringList> found;
    auto opened = ReadingReader::open(store);
    if (std::holds_alternative<StoreError>(opened))
        return found;
    const auto reader = std::get<std::unique_ptr<ReadingReader>>(std::move(opened));
    qint64 mark = 0;
    for (;;) {
        const auto rows = reader->rows(mark);
        const auto *list = std::get_if<QList<ReadingReader::Row>>(&rows);
        if (!list || list->isEmpty())
            return found;
        for (const ReadingReader::Row &row : *list)
            found[row.key].append(QString::fromLatin1(row.reading.code));
    }
}

/// What systemd makes of a line of a unit: a variable that is a word of its own becomes its words.
QStringList expanded(const QString &line, const QHash<QString, QString> &variables)
{
    QStringList words;
    const QStringList parts = line.split(u' ', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (part.startsWith(u'$'))
            words += variables.value(part.mid(1)).split(u' ', Qt::SkipEmptyParts);
        else
            words.append(part);
    }
    return words;
}

} // namespace

/// Polling as a service, and many stations that poll into one server.
class TestCliStations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void endsAsTheServiceDoes();
    void killedWhilePollingIntoAServer();

private:
    QString file(const QString &name) const { return m_folder->filePath(name); }
    void startIn(QProcess &process, const QStringList &arguments) const;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCliStations::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QFile readout(file(u"fast.txt"_qs));
    QVERIFY(readout.open(QIODevice::WriteOnly));
    readout.write("/DUA6FAST\r\nF.F(00000000)\r\n0.0.0(00401907)\r\n"
                  "1.8.0(012804.376*kWh)\r\n2.8.0(000317.058*kWh)\r\n!\r\n");
    QFile meter(file(u"fast.json"_qs));
    QVERIFY(meter.open(QIODevice::WriteOnly));
    meter.write("{\"meter\": {\"baudCharacter\": \"6\", \"readout\": \"fast.txt\"}}");
}

/// In the folder of the service, which holds what waits for a server, too.
void TestCliStations::startIn(QProcess &process, const QStringList &arguments) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"STATE_DIRECTORY"_qs, m_folder->path());
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_folder->path());
    start(process, arguments);
}

/// The very command line of the unit that is installed, and the signal that systemd sends.
void TestCliStations::endsAsTheServiceDoes()
{
#ifdef Q_OS_UNIX
    QFile unit(QStringLiteral(OPTOSCOPE_UNIT));
    QVERIFY(unit.open(QIODevice::ReadOnly));
    static const QRegularExpression line(u"^ExecStart=(\\S*)/optoscope-cli (.*)$"_qs,
                                         QRegularExpression::MultilineOption);
    const auto command = line.match(QString::fromUtf8(unit.readAll()));
    QVERIFY(command.hasMatch());
    const QStringList arguments =
        expanded(command.captured(2),
                 {{u"TARGET"_qs, u"virtual:"_qs + file(u"fast.json"_qs)},
                  {u"OPTIONS"_qs, u"--every 1 --retries 1 --store house.sqlite"_qs}});
    QCOMPARE(arguments.first(), u"poll"_qs);
    const StoreAddress store{StoreAddress::Kind::File, file(u"house.sqlite"_qs), {}};
    qsizetype before = 0;
    for (int times = 0; times < 2; ++times) { // A service is started again and goes on.
        QProcess process;
        startIn(process, arguments);
        QTRY_VERIFY_WITH_TIMEOUT(readingsIn(store).size() >= before + 2, patience);
        process.terminate();
        const Result result = finish(process);
        QCOMPARE(result.status, 0); // Restart=on-failure: it stays ended.
        QVERIFY(!QFile::exists(store.file + u"-wal"_qs)); // All of it is in the file.
        const auto stored = readingsIn(store);
        QVERIFY(stored.size() >= before + 2);
        before = stored.size();
        for (const QStringList &codes : stored)
            QCOMPARE(codes.size(), 4);
        auto opened = SqlConnection::open(store, {});
        auto &connection = std::get<std::unique_ptr<SqlConnection>>(opened);
        auto check = connection->query(u"PRAGMA integrity_check"_qs);
        QSqlQuery *query = std::get<QSqlQuery *>(check);
        QVERIFY(query->next());
        QCOMPARE(query->value(0).toString(), u"ok"_qs);
        query->finish();
    }
#else
    QSKIP("There is no SIGTERM here.");
#endif
}

/// Whatever was told as kept is in the server in the end, whole and once: also what waited for the
/// server when the program was killed.
void TestCliStations::killedWhilePollingIntoAServer()
{
    PgServer server;
    if (!server.problem().isEmpty())
        QSKIP(qPrintable(server.problem()));
    constexpr int rounds = 3; // In the second one the server is away.
    constexpr int stations = 4;
    constexpr int leastWait = 1500; // ms
    constexpr int mostWait = 8000;
    const StoreAddress store = server.makeDatabase();
    const auto arguments = [&](int station) {
        return QStringList{u"poll"_qs,
                           u"virtual:"_qs + file(u"fast.json"_qs),
                           u"--every"_qs,
                           u"1"_qs,
                           u"--json"_qs,
                           u"--store"_qs,
                           store.url.toString(QUrl::FullyEncoded),
                           u"--station"_qs,
                           u"station %1"_qs.arg(station)};
    };
    QRandomGenerator chance(20261124);
    QStringList told;
    for (int round = 0; round < rounds; ++round) {
        if (round == 1)
            server.stop();
        std::vector<std::unique_ptr<QProcess>> all;
        for (int i = 0; i < stations; ++i) {
            all.push_back(std::make_unique<QProcess>());
            startIn(*all.back(), arguments(i));
            QTimer::singleShot(leastWait + static_cast<int>(chance.bounded(mostWait - leastWait)),
                               all.back().get(), &QProcess::kill);
        }
        for (const auto &process : all) {
            QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, patience);
            QCOMPARE(process->exitStatus(), QProcess::CrashExit);
            told += pollKeys(process->readAllStandardOutput());
        }
        if (round == 1)
            server.startAgain();
    }
    QVERIFY(told.size() > stations);
    // Who comes again sends what waited.
    for (int i = 0; i < stations; ++i) {
        QProcess process;
        startIn(process, arguments(i) + QStringList{u"--count"_qs, u"1"_qs});
        const Result result = finish(process);
        QVERIFY2(result.status == 0, result.notices.constData());
        told += pollKeys(result.out);
    }
    const auto stored = readingsIn(store);
    for (const QString &key : std::as_const(told))
        QVERIFY2(stored.contains(key), qPrintable(key));
    for (const QStringList &codes : stored) {
        QCOMPARE(codes.size(), 4); // all of the read-out
        QCOMPARE(QSet<QString>(codes.cbegin(), codes.cend()).size(), 4); // none twice
    }
    QCOMPARE(QSet<QString>(told.cbegin(), told.cend()).size(), told.size());
    qInfo("%d killed, %lld polls told, %lld stored", rounds * stations, qint64{told.size()},
          qint64{stored.size()});
}

} // namespace optoscope::cli

QTEST_GUILESS_MAIN(optoscope::cli::TestCliStations)
#include "tst_clistations.moc"
