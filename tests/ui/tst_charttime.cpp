// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/charttime.h"
#include "ui/charts/valuescale.h"

#include <QDateTime>
#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

class TestChartTime : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void marks_data();
    void marks();
    void marksAreFew();
    void hoursOfADay_data();
    void hoursOfADay();
    void texts();
    void scales_data();
    void scales();
};

namespace {

UtcTime utc(const char *text)
{
    return UtcTime(
        QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate).toMSecsSinceEpoch());
}

} // namespace

void TestChartTime::marks_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<UtcTime>("span");
    QTest::addColumn<int>("most");
    QTest::addColumn<QStringList>("labels");
    const QByteArray berlin("Europe/Berlin");
    QTest::newRow("a day") << berlin << QByteArray("2026-01-14T20:00:00Z") << UtcTime(24h) << 5
                           << QStringList{QStringLiteral("Thu 15 Jan"), QStringLiteral("06:00"),
                                          QStringLiteral("12:00"), QStringLiteral("18:00")};
    QTest::newRow("minutes") << berlin << QByteArray("2026-01-14T20:01:00Z") << UtcTime(10min) << 3
                             << QStringList{QStringLiteral("Wed 14 Jan 21:05"),
                                            QStringLiteral("21:10")};
    QTest::newRow("seconds") << berlin << QByteArray("2026-01-14T20:01:02Z") << UtcTime(20s) << 3
                             << QStringList{QStringLiteral("Wed 14 Jan 21:01:10"),
                                            QStringLiteral("21:01:20")};
    QTest::newRow("summer time begins")
        << berlin << QByteArray("2026-03-28T23:00:00Z") << UtcTime(5h) << 6
        << QStringList{QStringLiteral("Sun 29 Mar"), QStringLiteral("01:00"),
                       QStringLiteral("03:00"),      QStringLiteral("04:00"),
                       QStringLiteral("05:00"),      QStringLiteral("06:00")};
    QTest::newRow("the hour that comes twice")
        << berlin << QByteArray("2026-10-24T23:00:00Z") << UtcTime(3h) << 4
        << QStringList{QStringLiteral("Sun 25 Oct 01:00"), QStringLiteral("02:00"),
                       QStringLiteral("02:00"), QStringLiteral("03:00")};
    QTest::newRow("six hours over it")
        << berlin << QByteArray("2026-10-24T22:00:00Z") << UtcTime(25h) << 6
        << QStringList{QStringLiteral("Sun 25 Oct"), QStringLiteral("06:00"),
                       QStringLiteral("12:00"), QStringLiteral("18:00"),
                       QStringLiteral("Mon 26 Oct")};
    QTest::newRow("a quarter of an hour off")
        << QByteArray("Asia/Kathmandu") << QByteArray("2026-01-14T00:00:00Z") << UtcTime(3h) << 4
        << QStringList{QStringLiteral("Wed 14 Jan 06:00"), QStringLiteral("07:00"),
                       QStringLiteral("08:00")};
    QTest::newRow("a week") << berlin << QByteArray("2026-03-25T12:00:00Z") << UtcTime(144h) << 5
                            << QStringList{
                                   QStringLiteral("Thu 26 Mar"), QStringLiteral("Fri 27 Mar"),
                                   QStringLiteral("Sat 28 Mar"), QStringLiteral("Sun 29 Mar"),
                                   QStringLiteral("Mon 30 Mar"), QStringLiteral("Tue 31 Mar")};
    QTest::newRow("half a year") << berlin << QByteArray("2026-01-10T12:00:00Z")
                                 << UtcTime(24h * 180) << 5
                                 << QStringList{
                                        QStringLiteral("Feb 2026"), QStringLiteral("Mar 2026"),
                                        QStringLiteral("Apr 2026"), QStringLiteral("May 2026"),
                                        QStringLiteral("Jun 2026"), QStringLiteral("Jul 2026")};
    QTest::newRow("years") << berlin << QByteArray("2020-06-10T12:00:00Z") << UtcTime(24h * 1500)
                           << 4
                           << QStringList{QStringLiteral("2021"), QStringLiteral("2022"),
                                          QStringLiteral("2023"), QStringLiteral("2024")};
}

void TestChartTime::marks()
{
    QFETCH(const QByteArray, zone);
    QFETCH(const QByteArray, begin);
    QFETCH(const UtcTime, span);
    QFETCH(const int, most);
    QFETCH(const QStringList, labels);
    const UtcTime from = utc(begin.constData());
    QStringList found;
    for (const charttime::Mark &mark : charttime::marks(from, from + span, most, QTimeZone(zone))) {
        QVERIFY(mark.utc >= from && mark.utc <= from + span);
        found.append(mark.label);
    }
    QCOMPARE(found, labels);
}

void TestChartTime::marksAreFew()
{
    const QTimeZone zone("America/New_York");
    for (UtcTime span = 2s; span < 24h * 4000; span = span * 13 / 10) {
        const auto marks = charttime::marks(utc("2025-11-01T13:14:15Z"),
                                            utc("2025-11-01T13:14:15Z") + span, 6, zone);
        QVERIFY2(marks.size() <= 11, qPrintable(QString::number(span.count())));
        QVERIFY(std::ranges::is_sorted(marks, {}, &charttime::Mark::utc));
    }
}

void TestChartTime::hoursOfADay_data()
{
    QTest::addColumn<QByteArray>("day");
    QTest::addColumn<int>("hours");
    QTest::newRow("usual") << QByteArray("2026-01-14T12:00:00Z") << 24;
    QTest::newRow("summer time begins") << QByteArray("2026-03-29T12:00:00Z") << 23;
    QTest::newRow("summer time ends") << QByteArray("2026-10-25T12:00:00Z") << 25;
}

void TestChartTime::hoursOfADay()
{
    QFETCH(const QByteArray, day);
    QFETCH(const int, hours);
    const QTimeZone zone("Europe/Berlin");
    const UtcTime noon = utc(day.constData());
    const auto days = charttime::bounds(noon, noon, charttime::Interval::Day, zone);
    const auto end = std::ranges::upper_bound(days, noon);
    QVERIFY(end != days.cbegin() && end != days.cend());
    QCOMPARE(*end - *std::prev(end), UtcTime(std::chrono::hours(hours)));
    const auto inside = charttime::bounds(*std::prev(end), *end, charttime::Interval::Hour, zone);
    const auto count = std::ranges::count_if(
        inside, [&](UtcTime at) { return at >= *std::prev(end) && at < *end; });
    QCOMPARE(count, hours);
    const auto quarters =
        charttime::bounds(*std::prev(end), *end, charttime::Interval::Quarter, zone);
    QVERIFY(std::ranges::is_sorted(quarters));
    QCOMPARE(std::ranges::count_if(quarters,
                                   [&](UtcTime at) { return at >= *std::prev(end) && at < *end; }),
             4 * hours);
}

void TestChartTime::texts()
{
    const QTimeZone zone("Europe/Berlin");
    QCOMPARE(charttime::momentText(utc("2026-01-14T12:00:05Z"), zone),
             QStringLiteral("Wed 14 Jan 2026 13:00:05"));
    // The hour that comes twice is told apart.
    const QString first = charttime::momentText(utc("2026-10-25T00:30:00Z"), zone);
    const QString second = charttime::momentText(utc("2026-10-25T01:30:00Z"), zone);
    QVERIFY(first.contains(QStringLiteral("02:30")) && second.contains(QStringLiteral("02:30")));
    QVERIFY(first != second);
    QCOMPARE(charttime::isoText(utc("2026-10-25T00:30:00Z"), zone),
             QStringLiteral("2026-10-25T02:30:00+02:00"));
    QCOMPARE(charttime::isoText(utc("2026-10-25T01:30:00Z"), zone),
             QStringLiteral("2026-10-25T02:30:00+01:00"));
}

void TestChartTime::scales_data()
{
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    QTest::addColumn<double>("step");
    QTest::addColumn<int>("digits");
    QTest::newRow("power") << 0.0 << 2.9 << 1.0 << 0;
    QTest::newRow("a counter") << 12345.612 << 12345.698 << 0.02 << 2;
    QTest::newRow("negative") << -3.2 << 3.1 << 2.0 << 0;
    QTest::newRow("large") << 0.0 << 1.2e9 << 5e8 << 0;
    QTest::newRow("always the same") << 50.0 << 50.0 << 0.02 << 2;
    QTest::newRow("nothing") << 0.0 << 0.0 << 0.5 << 1;
}

void TestChartTime::scales()
{
    QFETCH(const double, least);
    QFETCH(const double, most);
    QFETCH(const double, step);
    QFETCH(const int, digits);
    const ValueScale scale = ValueScale::of(least, most, 5);
    QCOMPARE(scale.step, step);
    QCOMPARE(scale.digits, digits);
    QVERIFY(scale.least <= least && scale.most >= most);
    QVERIFY(scale.most > scale.least);
}

QTEST_MAIN(TestChartTime)
#include "tst_charttime.moc"
