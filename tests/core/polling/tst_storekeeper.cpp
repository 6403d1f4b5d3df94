// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/storekeeper.h"
#include "tests/core/polling/storesamples.h"

#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

constexpr int patience = 30000; // ms

/// Another program that holds the store.
class Holder
{
public:
    explicit Holder(const QString &file)
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_qs, u"holder"_qs);
        database.setDatabaseName(file);
        m_holds = database.open() && QSqlQuery(database).exec(u"BEGIN EXCLUSIVE"_qs);
    }
    /// Nobody else can even read it.
    bool shutOut()
    {
        QSqlQuery query(QSqlDatabase::database(u"holder"_qs));
        return query.exec(u"COMMIT"_qs) && query.exec(u"PRAGMA locking_mode = EXCLUSIVE"_qs)
            && query.exec(u"BEGIN EXCLUSIVE"_qs)
            && query.exec(u"UPDATE store_info SET version = version"_qs);
    }
    ~Holder()
    {
        QSqlDatabase::database(u"holder"_qs).close();
        QSqlDatabase::removeDatabase(u"holder"_qs);
    }
    /// Writes and lets go.
    bool run(const QString &statement)
    {
        QSqlQuery query(QSqlDatabase::database(u"holder"_qs));
        return query.exec(statement) && query.exec(u"COMMIT"_qs);
    }
    bool holds() const { return m_holds; }

private:
    bool m_holds = false;
};

} // namespace

class TestStoreKeeper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void storesAtOnce();
    void waitsForALock();
    void beginsWhileLocked();
    void refusesWhatIsNoStore();
    void missedPollsBecomeOne();
    void tellsWhenItIsFull();
    void makesANewFile();
    void remembersTheMeter();
    void puttingAsideKeepsAll();
    void tellsWhatIsLost();
    void waitsForALockAtTheEnd();
    void knowsThePastWhileLocked();
    void recallsWhatItCouldNotRead();
    void whoIsNamedStays();
    void aReplacedMeterIsStoredAtOnce();
    void tellsTheMeterToANewFile();
    void setsAsideWhatIsRefused();
    void aBadStoreRefusesNoPoll();

private:
    QString file() const { return m_folder->filePath(u"store.sqlite"_qs); }
    StoreAddress address() const { return *parseStoreAddress(file()); }
    static SqlOptions quick() { return {false, 50ms, false}; }
    QList<PollRecord> storedPolls() const
    {
        return valueIn(valueIn(ReadingReader::open(address()))->polls());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestStoreKeeper::storesAtOnce()
{
    StoreKeeper keeper(quick());
    QSignalSpy opened(&keeper, &StoreKeeper::opened);
    QSignalSpy kept(&keeper, &StoreKeeper::kept);
    QSignalSpy closed(&keeper, &StoreKeeper::closed);
    keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
    QCOMPARE(opened.size(), 1);
    keeper.keep(pollAt(0, 1, {reading("1.8.0", "1", "kWh", 1)}));
    QCOMPARE(kept.size(), 1);
    QCOMPARE(storedPolls().size(), 1);
    QVERIFY(storedPolls()[0].plan > 0);
    keeper.close();
    QCOMPARE(closed.size(), 1);
}

void TestStoreKeeper::waitsForALock()
{
    StoreKeeper keeper(quick());
    QSignalSpy kept(&keeper, &StoreKeeper::kept);
    QSignalSpy troubled(&keeper, &StoreKeeper::troubled);
    QSignalSpy recovered(&keeper, &StoreKeeper::recovered);
    keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
    {
        const Holder holder(file());
        QVERIFY(holder.holds());
        for (int i = 0; i < 5; ++i)
            keeper.keep(pollAt(0, i, {reading("1.8.0", "1", "kWh", i)}));
        QCOMPARE(kept.size(), 0);
        QCOMPARE(troubled.last()[0].value<StoreError>().kind, StoreError::Kind::Locked);
    }
    QVERIFY(recovered.wait(patience));
    QCOMPARE(kept.size(), 5);
    QCOMPARE(storedPolls().size(), 5);
}

void TestStoreKeeper::beginsWhileLocked()
{
    valueIn(ReadingStore::open(address(), quick()));
    StoreKeeper keeper(quick());
    QSignalSpy opened(&keeper, &StoreKeeper::opened);
    QSignalSpy recovered(&keeper, &StoreKeeper::recovered);
    {
        const Holder holder(file());
        keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
        QCOMPARE(opened.size(), 1); // The lock passes.
        keeper.keep(pollAt(0, 1, {}));
    }
    QVERIFY(recovered.wait(patience));
    QCOMPARE(storedPolls().size(), 1);
}

void TestStoreKeeper::refusesWhatIsNoStore()
{
    QFile text(file());
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write(QByteArray("not a store\n").repeated(100));
    text.close();
    StoreKeeper keeper(quick());
    QSignalSpy refused(&keeper, &StoreKeeper::refused);
    QSignalSpy opened(&keeper, &StoreKeeper::opened);
    QSignalSpy closed(&keeper, &StoreKeeper::closed);
    keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused[0][0].value<StoreError>().kind, StoreError::Kind::NotAStore);
    QCOMPARE(opened.size(), 0);
    keeper.close();
    QCOMPARE(closed.size(), 1);
}

void TestStoreKeeper::missedPollsBecomeOne()
{
    StoreKeeper keeper(quick());
    QSignalSpy recovered(&keeper, &StoreKeeper::recovered);
    keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
    {
        const Holder holder(file());
        keeper.keep(pollAt(0, 0, {}));
        for (int i = 1; i <= 50; ++i) {
            PollResult missed = pollAt(0, i, {});
            missed.record.outcome = PollOutcome::missed;
            missed.record.finding = u"storeFull"_qs;
            missed.record.began = missed.record.due;
            keeper.keep(missed);
        }
    }
    QVERIFY(recovered.wait(patience));
    const QList<PollRecord> polls = storedPolls();
    QCOMPARE(polls.size(), 2);
    QCOMPARE(polls[1].count, 50);
    QCOMPARE(polls[1].began, pollAt(0, 50, {}).record.due);
}

void TestStoreKeeper::tellsWhenItIsFull()
{
    StoreKeeper keeper(quick());
    QSignalSpy full(&keeper, &StoreKeeper::fullChanged);
    QSignalSpy recovered(&keeper, &StoreKeeper::recovered);
    keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
    const QList<RegisterReading> readings(1000, reading("1.8.0", "1", "kWh", 1));
    int polls = 0;
    {
        const Holder holder(file());
        while (full.isEmpty() && polls < 1000)
            keeper.keep(pollAt(0, ++polls, readings));
    }
    QCOMPARE(full.size(), 1);
    QVERIFY(full[0][0].toBool());
    QCOMPARE(polls, 100); // a hundred thousand readings
    QVERIFY(recovered.wait(patience));
    QCOMPARE(full.size(), 2);
    QVERIFY(!full[1][0].toBool());
    QCOMPARE(storedPolls().size(), polls);
}

void TestStoreKeeper::makesANewFile()
{
    StoreKeeper keeper(quick());
    QSignalSpy kept(&keeper, &StoreKeeper::kept);
    keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
    keeper.keep(pollAt(0, 1, {}));
    QVERIFY(QFile::rename(file(), file() + u".moved"_qs));
    QFile::remove(file() + u"-wal"_qs);
    QFile::remove(file() + u"-shm"_qs);
    keeper.keep(pollAt(0, 2, {}));
    QCOMPARE(kept.size(), 2);
    QCOMPARE(storedPolls().size(), 1); // The poll that came after.
}

void TestStoreKeeper::remembersTheMeter()
{
    {
        StoreKeeper keeper(quick());
        keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
        keeper.setMeter({u"77"_qs, "LGZ5"});
        keeper.keep(pollAt(0, 1, {}));
    }
    PollPlan plan = planFor(u"virtual:"_qs);
    StoreKeeper keeper(quick());
    QSignalSpy opened(&keeper, &StoreKeeper::opened);
    keeper.open(address(), {}, plan, UtcTime(0));
    QCOMPARE(opened[0][0].value<PollCourse::KnownMeter>().number, u"77"_qs);
    // Who says which meter is meant is believed.
    plan.meter = u"88"_qs;
    StoreKeeper other(quick());
    QSignalSpy openedOther(&other, &StoreKeeper::opened);
    other.open(address(), {}, plan, UtcTime(0));
    QCOMPARE(openedOther[0][0].value<PollCourse::KnownMeter>().number, u"88"_qs);
    QCOMPARE(valueIn(valueIn(ReadingReader::open(address()))->plans())[0].meter, u"88"_qs);
}

void TestStoreKeeper::puttingAsideKeepsAll()
{
    const auto spool = valueIn(SpoolFile::open(file(), quick()));
    PollResult poll = pollAt(0, 1, {reading("1.8.0", "\x01\xFF 1,5", "kWh", 1.5)});
    poll.record.finding = u"checkWrong"_qs;
    poll.record.lineErrors = 3;
    poll.record.count = 7;
    poll.record.capture = u"a.pcapng"_qs;
    poll.record.entry = 12;
    poll.findings = {
        {FindingId::checkWrong, Severity::error, Blame::line, Instant(3s), -1, 1.5, 2, u"3A"_qs}};
    QVERIFY(!spool->put(poll));
    QVERIFY(!spool->put(pollAt(0, 2, {})));
    QCOMPARE(valueIn(spool->count()), 2);
    const auto waiting = valueIn(spool->oldest());
    QCOMPARE(waiting.results.size(), 2);
    const PollResult &back = waiting.results[0];
    QCOMPARE(back.key, poll.key);
    QCOMPARE(back.record, poll.record);
    QCOMPARE(back.utc, poll.utc);
    QCOMPARE(back.meter, poll.meter);
    QCOMPARE(back.identification, poll.identification);
    QCOMPARE(back.readings, poll.readings);
    QCOMPARE(back.findings, poll.findings);
    QVERIFY(!spool->remove(waiting.last));
    QCOMPARE(valueIn(spool->count()), 0);
}

void TestStoreKeeper::tellsWhatIsLost()
{
    StoreKeeper keeper(quick());
    QSignalSpy kept(&keeper, &StoreKeeper::kept);
    QSignalSpy lost(&keeper, &StoreKeeper::lost);
    QSignalSpy closed(&keeper, &StoreKeeper::closed);
    keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
    const Holder holder(file());
    for (int i = 0; i < 3; ++i)
        keeper.keep(pollAt(0, i, {}));
    keeper.close();
    QCOMPARE(closed.size(), 1);
    QCOMPARE(kept.size(), 0);
    QCOMPARE(lost.size(), 1);
    QCOMPARE(lost[0][0].value<StoreError>().kind, StoreError::Kind::Locked);
    QCOMPARE(lost[0][1].toLongLong(), 3);
}

void TestStoreKeeper::waitsForALockAtTheEnd()
{
    StoreKeeper keeper(quick());
    QSignalSpy kept(&keeper, &StoreKeeper::kept);
    QSignalSpy lost(&keeper, &StoreKeeper::lost);
    keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
    {
        const Holder holder(file());
        keeper.keep(pollAt(0, 1, {}));
    }
    keeper.close(); // before the next try was due
    QCOMPARE(kept.size(), 1);
    QVERIFY(lost.isEmpty());
}

/// What is there can be read while somebody writes.
void TestStoreKeeper::knowsThePastWhileLocked()
{
    const PollResult poll = pollAt(0, 1, {});
    {
        StoreKeeper keeper(quick());
        keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
        keeper.setMeter({u"77"_qs, "LGZ5"});
        keeper.keep(poll);
    }
    StoreKeeper keeper(quick());
    QSignalSpy opened(&keeper, &StoreKeeper::opened);
    QSignalSpy recalled(&keeper, &StoreKeeper::recalled);
    QSignalSpy recovered(&keeper, &StoreKeeper::recovered);
    {
        const Holder holder(file());
        keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
        QCOMPARE(opened[0][0].value<PollCourse::KnownMeter>().number, u"77"_qs);
        const auto past = opened[0][1].value<SchedulePast>();
        QCOMPARE(past.lastDue, std::optional(poll.record.began));
        QCOMPARE(past.wakeUpsToday, 1);
    }
    QVERIFY(recovered.wait(patience));
    QVERIFY(recalled.isEmpty());
}

/// What the store knows goes before who answered first.
void TestStoreKeeper::recallsWhatItCouldNotRead()
{
    const PollResult poll = pollAt(0, 1, {});
    {
        StoreKeeper keeper(quick());
        keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
        keeper.setMeter({u"77"_qs, "LGZ5"});
        keeper.keep(poll);
    }
    StoreKeeper keeper(quick());
    QSignalSpy opened(&keeper, &StoreKeeper::opened);
    QSignalSpy recalled(&keeper, &StoreKeeper::recalled);
    QSignalSpy recovered(&keeper, &StoreKeeper::recovered);
    {
        Holder holder(file());
        QVERIFY(holder.shutOut());
        keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
        QCOMPARE(opened.size(), 1);
        QVERIFY(opened[0][0].value<PollCourse::KnownMeter>().number.isEmpty());
        PollResult other = pollAt(0, 2, {reading("1.8.0", "1", "kWh", 1)});
        other.meter = u"88"_qs;
        keeper.meetMeter({u"88"_qs, "LGZ5"});
        keeper.keep(other);
    }
    QVERIFY(recovered.wait(patience));
    QCOMPARE(recalled.size(), 1);
    QCOMPARE(recalled[0][0].value<PollCourse::KnownMeter>().number, u"77"_qs);
    QCOMPARE(recalled[0][1].value<SchedulePast>().lastDue, std::optional(poll.record.began));
    const QList<PollRecord> polls = storedPolls();
    QCOMPARE(polls.size(), 2);
    QCOMPARE(polls[1].outcome, PollOutcome::otherMeter);
    const auto reader = valueIn(ReadingReader::open(address()));
    QVERIFY(valueIn(reader->series()).isEmpty());
    QCOMPARE(valueIn(reader->plans())[0].meter, u"77"_qs);
}

/// Who says which meter is meant is believed, also while the store cannot be read.
void TestStoreKeeper::whoIsNamedStays()
{
    {
        StoreKeeper keeper(quick());
        keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
        keeper.setMeter({u"77"_qs, "LGZ5"});
    }
    PollPlan plan = planFor(u"virtual:"_qs);
    plan.meter = u"88"_qs;
    StoreKeeper keeper(quick());
    QSignalSpy recovered(&keeper, &StoreKeeper::recovered);
    {
        Holder holder(file());
        QVERIFY(holder.shutOut());
        keeper.open(address(), {}, plan, UtcTime(0));
    }
    QVERIFY(recovered.wait(patience));
    QCOMPARE(valueIn(valueIn(ReadingReader::open(address()))->plans())[0].meter, u"88"_qs);
}

void TestStoreKeeper::aReplacedMeterIsStoredAtOnce()
{
    StoreKeeper keeper(quick());
    keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
    keeper.setMeter({u"88"_qs, "LGZ5"}); // The program may end before the next poll.
    QCOMPARE(valueIn(valueIn(ReadingReader::open(address()))->plans())[0].meter, u"88"_qs);
}

void TestStoreKeeper::tellsTheMeterToANewFile()
{
    StoreKeeper keeper(quick());
    keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
    keeper.setMeter({u"88"_qs, "LGZ5"});
    QVERIFY(QFile::rename(file(), file() + u".moved"_qs));
    QFile::remove(file() + u"-wal"_qs);
    QFile::remove(file() + u"-shm"_qs);
    keeper.keep(pollAt(0, 2, {}));
    QCOMPARE(valueIn(valueIn(ReadingReader::open(address()))->plans())[0].meter, u"88"_qs);
}

void TestStoreKeeper::setsAsideWhatIsRefused()
{
    StoreKeeper keeper(quick());
    QSignalSpy kept(&keeper, &StoreKeeper::kept);
    QSignalSpy setAside(&keeper, &StoreKeeper::setAside);
    QSignalSpy troubled(&keeper, &StoreKeeper::troubled);
    keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
    {
        Holder holder(file());
        QVERIFY(holder.run(u"CREATE TRIGGER refusal BEFORE INSERT ON readings WHEN new.raw = 'bad' "
                           "BEGIN SELECT RAISE(ABORT, 'never'); END"_qs));
    }
    keeper.keep(pollAt(0, 1, {reading("1.8.0", "bad", "kWh", 1)}));
    keeper.keep(pollAt(0, 2, {reading("1.8.0", "good", "kWh", 2)}));
    QCOMPARE(kept.size(), 2);
    QVERIFY(troubled.isEmpty());
    QCOMPARE(setAside.size(), 1);
    QCOMPARE(setAside[0][1].value<PollResult>().readings.size(), 1);
    QVERIFY(setAside[0][0].value<StoreError>().detail.contains(u"never"_qs));
    const QList<PollRecord> polls = storedPolls();
    QCOMPARE(polls.size(), 2);
    QCOMPARE(polls[0].finding, u"valuesLeftOut"_qs);
    QVERIFY(polls[1].finding.isEmpty());
}

/// A store that takes nothing at all is no reason to strip polls.
void TestStoreKeeper::aBadStoreRefusesNoPoll()
{
    StoreKeeper keeper(quick());
    QSignalSpy setAside(&keeper, &StoreKeeper::setAside);
    QSignalSpy troubled(&keeper, &StoreKeeper::troubled);
    QSignalSpy recovered(&keeper, &StoreKeeper::recovered);
    keeper.open(address(), {}, planFor(u"virtual:"_qs), UtcTime(0));
    {
        Holder holder(file());
        QVERIFY(holder.run(u"CREATE TRIGGER refusal BEFORE INSERT ON polls BEGIN "
                           "SELECT RAISE(ABORT, 'never'); END"_qs));
    }
    keeper.keep(pollAt(0, 1, {reading("1.8.0", "1", "kWh", 1)}));
    QCOMPARE(troubled.size(), 1);
    {
        Holder holder(file());
        QVERIFY(holder.run(u"DROP TRIGGER refusal"_qs));
    }
    QVERIFY(recovered.wait(patience));
    QVERIFY(setAside.isEmpty());
    QVERIFY(storedPolls()[0].finding.isEmpty());
}

} // namespace optoscope

QTEST_GUILESS_MAIN(optoscope::TestStoreKeeper)
#include "tst_storekeeper.moc"
