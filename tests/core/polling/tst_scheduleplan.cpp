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

using std::chrono::milliseconds;

UtcTime utc(const QByteArray &text)
{
    return UtcTime(
        QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate).toMSecsSinceEpoch());
}

SchedulePlan every(milliseconds interval)
{
    SchedulePlan plan;
    plan.interval = interval;
    return plan;
}

} // namespace

/// Plans and what they cost.
class TestSchedulePlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void plansThatAreWrong_data();
    void plansThatAreWrong();
    void cost_data();
    void cost();
};

void TestSchedulePlan::plansThatAreWrong_data()
{
    using Error = SchedulePlanError;
    QTest::addColumn<SchedulePlan>("plan");
    QTest::addColumn<int>("error");
    const auto row = [](const char *name, const SchedulePlan &plan, Error error) {
        QTest::newRow(name) << plan << static_cast<int>(error);
    };
    row("good", every(60s), Error::None);
    row("too short", every(999ms), Error::BadInterval);
    row("none", every(0ms), Error::BadInterval);
    row("too long", every(24h * 400), Error::BadInterval);
    SchedulePlan plan = every(60s);
    plan.quiet = {{6h, 6h}};
    row("quiet for no time", plan, Error::BadQuietTime);
    plan.quiet = {{-1min, 6h}};
    row("quiet before the day", plan, Error::BadQuietTime);
    plan.quiet = {{0h, 24h}};
    row("always quiet", plan, Error::NeverDue);
    plan = every(24h);
    plan.quiet = {{22h, 6h}};
    row("at midnight, which is quiet", plan, Error::NeverDue);
    plan = every(60s);
    plan.retries.most = -1;
    row("less than no retries", plan, Error::BadRetries);
    plan.retries = {3, 0s, 3, 60s};
    row("no pause", plan, Error::BadRetries);
    plan.retries = {};
    plan.wakeUpsPerDay = -1;
    row("less than no budget", plan, Error::BadBudget);
}

void TestSchedulePlan::plansThatAreWrong()
{
    QFETCH(const SchedulePlan, plan);
    QFETCH(const int, error);
    QCOMPARE(static_cast<int>(Schedule::check(plan, QTimeZone::utc(), utc("2026-03-01T00:00:00Z"))),
             error);
}

void TestSchedulePlan::cost_data()
{
    QTest::addColumn<SchedulePlan>("plan");
    QTest::addColumn<double>("wakeUps");
    QTest::addColumn<double>("most");
    QTest::addColumn<double>("life");
    QTest::newRow("daily") << every(24h) << 1.0 << 4.0 << 48.0 / 49;
    QTest::newRow("hourly: a third is gone") << every(1h) << 24.0 << 96.0 << 24.0 / 36;
    SchedulePlan plan = every(1h);
    plan.quiet = {{20h, 8h}};
    QTest::newRow("by day only") << plan << 12.0 << 48.0 << 48.0 / 60;
    plan.wakeUpsPerDay = 6;
    QTest::newRow("within a budget") << plan << 6.0 << 6.0 << 48.0 / 54;
}

void TestSchedulePlan::cost()
{
    QFETCH(const SchedulePlan, plan);
    QFETCH(const double, wakeUps);
    QFETCH(const double, most);
    QFETCH(const double, life);
    const ScheduleCost cost = costOf(plan);
    QCOMPARE(cost.wakeUpsPerDay, wakeUps);
    QCOMPARE(cost.mostWakeUpsPerDay, most);
    QCOMPARE(cost.batteryLife, life);
}

} // namespace optoscope

QTEST_GUILESS_MAIN(optoscope::TestSchedulePlan)
#include "tst_scheduleplan.moc"
