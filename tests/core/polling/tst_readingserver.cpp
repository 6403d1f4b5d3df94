// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/sqlconnection.h"
#include "core/polling/storekeeper.h"
#include "tests/core/polling/pgserver.h"
#include "tests/core/polling/storecontract.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

using Kind = StoreError::Kind;

constexpr int patience = 60000; // ms

} // namespace

/// The contract with a real server, and what can happen to a server only.
class TestReadingServer : public StoreContract
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void init() { m_database = m_server->makeDatabase(); }
    void tellsWhatIsWrong();
    void sharesItsDatabase();
    void refusesNewer();
    void manyStationsAtOnce();
    void keepsAllWhileTheServerIsAway();
    void beginsWithoutTheServer();

protected:
    StoreAddress address() override { return m_database; }

private:
    std::unique_ptr<PgServer> m_server;
    StoreAddress m_database;
};

void TestReadingServer::initTestCase()
{
    qRegisterMetaType<PollResult>();
    m_server = std::make_unique<PgServer>();
    if (!m_server->problem().isEmpty())
        QSKIP(qPrintable(m_server->problem()));
}

void TestReadingServer::tellsWhatIsWrong()
{
    const auto wrongPassword = m_server->address(u"store1"_qs, u"wrong"_qs);
    const StoreError denied = errorIn(ReadingStore::open(wrongPassword));
    QCOMPARE(denied.kind, Kind::NoRights);
    QVERIFY(!denied.name.contains(u"wrong"_qs)); // No password is shown.
    const auto noDatabase = m_server->address(u"nowhere"_qs, m_server->password());
    QCOMPARE(errorIn(ReadingStore::open(noDatabase)).kind, Kind::NotFound);
    StoreAddress noServer = m_database;
    noServer.url.setPort(1);
    QCOMPARE(errorIn(ReadingStore::open(noServer)).kind, Kind::Away);
    QCOMPARE(errorIn(ReadingReader::open(m_database)).kind, Kind::NotAStore); // An empty one.
}

void TestReadingServer::sharesItsDatabase()
{
    {
        const auto other = valueIn(SqlConnection::open(m_database, {}));
        QVERIFY(!other->run(u"CREATE TABLE public.polls (song TEXT)"_qs));
    }
    const auto writer = store();
    valueIn(writer->add(pollAt(0, 1, {reading("1.8.0", "1", "kWh", 1)})));
    QCOMPARE(valueIn(reader()->polls()).size(), 1);
}

void TestReadingServer::refusesNewer()
{
    store();
    const auto other = valueIn(SqlConnection::open(m_database, {}));
    QVERIFY(!other->run(u"UPDATE store_info SET version = 99"_qs));
    const StoreError error = errorIn(ReadingStore::open(m_database));
    QCOMPARE(error.kind, Kind::Newer);
    QCOMPARE(error.version, 99);
}

/// Whoever follows the store sees each poll once, though they are stored from many places.
void TestReadingServer::manyStationsAtOnce()
{
    store();
    constexpr int stations = 4;
    constexpr int polls = 50;
    QList<QThread *> threads;
    for (int station = 0; station < stations; ++station) {
        threads.append(QThread::create([this, station] {
            const auto writer = valueIn(ReadingStore::open(m_database));
            const auto plan =
                valueIn(writer->savePlan(planFor(u"/dev/ttyUSB"_qs + QString::number(station))));
            for (int i = 0; i < polls; ++i)
                valueIn(writer->add(pollAt(plan.id, i, {reading("1.8.0", "1", "kWh", i)})));
        }));
        threads.last()->setParent(this);
        threads.last()->start();
    }
    const auto view = reader();
    StoreNews news;
    QHash<qint64, int> seen;
    const auto look = [&] {
        news = valueIn(view->newsSince(news.mark, 10));
        for (const PollRecord &poll : std::as_const(news.polls))
            ++seen[poll.id];
    };
    while (std::any_of(threads.cbegin(), threads.cend(),
                       [](const QThread *thread) { return !thread->isFinished(); }))
        look();
    do {
        look();
    } while (!news.isAll);
    QCOMPARE(seen.size(), stations * polls);
    for (const int times : std::as_const(seen))
        QCOMPARE(times, 1);
}

void TestReadingServer::keepsAllWhileTheServerIsAway()
{
    const QTemporaryDir folder;
    const QString spool = folder.filePath(u"spool.sqlite"_qs);
    const PollPlan plan = planFor(u"virtual:"_qs);
    {
        StoreKeeper keeper;
        QSignalSpy opened(&keeper, &StoreKeeper::opened);
        QSignalSpy kept(&keeper, &StoreKeeper::kept);
        QSignalSpy troubled(&keeper, &StoreKeeper::troubled);
        QSignalSpy recovered(&keeper, &StoreKeeper::recovered);
        keeper.open(m_database, spool, plan, UtcTime(0));
        QCOMPARE(opened.size(), 1);
        keeper.setMeter({u"40190756"_qs, "DUA5OPTOSCOPE-V1"});
        keeper.keep(pollAt(0, 0, {reading("1.8.0", "0", "kWh", 0)}));
        m_server->stop();
        for (int i = 1; i <= 20; ++i)
            keeper.keep(pollAt(0, i, {reading("1.8.0", "1", "kWh", i)}));
        QCOMPARE(kept.size(), 21); // All of them are on a disk.
        QVERIFY(!troubled.isEmpty());
        QCOMPARE(troubled.last()[0].value<StoreError>().kind, Kind::Away);
        QVERIFY(recovered.isEmpty());
        m_server->startAgain();
        QVERIFY(recovered.wait(patience));
        QCOMPARE(valueIn(reader()->polls()).size(), 21);
        m_server->stop();
        keeper.keep(pollAt(0, 21, {reading("1.8.0", "1", "kWh", 21)}));
        QCOMPARE(kept.size(), 22);
    } // The program ends, or is killed.
    m_server->startAgain();
    QCOMPARE(valueIn(reader()->polls()).size(), 21);
    StoreKeeper keeper;
    keeper.open(m_database, spool, plan, UtcTime(0));
    QCOMPARE(valueIn(reader()->polls()).size(), 22);
    const auto view = reader();
    const QList<Sample> samples = valueIn(view->samples(valueIn(view->series())[0].id));
    QCOMPARE(samples.size(), 22);
    for (qsizetype i = 0; i < samples.size(); ++i)
        QCOMPARE(samples[i].value, double(i));
    QCOMPARE(valueIn(view->polls())[5].plan, valueIn(view->plans())[0].id);
}

void TestReadingServer::beginsWithoutTheServer()
{
    const QTemporaryDir folder;
    const QString spool = folder.filePath(u"spool.sqlite"_qs);
    const PollPlan plan = planFor(u"virtual:"_qs);
    const PollResult poll = pollAt(0, 1, {reading("1.8.0", "1", "kWh", 1)});
    {
        StoreKeeper keeper;
        keeper.open(m_database, spool, plan, UtcTime(0));
        keeper.setMeter({u"40190756"_qs, "DUA5OPTOSCOPE-V1"});
        keeper.keep(poll);
    }
    m_server->stop();
    {
        StoreKeeper keeper;
        QSignalSpy opened(&keeper, &StoreKeeper::opened);
        QSignalSpy kept(&keeper, &StoreKeeper::kept);
        keeper.open(m_database, spool, plan, UtcTime(0));
        QCOMPARE(opened.size(), 1);
        // It knows where it was: from its file.
        QCOMPARE(opened[0][0].value<PollCourse::KnownMeter>().number, u"40190756"_qs);
        QCOMPARE(opened[0][1].value<SchedulePast>().lastDue, std::optional(poll.record.began));
        keeper.keep(pollAt(0, 2, {}));
        QCOMPARE(kept.size(), 1);
    }
    m_server->startAgain();
    StoreKeeper keeper;
    keeper.open(m_database, spool, plan, UtcTime(0));
    QCOMPARE(valueIn(reader()->polls()).size(), 2);
}

} // namespace optoscope

QTEST_GUILESS_MAIN(optoscope::TestReadingServer)
#include "tst_readingserver.moc"
