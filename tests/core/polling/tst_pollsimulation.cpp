// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/pollsimulation.h"
#include "resources/knowledge.h"
#include "tests/core/polling/storesamples.h"

#include <QTemporaryDir>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

constexpr UtcTime begin = 24h * 365 * 56;

/// Resident memory of this process in KiB; 0 where that is not known.
qint64 residentMemory()
{
    QFile file(u"/proc/self/statm"_qs);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    constexpr qint64 kibPerPage = 4;
    return file.readAll().split(' ').value(1).toLongLong() * kibPerPage;
}

PollPlan every(std::chrono::seconds interval, const QString &target)
{
    PollPlan plan;
    plan.request.target = std::get<Target>(parseTarget(target));
    plan.schedule.interval = interval;
    return plan;
}

} // namespace

class TestPollSimulation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsValues();
    void readsChosenCodes();
    void failsAndTriesAgain();
    void endsWhenNobodyTakes();
    void quietTimesAreLocal();
    void cannotOpen();
    void thirtyDaysEveryMinute();

private:
    QList<PollResult> run(const PollPlan &plan, std::chrono::milliseconds duration,
                          const QTimeZone &zone = QTimeZone::utc(), qsizetype most = 1000)
    {
        QList<PollResult> all;
        const auto error =
            simulatePolls(plan, m_knowledge, zone, begin, duration, [&](const PollResult &result) {
                all.append(result);
                return all.size() < most;
            });
        if (error)
            QTest::qFail(qPrintable(error->name + error->detail), __FILE__, __LINE__);
        return all;
    }
    Knowledge m_knowledge = loadKnowledge();
};

void TestPollSimulation::readsValues()
{
    const auto polls = run(every(15min, u"virtual:"_qs), 1h - 1s);
    QCOMPARE(polls.size(), 4);
    const PollResult &second = polls[1];
    QCOMPARE(second.record.due, begin + 15min);
    QCOMPARE(second.record.began, begin + 15min);
    QCOMPARE(second.record.outcome, PollOutcome::done);
    QVERIFY(second.record.reaction && *second.record.reaction > 100ms);
    QVERIFY(second.record.finding.isEmpty());
    QVERIFY(second.utc > second.record.began && second.utc < second.record.began + 3s);
    QCOMPARE(second.meter, u"40190756"_qs);
    QCOMPARE(second.identification, QByteArray("DUA5OPTOSCOPE-V1"));
    QVERIFY(second.key != polls[0].key);
    const auto readingIn = [](const PollResult &poll, const QByteArray &code, int bracket) {
        for (const RegisterReading &reading : poll.readings)
            if (reading.code == code && reading.bracket == bracket)
                return reading;
        return RegisterReading{};
    };
    const auto find = [&](const QByteArray &code, int bracket) {
        return readingIn(second, code, bracket);
    };
    const RegisterReading energy = find("1.8.0", 0);
    QCOMPARE(energy.unit, QByteArray("kWh"));
    QCOMPARE(energy.raw.size(), QByteArray("012804.376").size());
    QCOMPARE(energy.number, energy.raw.toDouble());
    for (qsizetype i = 1; i < polls.size(); ++i) // The virtual meter counts.
        QVERIFY(readingIn(polls[i], "1.8.0", 0).number
                > readingIn(polls[i - 1], "1.8.0", 0).number);
    QCOMPARE(find("1.6.0", 0).number, 6.412);
    QVERIFY(!find("1.6.0", 1).number); // its time
    QCOMPARE(find("1.6.0", 1).raw, QByteArray("2603111845"));
    QVERIFY(!find("96.1.0", 0).number);
    QVERIFY(!find("C.1.0", 0).number);
}

void TestPollSimulation::readsChosenCodes()
{
    PollPlan plan = every(15min, u"virtual:"_qs);
    plan.codes = {"1.8.0", "32.7.0", "9.9.9"};
    const auto polls = run(plan, 0s);
    QCOMPARE(polls.size(), 1);
    QCOMPARE(polls[0].readings.size(), 2);
    QCOMPARE(polls[0].meter, u"40190756"_qs); // known all the same
}

void TestPollSimulation::failsAndTriesAgain()
{
    PollPlan plan = every(15min, u"virtual:meter-silent"_qs);
    plan.schedule.retries = {2, 5s, 3, 300s};
    const auto polls = run(plan, 30min - 1s);
    QCOMPARE(polls.size(), 2);
    for (const PollResult &poll : polls) {
        QCOMPARE(poll.record.outcome, PollOutcome::noAnswer);
        QCOMPARE(poll.record.finding, u"noAnswer"_qs);
        QCOMPARE(poll.record.retries, 2);
        QCOMPARE(poll.record.began, poll.record.due);
        QVERIFY(poll.readings.isEmpty());
    }
}

void TestPollSimulation::endsWhenNobodyTakes()
{
    QCOMPARE(run(every(15min, u"virtual:"_qs), 24h, QTimeZone::utc(), 3).size(), 3);
}

void TestPollSimulation::quietTimesAreLocal()
{
    PollPlan plan = every(1h, u"virtual:meter-short"_qs);
    plan.schedule.quiet = {{22h, 6h}};
    const QTimeZone kiritimati(14 * 3600);
    const auto polls = run(plan, 24h - 1s, kiritimati);
    QCOMPARE(polls.size(), 16);
    for (const PollResult &poll : polls) {
        const int hour =
            QDateTime::fromMSecsSinceEpoch(poll.record.due.count(), kiritimati).time().hour();
        QVERIFY(hour >= 6 && hour < 22);
    }
}

void TestPollSimulation::cannotOpen()
{
    const auto error = simulatePolls(every(15min, u"virtual:no-such-case"_qs), m_knowledge,
                                     QTimeZone::utc(), begin, 1h, [](const PollResult &) {
                                         QTest::qFail("nothing was polled", __FILE__, __LINE__);
                                         return false;
                                     });
    QVERIFY(error);
}

/// A month at a poll a minute, with every value in the store and no more memory at its end than
/// after its first days.
void TestPollSimulation::thirtyDaysEveryMinute()
{
    QTemporaryDir folder;
    const auto address = *parseStoreAddress(folder.filePath(u"month.sqlite"_qs));
    const auto store = valueIn(ReadingStore::open(address, {false, 5s, false}));
    PollPlan plan = every(60s, u"virtual:meter-short"_qs);
    constexpr int days = 30;
    constexpr int pollsPerDay = 24 * 60;
    qint64 early = 0;
    int polls = 0;
    qint64 readings = 0;
    QElapsedTimer timer;
    timer.start();
    const auto error = simulatePolls(
        plan, m_knowledge, QTimeZone::utc(), begin, days * 24h - 1s, [&](const PollResult &result) {
            readings += result.readings.size();
            if (++polls == 3 * pollsPerDay)
                early = residentMemory();
            return result.record.outcome == PollOutcome::done && valueIn(store->add(result));
        });
    QVERIFY(!error);
    QCOMPARE(polls, days * pollsPerDay);
    const qint64 late = residentMemory();
    qInfo("%d polls, %lld readings in %lld s; %lld KiB resident after 3 days, %lld after 30", polls,
          readings, timer.elapsed() / 1000, early, late);
    if (early > 0)
        QVERIFY(late - early < 4 * 1024);
    const auto reader = valueIn(ReadingReader::open(address));
    qint64 stored = 0;
    qint64 mark = 0;
    for (;;) {
        const auto rows = valueIn(reader->rows(mark));
        if (rows.isEmpty())
            break;
        stored += rows.size();
    }
    QCOMPARE(stored, readings);
    for (const Series &series : valueIn(reader->series())) {
        const QList<Sample> samples = valueIn(reader->samples(series.id));
        QCOMPARE(samples.size(), polls);
        for (qsizetype i = 1; i < samples.size(); ++i)
            QCOMPARE(samples[i].utc - samples[i - 1].utc, UtcTime(60s));
    }
}

} // namespace optoscope

QTEST_GUILESS_MAIN(optoscope::TestPollSimulation)
#include "tst_pollsimulation.moc"
