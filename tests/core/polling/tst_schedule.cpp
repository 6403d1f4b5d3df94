// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/schedule.h"
#include "core/polling/schedulecost.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

using State = Schedule::State;
using std::chrono::milliseconds;

UtcTime utc(const QByteArray &text)
{
    return UtcTime(
        QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate).toMSecsSinceEpoch());
}

QString shown(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.count(), Qt::UTC).toString(u"dd hh:mm:ss"_qs);
}

QString shown(const ScheduleCommand &command)
{
    if (const auto *start = std::get_if<StartPoll>(&command))
        return u"poll "_qs + shown(start->due)
            + (start->attempt > 0 ? u" again "_qs + QString::number(start->attempt) : QString());
    if (const auto *missed = std::get_if<MissedPolls>(&command)) {
        constexpr const char *why[] = {"running", "away", "budget", "full"};
        return u"missed "_qs + QString::number(missed->count) + u" from "_qs + shown(missed->due)
            + u" to "_qs + shown(missed->last) + u' '
            + QLatin1String(why[static_cast<size_t>(missed->why)]);
    }
    return std::holds_alternative<GiveUpPoll>(command) ? u"give up"_qs : u"stop"_qs;
}

/// A schedule with its two clocks.
class Bench
{
public:
    Bench(const SchedulePlan &plan, const QByteArray &begin,
          const QTimeZone &zone = QTimeZone::utc(), SchedulePast past = {})
        : m_schedule(plan, zone, past)
        , m_now{utc(begin), 0ms}
    {
        m_schedule.start(m_now);
    }

    Schedule &schedule() { return m_schedule; }
    UtcTime now() const { return m_now.utc; }
    QStringList take()
    {
        QStringList all;
        while (const auto command = m_schedule.takeCommand())
            all.append(shown(*command));
        return all;
    }
    /// Real time passes, unseen.
    void pass(milliseconds time)
    {
        m_now.utc += time;
        m_now.elapsed += time;
    }
    void setClock(milliseconds by) { m_now.utc += by; }
    QStringList look()
    {
        m_schedule.expire(m_now);
        return take();
    }
    bool end(PollOutcome outcome) { return m_schedule.ended(m_now, outcome); }
    /// Lets time pass until something happens by itself.
    QStringList next()
    {
        const auto wait = m_schedule.wait(m_now);
        if (!wait)
            return {u"nothing"_qs};
        pass(*wait);
        return look();
    }
    void pause() { m_schedule.pause(m_now); }
    void resume() { m_schedule.resume(m_now); }

private:
    Schedule m_schedule;
    ScheduleTime m_now;
};

SchedulePlan every(milliseconds interval)
{
    SchedulePlan plan;
    plan.interval = interval;
    return plan;
}

} // namespace

class TestSchedule : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isDueAtMultiples();
    void doesNotDrift();
    void startsNoneTwice();
    void goesOnWhereItWas_data();
    void goesOnWhereItWas();
    void retriesWithGrowingPauses();
    void retriesEndBeforeTheNextPoll();
    void suspendedBeforeARetry();
    void retryLooksAgain_data();
    void retryLooksAgain();
    void interruptedIsNotPolled_data();
    void interruptedIsNotPolled();
    void recallsThePast();
    void stopsAtRefusal();
    void goesOnAfterRefusalIfWanted();
    void keepsQuiet();
    void summerTime_data();
    void summerTime();
    void budget();
    void suspended();
    void clockSet_data();
    void clockSet();
    void pauses();
    void storeIsFull();
    void anyCourseStaysOrdered_data();
    void anyCourseStaysOrdered();
};

void TestSchedule::isDueAtMultiples()
{
    Bench bench(every(15min), "2026-03-01T10:07:12Z");
    QCOMPARE(bench.take(), QStringList{u"poll 01 10:07:12"_qs}); // at once, to see something
    QCOMPARE(bench.schedule().nextDue(), utc("2026-03-01T10:15:00Z"));
    QVERIFY(bench.end(PollOutcome::done));
    QCOMPARE(bench.next(), QStringList{u"poll 01 10:15:00"_qs});
    bench.pass(4s);
    QVERIFY(bench.end(PollOutcome::done));
    QCOMPARE(bench.next(), QStringList{u"poll 01 10:30:00"_qs});
}

void TestSchedule::doesNotDrift()
{
    Bench bench(every(60s), "2026-03-01T00:00:00Z");
    bench.take();
    for (int i = 1; i <= 10000; ++i) {
        bench.pass(4321ms);
        bench.end(PollOutcome::done);
        bench.next();
        QCOMPARE(bench.now(), utc("2026-03-01T00:00:00Z") + i * 60s);
    }
}

void TestSchedule::startsNoneTwice()
{
    Bench bench(every(10s), "2026-03-01T00:00:00Z");
    QCOMPARE(bench.take(), QStringList{u"poll 01 00:00:00"_qs});
    QVERIFY(!bench.schedule().nextDue() || bench.next() == QStringList{u"nothing"_qs});
    bench.pass(34s);
    QCOMPARE(bench.look(), QStringList()); // It still runs.
    QVERIFY(bench.end(PollOutcome::done));
    QCOMPARE(bench.take(), QStringList{u"missed 3 from 01 00:00:10 to 01 00:00:30 running"_qs});
    QCOMPARE(bench.next(), QStringList{u"poll 01 00:00:40"_qs});
}

void TestSchedule::goesOnWhereItWas_data()
{
    QTest::addColumn<QByteArray>("last");
    QTest::addColumn<QStringList>("commands");
    QTest::newRow("the slot before")
        << QByteArray("2026-03-01T09:45:00Z") << QStringList{u"poll 01 10:07:00"_qs};
    QTest::newRow("this slot") << QByteArray("2026-03-01T10:00:00Z") << QStringList{};
    QTest::newRow("within this slot") << QByteArray("2026-03-01T10:06:00Z") << QStringList{};
    QTest::newRow("an hour ago") << QByteArray("2026-03-01T09:00:00Z")
                                 << QStringList{u"missed 3 from 01 09:15:00 to 01 09:45:00 away"_qs,
                                                u"poll 01 10:07:00"_qs};
    QTest::newRow("years ago, not counted to its end")
        << QByteArray("2016-03-01T10:00:00Z")
        << QStringList{u"missed 100001 from 01 10:15:00 to 01 09:45:00 away"_qs,
                       u"poll 01 10:07:00"_qs};
    QTest::newRow("the clock was wrong: in the future")
        << QByteArray("2036-03-01T10:00:00Z") << QStringList{u"poll 01 10:07:00"_qs};
}

void TestSchedule::goesOnWhereItWas()
{
    QFETCH(const QByteArray, last);
    QFETCH(const QStringList, commands);
    Bench bench(every(15min), "2026-03-01T10:07:00Z", QTimeZone::utc(), {utc(last), 0});
    QCOMPARE(bench.take(), commands);
    if (commands.isEmpty())
        QCOMPARE(bench.next(), QStringList{u"poll 01 10:15:00"_qs});
}

void TestSchedule::retriesWithGrowingPauses()
{
    SchedulePlan plan = every(1h);
    plan.retries = {5, 5s, 3, 60s};
    Bench bench(plan, "2026-03-01T00:00:00Z");
    bench.take();
    QList<milliseconds> pauses;
    for (int attempt = 1; attempt <= 5; ++attempt) {
        bench.pass(2s);
        QVERIFY(!bench.end(PollOutcome::noAnswer));
        const UtcTime before = bench.now();
        QCOMPARE(bench.next(),
                 QStringList{u"poll 01 00:00:00 again "_qs + QString::number(attempt)});
        pauses.append(bench.now() - before);
    }
    QCOMPARE(pauses, (QList<milliseconds>{5s, 15s, 45s, 60s, 60s}));
    QVERIFY(bench.end(PollOutcome::noAnswer)); // That was the last.
    QCOMPARE(bench.next(), QStringList{u"poll 01 01:00:00"_qs});
}

void TestSchedule::retriesEndBeforeTheNextPoll()
{
    SchedulePlan plan = every(10s);
    plan.retries = {5, 4s, 1, 4s};
    Bench bench(plan, "2026-03-01T00:00:00Z");
    bench.take();
    bench.pass(2s);
    QVERIFY(!bench.end(PollOutcome::damaged));
    QCOMPARE(bench.next(), QStringList{u"poll 01 00:00:00 again 1"_qs});
    bench.pass(2s);
    QVERIFY(bench.end(PollOutcome::damaged)); // A retry at :12 would be after the next poll at :10.
    QCOMPARE(bench.next(), QStringList{u"poll 01 00:00:10"_qs});
}

/// The slots that went by unseen were not left out because of the poll that failed, and the present
/// one is polled.
void TestSchedule::suspendedBeforeARetry()
{
    SchedulePlan plan = every(15min);
    plan.retries = {3, 5s, 3, 300s};
    Bench bench(plan, "2026-03-01T10:00:00Z");
    bench.take();
    QVERIFY(!bench.end(PollOutcome::noAnswer));
    bench.pass(1h + 30s);
    QCOMPARE(bench.look(),
             (QStringList{u"give up"_qs, u"missed 3 from 01 10:15:00 to 01 10:45:00 away"_qs,
                          u"poll 01 11:00:00"_qs}));
    QVERIFY(bench.end(PollOutcome::done));
    QCOMPARE(bench.next(), QStringList{u"poll 01 11:15:00"_qs});
}

void TestSchedule::retryLooksAgain_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<milliseconds>("set");
    QTest::addColumn<QStringList>("commands");
    QTest::newRow("as expected") << QByteArray("2026-03-01T20:00:00Z") << milliseconds(0)
                                 << QStringList{u"poll 01 20:00:00 again 1"_qs};
    QTest::newRow("into a quiet time")
        << QByteArray("2026-03-01T21:00:00Z") << milliseconds(2h) << QStringList{u"give up"_qs};
    QTest::newRow("the next poll comes first")
        << QByteArray("2026-03-01T20:00:00Z") << milliseconds(59min + 58s)
        << QStringList{u"give up"_qs, u"poll 01 21:00:00"_qs};
}

/// The clock is set while a retry is expected.
void TestSchedule::retryLooksAgain()
{
    QFETCH(const QByteArray, begin);
    QFETCH(const milliseconds, set);
    QFETCH(const QStringList, commands);
    SchedulePlan plan = every(1h);
    plan.retries = {3, 5s, 3, 300s};
    plan.quiet = {{22h, 6h}};
    Bench bench(plan, begin);
    bench.take();
    QVERIFY(!bench.end(PollOutcome::noAnswer));
    bench.setClock(set);
    QCOMPARE(bench.look(), QStringList());
    QCOMPARE(bench.next(), commands);
}

void TestSchedule::interruptedIsNotPolled_data()
{
    QTest::addColumn<QByteArray>("last");
    QTest::addColumn<QStringList>("commands");
    QTest::newRow("today") << QByteArray("2026-03-03T00:00:02Z")
                           << QStringList{u"poll 03 10:00:00"_qs};
    QTest::newRow("yesterday") << QByteArray("2026-03-02T00:00:02Z")
                               << QStringList{u"poll 03 10:00:00"_qs};
    QTest::newRow("two days ago") << QByteArray("2026-03-01T00:00:02Z")
                                  << QStringList{
                                         u"missed 1 from 02 00:00:00 to 02 00:00:00 away"_qs,
                                         u"poll 03 10:00:00"_qs};
}

void TestSchedule::interruptedIsNotPolled()
{
    QFETCH(const QByteArray, last);
    QFETCH(const QStringList, commands);
    Bench bench(every(24h), "2026-03-03T10:00:00Z", QTimeZone::utc(), {utc(last), 1, true});
    QCOMPARE(bench.take(), commands);
}

void TestSchedule::recallsThePast()
{
    SchedulePlan plan = every(1h);
    plan.wakeUpsPerDay = 3;
    Bench bench(plan, "2026-03-01T10:00:00Z");
    QCOMPARE(bench.take(), QStringList{u"poll 01 10:00:00"_qs});
    bench.end(PollOutcome::done);
    QCOMPARE(bench.next(), QStringList{u"poll 01 11:00:00"_qs});
    bench.end(PollOutcome::done);
    bench.schedule().recall({utc("2026-03-01T07:00:00Z"), 1});
    QCOMPARE(bench.take(), QStringList{u"missed 2 from 01 08:00:00 to 01 09:00:00 away"_qs});
    QCOMPARE(bench.next(), QStringList{u"missed 1 from 01 12:00:00 to 01 12:00:00 budget"_qs});
}

void TestSchedule::stopsAtRefusal()
{
    Bench bench(every(60s), "2026-03-01T00:00:00Z");
    bench.take();
    QVERIFY(bench.end(PollOutcome::refused));
    QCOMPARE(bench.take(), QStringList{u"stop"_qs});
    QCOMPARE(bench.schedule().state(), State::Stopped);
    QVERIFY(!bench.schedule().nextDue());
    bench.pass(1h);
    QCOMPARE(bench.look(), QStringList());
}

void TestSchedule::goesOnAfterRefusalIfWanted()
{
    SchedulePlan plan = every(60s);
    plan.stopsOnRefusal = false;
    plan.retries.most = 0;
    Bench bench(plan, "2026-03-01T00:00:00Z");
    bench.take();
    QVERIFY(bench.end(PollOutcome::refused));
    QCOMPARE(bench.next(), QStringList{u"poll 01 00:01:00"_qs});
}

void TestSchedule::keepsQuiet()
{
    SchedulePlan plan = every(30min);
    plan.quiet = {{22h, 6h}, {12h, 12h + 31min}};
    Bench bench(plan, "2026-03-01T21:10:00Z");
    QStringList all = bench.take();
    while (all.last() != u"poll 02 13:00:00"_qs) {
        QVERIFY(bench.end(PollOutcome::done));
        all += bench.next();
    }
    QCOMPARE(all.size(), 2 + 12 + 1); // 21:10, 21:30, 6:00 to 11:30, 13:00
    QCOMPARE(all.mid(0, 3),
             (QStringList{u"poll 01 21:10:00"_qs, u"poll 01 21:30:00"_qs, u"poll 02 06:00:00"_qs}));
    // Started in a quiet time it waits, and what was quiet was not missed.
    Bench late(plan, "2026-03-02T05:10:00Z", QTimeZone::utc(), {utc("2026-03-01T21:00:00Z"), 0});
    QCOMPARE(late.take(), QStringList{u"missed 1 from 01 21:30:00 to 01 21:30:00 away"_qs});
    QCOMPARE(late.next(), QStringList{u"poll 02 06:00:00"_qs});
    // Nor does a retry fall into it.
    Bench retry(plan, "2026-03-01T21:59:58Z");
    retry.take();
    QVERIFY(retry.end(PollOutcome::noAnswer));
}

void TestSchedule::summerTime_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<int>("polls"); ///< in 24 local hours, every hour but from 1:00 to 4:00
    // The clock goes from 2:00 to 3:00, so that two hours are quiet; back from 3:00 to 2:00, so
    // that four are. Every other hour is polled once.
    QTest::newRow("usual day") << QByteArray("2026-03-10T23:00:00Z") << 21;
    QTest::newRow("begins") << QByteArray("2026-03-28T23:00:00Z") << 21;
    QTest::newRow("ends") << QByteArray("2026-10-24T22:00:00Z") << 21;
}

void TestSchedule::summerTime()
{
    QFETCH(const QByteArray, begin);
    QFETCH(const int, polls);
    const QTimeZone berlin("Europe/Berlin");
    if (!berlin.isValid())
        QSKIP("This system has no time zones.");
    SchedulePlan plan = every(1h);
    plan.quiet = {{1h, 4h}};
    Bench bench(plan, begin, berlin);
    const QDate day = QDateTime::fromMSecsSinceEpoch(utc(begin).count(), berlin).date();
    QList<UtcTime> times;
    for (;;) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(bench.now().count(), berlin);
        if (local.date() != day)
            break;
        times.append(bench.now());
        QVERIFY(local.time().hour() < 1 || local.time().hour() >= 4);
        QVERIFY(bench.end(PollOutcome::done));
        bench.next();
    }
    QCOMPARE(times.size(), polls);
    for (qsizetype i = 1; i < times.size(); ++i)
        QVERIFY(times[i] > times[i - 1]);
}

void TestSchedule::budget()
{
    SchedulePlan plan = every(1h);
    plan.wakeUpsPerDay = 3;
    plan.retries = {5, 10s, 1, 10s};
    Bench bench(plan, "2026-03-01T20:00:00Z", QTimeZone::utc(), {{}, 1});
    QCOMPARE(bench.take(), QStringList{u"poll 01 20:00:00"_qs});
    QVERIFY(!bench.end(PollOutcome::noAnswer));
    bench.next();
    QVERIFY(bench.end(PollOutcome::noAnswer)); // Three wake-ups: no more retries.
    QCOMPARE(bench.next(), QStringList{u"missed 1 from 01 21:00:00 to 01 21:00:00 budget"_qs});
    bench.next();
    bench.next();
    QCOMPARE(bench.next(), QStringList{u"poll 02 00:00:00"_qs}); // a new day
}

void TestSchedule::suspended()
{
    Bench bench(every(60s), "2026-03-01T00:00:00Z");
    bench.take();
    bench.end(PollOutcome::done);
    bench.pass(1h + 30s);
    QCOMPARE(bench.look(),
             (QStringList{u"missed 59 from 01 00:01:00 to 01 00:59:00 away"_qs,
                          u"poll 01 01:00:00"_qs}));
    bench.end(PollOutcome::done);
    QCOMPARE(bench.next(), QStringList{u"poll 01 01:01:00"_qs});
}

void TestSchedule::clockSet_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("next");
    QTest::newRow("years on: a computer without a clock got the time")
        << qint64(std::chrono::seconds(10 * 365 * 24h).count()) << u"poll 27 10:01:00"_qs;
    QTest::newRow("an hour on") << qint64{3600} << u"poll 01 11:01:00"_qs;
    QTest::newRow("an hour back: that hour comes again") << qint64{-3600} << u"poll 01 09:01:00"_qs;
    QTest::newRow("a little") << qint64{1} << u"poll 01 10:01:00"_qs;
}

void TestSchedule::clockSet()
{
    QFETCH(const qint64, seconds);
    QFETCH(const QString, next);
    Bench bench(every(60s), "2026-03-01T10:00:00Z");
    bench.take();
    bench.pass(3s);
    bench.end(PollOutcome::done);
    bench.setClock(std::chrono::seconds(seconds));
    bench.pass(10s);
    QCOMPARE(bench.look(), QStringList()); // Nothing was missed.
    QCOMPARE(bench.next(), QStringList{next});
}

void TestSchedule::pauses()
{
    Bench bench(every(60s), "2026-03-01T00:00:00Z");
    bench.take();
    bench.pause();
    bench.pass(2s);
    QVERIFY(bench.end(PollOutcome::noAnswer)); // no retry
    QCOMPARE(bench.schedule().state(), State::Paused);
    QVERIFY(!bench.schedule().nextDue());
    bench.pass(8s);
    bench.resume();
    QCOMPARE(bench.take(), QStringList()); // This minute has been polled.
    QCOMPARE(bench.next(), QStringList{u"poll 01 00:01:00"_qs});
    bench.end(PollOutcome::done);
    bench.pause();
    bench.pass(10min + 5s);
    QCOMPARE(bench.look(), QStringList());
    bench.resume();
    QCOMPARE(bench.take(), QStringList{u"poll 01 00:11:05"_qs}); // What was paused was not missed.
}

void TestSchedule::storeIsFull()
{
    Bench bench(every(60s), "2026-03-01T00:00:00Z");
    bench.take();
    bench.end(PollOutcome::done);
    bench.schedule().setStoreFull(true);
    QCOMPARE(bench.next(), QStringList{u"missed 1 from 01 00:01:00 to 01 00:01:00 full"_qs});
    bench.schedule().setStoreFull(false);
    QCOMPARE(bench.next(), QStringList{u"poll 01 00:02:00"_qs});
}

void TestSchedule::anyCourseStaysOrdered_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 50; ++seed)
        QTest::addRow("%d", seed) << seed;
}

/// Whatever happens, each slot is polled or missed once, in order, as long as nobody sets the
/// clock.
void TestSchedule::anyCourseStaysOrdered()
{
    QFETCH(const int, seed);
    QRandomGenerator chance(static_cast<quint32>(seed));
    SchedulePlan plan = every(std::chrono::seconds(chance.bounded(1, 120)));
    plan.retries = {static_cast<int>(chance.bounded(4)), 2s, 2, 30s};
    if (chance.bounded(3) == 0)
        plan.wakeUpsPerDay = 20;
    Schedule schedule(plan, QTimeZone::utc());
    const UtcTime begin = utc("2026-03-01T00:00:00Z");
    ScheduleTime now{begin - begin % plan.interval, 0ms};
    schedule.start(now);
    UtcTime expected = now.utc;
    bool runs = false;
    for (int i = 0; i < 2000; ++i) {
        while (const auto command = schedule.takeCommand()) {
            if (const auto *start = std::get_if<StartPoll>(&*command)) {
                QVERIFY(!runs);
                runs = true;
                if (start->attempt == 0) {
                    QCOMPARE(start->due, expected);
                    expected += plan.interval;
                }
            } else if (const auto *missed = std::get_if<MissedPolls>(&*command)) {
                QCOMPARE(missed->due, expected);
                expected += missed->count * plan.interval;
                QCOMPARE(missed->last, expected - plan.interval);
            }
        }
        QVERIFY(runs || schedule.wait(now));
        const milliseconds step(chance.bounded(1, 60000));
        now.utc += step;
        now.elapsed += step;
        if (runs && chance.bounded(2) == 0) {
            constexpr std::array outcomes{PollOutcome::done, PollOutcome::noAnswer,
                                          PollOutcome::damaged};
            schedule.ended(now, outcomes.at(static_cast<size_t>(chance.bounded(3))));
            runs = false;
        } else {
            schedule.expire(now);
        }
    }
    QVERIFY(expected > utc("2026-03-01T01:00:00Z"));
}

} // namespace optoscope

QTEST_GUILESS_MAIN(optoscope::TestSchedule)
#include "tst_schedule.moc"
