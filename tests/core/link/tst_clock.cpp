// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/systemclock.h"
#include "core/link/virtualclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

class TestClock : public QObject
{
    Q_OBJECT

    static QDateTime anchor() { return QDateTime({2020, 2, 29}, {12, 0}, Qt::UTC); }

private Q_SLOTS:
    void virtualAlarmsRingInOrder()
    {
        VirtualClock clock(anchor());
        QCOMPARE(clock.anchor(), anchor());
        QCOMPARE(clock.now(), Instant(0ns));
        QVERIFY(!clock.advance());

        QString rung;
        std::vector<std::unique_ptr<Alarm>> alarms;
        const auto add = [&](QChar name, nanoseconds at) {
            alarms.push_back(clock.makeAlarm());
            connect(alarms.back().get(), &Alarm::due, this, [&rung, name] { rung += name; });
            alarms.back()->set(Instant(at));
        };
        add(u'c', 20ms);
        add(u'a', 10ms);
        add(u'd', 20ms);
        add(u'b', 10ms);
        QCOMPARE(clock.next(), Instant(10ms));
        QVERIFY(clock.advance());
        QCOMPARE(clock.now(), Instant(10ms));
        QCOMPARE(rung, u"a"_qs);
        while (clock.advance()) {}
        QCOMPARE(rung, u"abcd"_qs);
        QCOMPARE(clock.now(), Instant(20ms));
        QCOMPARE(clock.next(), std::nullopt);
    }

    void virtualAlarmIsSetAgainClearedAndDropped()
    {
        VirtualClock clock(anchor());
        auto first = clock.makeAlarm();
        auto second = clock.makeAlarm();
        QSignalSpy rings(first.get(), &Alarm::due);
        first->set(Instant(5ms));
        first->set(Instant(9ms));
        second->set(Instant(7ms));
        second.reset();
        QVERIFY(clock.advance());
        QCOMPARE(clock.now(), Instant(9ms));
        QCOMPARE(rings.count(), 1);
        first->set(Instant(12ms));
        first->clear();
        QVERIFY(!clock.advance());
    }

    void virtualTimeNeverRunsBack()
    {
        VirtualClock clock(anchor());
        auto alarm = clock.makeAlarm();
        alarm->set(Instant(5ms));
        QVERIFY(clock.advance());
        alarm->set(Instant(1ms));
        QVERIFY(clock.advance());
        QCOMPARE(clock.now(), Instant(5ms));
    }

    void virtualAlarmMaySetItselfWhileRinging()
    {
        VirtualClock clock(anchor());
        auto alarm = clock.makeAlarm();
        int rings = 0;
        connect(alarm.get(), &Alarm::due, this, [&] {
            if (++rings < 3)
                alarm->set(clock.now() + 1s);
        });
        alarm->set(Instant(1s));
        while (clock.advance()) {}
        QCOMPARE(rings, 3);
        QCOMPARE(clock.now(), Instant(3s));
    }

    void systemAlarmIsNeverEarly_data()
    {
        QTest::addColumn<qint64>("wait");
        QTest::newRow("past") << qint64(-1000000);
        QTest::newRow("now") << qint64(0);
        QTest::newRow("below a millisecond") << qint64(300000);
        QTest::newRow("between milliseconds") << qint64(2700001);
        QTest::newRow("longer") << qint64(20100000);
    }
    void systemAlarmIsNeverEarly()
    {
        QFETCH(qint64, wait);
        SystemClock clock;
        auto alarm = clock.makeAlarm();
        QSignalSpy rings(alarm.get(), &Alarm::due);
        const Instant at = clock.now() + nanoseconds(wait);
        alarm->set(at);
        QCOMPARE(rings.count(), 0);
        QVERIFY(rings.wait());
        QVERIFY(clock.now() >= at);
        QCOMPARE(rings.count(), 1);
    }

    void systemAlarmCanBeCleared()
    {
        SystemClock clock;
        auto cleared = clock.makeAlarm();
        auto later = clock.makeAlarm();
        QSignalSpy clearedRings(cleared.get(), &Alarm::due);
        QSignalSpy laterRings(later.get(), &Alarm::due);
        cleared->set(clock.now() + 1ms);
        cleared->clear();
        later->set(clock.now() + 5ms);
        QVERIFY(laterRings.wait());
        QCOMPARE(clearedRings.count(), 0);
    }

    void systemAlarmTakesTimesFarAway()
    {
        SystemClock clock;
        auto alarm = clock.makeAlarm();
        QSignalSpy rings(alarm.get(), &Alarm::due);
        alarm->set(Instant(std::chrono::hours(24 * 365)));
        auto soon = clock.makeAlarm();
        QSignalSpy soonRings(soon.get(), &Alarm::due);
        soon->set(clock.now());
        QVERIFY(soonRings.wait());
        QCOMPARE(rings.count(), 0);
    }

    void systemClockIsAnchoredInUtc()
    {
        SystemClock clock;
        QCOMPARE(clock.anchor().timeSpec(), Qt::UTC);
        QVERIFY(clock.now() >= Instant(0ns));
    }
};

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
