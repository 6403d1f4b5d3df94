// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/seriespyramid.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime start = 1'700'000'000s;

/// The rules of a series, said once more without any index.
struct PlainSeries {
    QList<Sample> samples;
    QList<UtcTime> failures;
    std::optional<UtcTime> limit;

    void append(const QList<Sample> &more)
    {
        samples += more;
        std::ranges::stable_sort(samples, {}, &Sample::utc);
    }
    bool startsRun(qsizetype i) const
    {
        if (i == 0)
            return true;
        const UtcTime before = samples[i - 1].utc;
        const UtcTime now = samples[i].utc;
        for (const UtcTime failure : failures) {
            if (failure > before && failure < now)
                return true;
        }
        if (!limit || now - before <= *limit)
            return false;
        return i == 1 || now - before > 2 * (before - samples[i - 2].utc);
    }
};

struct Shape {
    qsizetype count = 0;
    UtcTime distance = 60s;
    bool irregular = false;
    bool unordered = false;
    int failures = 0;
};

PlainSeries makeSeries(const Shape &shape, SeriesPyramid &pyramid)
{
    std::mt19937 random(static_cast<quint32>(shape.count));
    PlainSeries plain;
    plain.limit = shape.distance * 5 / 2;
    pyramid.setGapLimit(plain.limit);
    UtcTime at = start;
    QList<Sample> batch;
    for (qsizetype i = 0; i < shape.count; ++i) {
        at += shape.distance;
        if (shape.irregular && random() % 40 == 0)
            at += shape.distance * (random() % 30);
        if (shape.unordered && random() % 100 == 0)
            at -= shape.distance * (random() % 50);
        batch.append({at, static_cast<double>(random() % 1000)});
        if (random() % 20 == 0) {
            pyramid.append(batch);
            plain.append(batch);
            batch.clear();
        }
    }
    pyramid.append(batch);
    plain.append(batch);
    for (int i = 0; i < shape.failures; ++i) {
        const qint64 span = (at - start).count();
        plain.failures.append(start + UtcTime(static_cast<qint64>(random()) % span));
    }
    pyramid.addFailures(plain.failures);
    return plain;
}

} // namespace

class TestSeriesPyramid : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void likeBruteForce_data();
    void likeBruteForce();
    void fewPoints();
    void columnsStay();
    void gaps_data();
    void gaps();
    void failuresBeforeSamples();
    void longSilence();
    void clockSetBack();
    void backwards();
    void farApart();
    void notFinite();
    void nearest();
    void consumption_data();
    void consumption();
    void consumptionOverChunks();
    void usualDistance();
    void memory();
    void forgets();
};

void TestSeriesPyramid::likeBruteForce_data()
{
    QTest::addColumn<Shape>("shape");
    QTest::newRow("none") << Shape{0};
    QTest::newRow("one") << Shape{1};
    QTest::newRow("few") << Shape{7};
    QTest::newRow("a node") << Shape{16};
    QTest::newRow("a chunk") << Shape{256};
    QTest::newRow("more than a chunk") << Shape{257};
    QTest::newRow("many") << Shape{6000};
    QTest::newRow("gaps") << Shape{5000, 60s, true};
    QTest::newRow("failed polls") << Shape{3000, 60s, false, false, 200};
    QTest::newRow("clock set back") << Shape{3000, 60s, false, true};
    QTest::newRow("all of it") << Shape{4500, 15min, true, true, 100};
}

void TestSeriesPyramid::likeBruteForce()
{
    QFETCH(const Shape, shape);
    SeriesPyramid pyramid;
    const PlainSeries plain = makeSeries(shape, pyramid);
    QCOMPARE(pyramid.size(), plain.samples.size());
    for (qsizetype i = 0; i < plain.samples.size(); ++i) {
        QCOMPARE(pyramid.at(i), plain.samples[i]);
        QCOMPARE(pyramid.startsRun(i), plain.startsRun(i));
    }
    std::mt19937 random(7);
    const UtcTime end = plain.samples.isEmpty() ? start + 1h : plain.samples.constLast().utc;
    for (int round = 0; round < 60; ++round) {
        const qint64 whole = (end - start).count();
        const UtcTime from = start + UtcTime(static_cast<qint64>(random()) % whole) - 1h;
        const UtcTime to = from + UtcTime(1 + static_cast<qint64>(random()) % (2 * whole));
        std::optional<SeriesExtent> expected;
        qsizetype inside = 0;
        for (const Sample &sample : plain.samples) {
            if (sample.utc < from || sample.utc > to)
                continue;
            ++inside;
            if (!expected)
                expected = SeriesExtent{sample.value, sample.value};
            expected->least = std::min(expected->least, sample.value);
            expected->most = std::max(expected->most, sample.value);
        }
        QCOMPARE(pyramid.extent(from, to), expected);
        const QList<SeriesPoint> points = pyramid.points(from, to, 1 + round * 20);
        QVERIFY(points.size() <= SeriesPyramid::mostPoints);
        QVERIFY(std::ranges::is_sorted(points, {}, &SeriesPoint::utc));
        // Nothing is lost of what can be seen, and nothing is made up.
        QVERIFY(points.size() >= std::min<qsizetype>(inside, 2));
        std::optional<SeriesExtent> shown;
        for (const SeriesPoint &point : points) {
            const Sample sample{point.utc, point.value};
            QVERIFY(plain.samples.contains(sample));
            if (point.utc < from || point.utc > to)
                continue;
            if (!shown)
                shown = SeriesExtent{point.value, point.value};
            shown->least = std::min(shown->least, point.value);
            shown->most = std::max(shown->most, point.value);
        }
        QCOMPARE(shown, expected);
    }
}

void TestSeriesPyramid::fewPoints()
{
    SeriesPyramid pyramid;
    const PlainSeries plain = makeSeries({2000, 1s, true}, pyramid);
    const UtcTime from = plain.samples[500].utc;
    const UtcTime to = plain.samples[1000].utc;
    QList<SeriesPoint> expected;
    for (qsizetype i = 499; i <= 1001; ++i)
        expected.append({plain.samples[i].utc, plain.samples[i].value, plain.startsRun(i)});
    QCOMPARE(pyramid.points(from, to, 100), expected);
}

void TestSeriesPyramid::columnsStay()
{
    SeriesPyramid pyramid;
    makeSeries({100000, 1s}, pyramid);
    const auto inner = [&](UtcTime shift) {
        QList<SeriesPoint> points = pyramid.points(start + 3h + shift, start + 23h + shift, 500);
        const auto outside = [](const SeriesPoint &point) {
            return point.utc < start + 5h || point.utc > start + 20h;
        };
        points.removeIf(outside);
        return points;
    };
    const QList<SeriesPoint> still = inner(0s);
    QVERIFY(still.size() > 300);
    for (const auto shift : {7s, 1234s, 3600s}) {
        const QList<SeriesPoint> moved = inner(shift);
        // But for the columns at the ends, which the cut above divides.
        QCOMPARE(moved.mid(4, 300), still.mid(4, 300));
    }
}

void TestSeriesPyramid::gaps_data()
{
    QTest::addColumn<QList<int>>("minutes");
    QTest::addColumn<QList<int>>("failures");
    QTest::addColumn<QList<int>>("runs");
    QTest::newRow("none") << QList{0, 1, 2, 3, 4} << QList<int>() << QList{0};
    QTest::newRow("a late poll is none") << QList{0, 1, 3, 4} << QList<int>() << QList{0};
    QTest::newRow("far apart") << QList{0, 1, 2, 9, 10} << QList<int>() << QList{0, 9};
    QTest::newRow("at the beginning") << QList{0, 9, 10} << QList<int>() << QList{0, 9};
    QTest::newRow("polled less often") << QList{0, 1, 16, 31, 46} << QList<int>() << QList{0, 16};
    QTest::newRow("more often again") << QList{0, 15, 30, 31, 32} << QList<int>() << QList{0, 15};
    QTest::newRow("failed between") << QList{0, 2, 4, 6} << QList{3} << QList{0, 4};
    QTest::newRow("failed before and after") << QList{0, 2, 4} << QList{-3, 9} << QList{0};
    QTest::newRow("failed at a reading") << QList{0, 2, 4} << QList{2} << QList{0};
}

void TestSeriesPyramid::gaps()
{
    QFETCH(const QList<int>, minutes);
    QFETCH(const QList<int>, failures);
    QFETCH(const QList<int>, runs);
    SeriesPyramid pyramid;
    pyramid.setGapLimit(150s);
    for (const int minute : minutes)
        pyramid.append({{start + std::chrono::minutes(minute), 1.0 * minute}});
    for (const int minute : failures)
        pyramid.addFailures({start + std::chrono::minutes(minute)});
    QList<int> found;
    for (qsizetype i = 0; i < pyramid.size(); ++i) {
        if (pyramid.startsRun(i))
            found.append(static_cast<int>((pyramid.at(i).utc - start) / 1min));
    }
    QCOMPARE(found, runs);
    // The same when the limit is only known later.
    pyramid.setGapLimit({});
    pyramid.setGapLimit(150s);
    for (const int minute : runs)
        QVERIFY(pyramid.startsRun(pyramid.indexOf(start + std::chrono::minutes(minute))));
}

void TestSeriesPyramid::failuresBeforeSamples()
{
    SeriesPyramid pyramid;
    pyramid.addFailures({start + 90s, start + 30s, start + 90s});
    pyramid.append({{start, 1}, {start + 60s, 2}, {start + 120s, 3}, {start + 180s, 4}});
    QVERIFY(pyramid.startsRun(1));
    QVERIFY(pyramid.startsRun(2));
    QVERIFY(!pyramid.startsRun(3));
}

void TestSeriesPyramid::longSilence()
{
    SeriesPyramid pyramid;
    pyramid.append({{start, 1}});
    const qint64 before = pyramid.bytes();
    for (int i = 0; i < 100000; ++i)
        pyramid.addFailures({start + std::chrono::minutes(i + 1)});
    QVERIFY(pyramid.bytes() < before + 100);
    // A clock that was set back brings readings into the middle of it.
    pyramid.append({{start + 200000min, 3}, {start + 70min, 2}});
    QVERIFY(pyramid.startsRun(1));
    QVERIFY(pyramid.startsRun(2));
}

void TestSeriesPyramid::clockSetBack()
{
    SeriesPyramid pyramid;
    QList<Sample> all;
    for (int i = 0; i < 1000; ++i)
        all.append({start + std::chrono::seconds(i), 1.0 * i});
    pyramid.append(all);
    for (int i = 0; i < 100; ++i) {
        const Sample again{start + std::chrono::seconds(500 + i), 5000.0 + i};
        pyramid.append({again});
        all.append(again);
    }
    std::ranges::stable_sort(all, {}, &Sample::utc);
    QCOMPARE(pyramid.size(), all.size());
    for (qsizetype i = 0; i < all.size(); ++i)
        QCOMPARE(pyramid.at(i), all[i]);
    const SeriesExtent expected{0, 5099};
    QCOMPARE(pyramid.extent(start, start + 1h), std::optional(expected));
}

void TestSeriesPyramid::backwards()
{
    SeriesPyramid pyramid;
    QList<Sample> samples;
    for (int i = 0; i < 20000; ++i)
        samples.append({start - std::chrono::seconds(i), 1.0 * i});
    pyramid.append(samples);
    QCOMPARE(pyramid.size(), samples.size());
    QCOMPARE(pyramid.at(0), samples.constLast());
    QCOMPARE(pyramid.at(19999), samples.constFirst());
}

void TestSeriesPyramid::farApart()
{
    // Over 49 days no 32 bits hold the milliseconds.
    SeriesPyramid pyramid;
    QList<Sample> samples;
    for (int i = 0; i < 600; ++i)
        samples.append({start + std::chrono::hours(i * 24), 1.0 * i});
    pyramid.append(samples);
    for (qsizetype i = 0; i < samples.size(); ++i) {
        QCOMPARE(pyramid.at(i), samples[i]);
        QCOMPARE(pyramid.indexOf(samples[i].utc), i);
    }
    pyramid.append({{start - 1s, 0}});
    QCOMPARE(pyramid.at(300), samples[299]);
}

void TestSeriesPyramid::notFinite()
{
    SeriesPyramid pyramid;
    pyramid.append({{start, std::numeric_limits<double>::quiet_NaN()},
                    {start + 1s, std::numeric_limits<double>::infinity()}});
    QVERIFY(pyramid.isEmpty());
    QVERIFY(pyramid.points(start, start + 1h, 100).isEmpty());
    QVERIFY(!pyramid.extent(start, start + 1h));
    QVERIFY(!pyramid.usualDistance());
}

void TestSeriesPyramid::nearest()
{
    SeriesPyramid pyramid;
    QVERIFY(!pyramid.nearest(start));
    pyramid.append({{start, 1}, {start + 60s, 2}});
    QCOMPARE(pyramid.nearest(start - 1h)->value, 1);
    QCOMPARE(pyramid.nearest(start + 29s)->value, 1);
    QCOMPARE(pyramid.nearest(start + 31s)->value, 2);
    QCOMPARE(pyramid.nearest(start + 1h)->value, 2);
}

void TestSeriesPyramid::consumption_data()
{
    // Minutes and what the counter shows, failed polls, and what each quarter of an hour brought;
    // a part is negative here, as no consumption is.
    QTest::addColumn<QList<Sample>>("samples");
    QTest::addColumn<QList<int>>("failures");
    QTest::addColumn<QList<double>>("expected");
    const auto at = [](int minute, double value) {
        return Sample{start + std::chrono::minutes(minute), value};
    };
    QTest::newRow("on the bounds")
        << QList{at(0, 100), at(15, 103), at(30, 104)} << QList<int>() << QList<double>{3, 1};
    QTest::newRow("between the bounds")
        << QList{at(-1, 100), at(7, 101), at(14, 103), at(22, 104), at(29, 108), at(31, 109)}
        << QList<int>() << QList<double>{3, 5};
    QTest::newRow("the counter stands")
        << QList{at(0, 7), at(15, 7), at(30, 7)} << QList<int>() << QList<double>{0, 0};
    QTest::newRow("a part of the first and last")
        << QList{at(5, 1), at(10, 3), at(20, 4), at(25, 6)} << QList<int>()
        << QList<double>{-2, -3};
    QTest::newRow("the meter was replaced")
        << QList{at(0, 9000), at(5, 9001), at(10, 2), at(15, 4), at(30, 5)} << QList<int>()
        << QList<double>{3, 1};
    QTest::newRow("a gap over a bound")
        << QList{at(0, 1), at(5, 2), at(20, 9), at(25, 10), at(30, 11)} << QList{12}
        << QList<double>{-1, -2};
    QTest::newRow("a gap inside") << QList{at(0, 1), at(5, 2), at(10, 9), at(15, 10)} << QList{7}
                                  << QList<double>{9};
    QTest::newRow("one reading is none") << QList{at(5, 1)} << QList<int>() << QList<double>();
}

void TestSeriesPyramid::consumption()
{
    QFETCH(const QList<Sample>, samples);
    QFETCH(const QList<int>, failures);
    QFETCH(const QList<double>, expected);
    SeriesPyramid pyramid;
    pyramid.append(samples);
    for (const int minute : failures)
        pyramid.addFailures({start + std::chrono::minutes(minute)});
    QList<double> found;
    for (const Consumption &one : pyramid.consumption({start, start + 15min, start + 30min})) {
        QVERIFY(one.amount >= 0);
        found.append(one.isWhole ? one.amount : -one.amount);
    }
    QCOMPARE(found, expected);
}

void TestSeriesPyramid::consumptionOverChunks()
{
    SeriesPyramid pyramid;
    const PlainSeries plain = makeSeries({5000, 1s, false, true}, pyramid);
    std::mt19937 random(3);
    for (int round = 0; round < 50; ++round) {
        qsizetype from = static_cast<qsizetype>(random() % 4999);
        qsizetype to = static_cast<qsizetype>(random() % 4999);
        if (from > to)
            std::swap(from, to);
        const UtcTime begin = plain.samples[from].utc;
        const UtcTime end = plain.samples[to].utc;
        if (begin == end)
            continue;
        // The bounds show the last reading of their moment.
        while (plain.samples[from + 1].utc == begin)
            ++from;
        while (to + 1 < 5000 && plain.samples[to + 1].utc == end)
            ++to;
        double expected = 0;
        for (qsizetype i = from + 1; i <= to; ++i)
            expected += std::max(0.0, plain.samples[i].value - plain.samples[i - 1].value);
        const QList<Consumption> found = pyramid.consumption({begin, end});
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.constFirst().amount, expected);
    }
}

void TestSeriesPyramid::usualDistance()
{
    SeriesPyramid pyramid;
    makeSeries({5000, 15min, true}, pyramid);
    QCOMPARE(pyramid.usualDistance(), std::optional<UtcTime>(15min));
}

void TestSeriesPyramid::memory()
{
    SeriesPyramid pyramid;
    QList<Sample> samples;
    for (int i = 0; i < 200000; ++i)
        samples.append({start + std::chrono::seconds(60 * i), std::sin(i)});
    pyramid.append(samples);
    const double each = static_cast<double>(pyramid.bytes()) / 200000;
    QVERIFY2(each < 16, qPrintable(QString::number(each)));
}

/// What is left is as if the rest had never been there.
void TestSeriesPyramid::forgets()
{
    SeriesPyramid all;
    SeriesPyramid late;
    QList<Sample> samples;
    for (int i = 0; i < 10000; ++i)
        samples.append({UtcTime(i * 1000), i % 97 + (i % 500 == 0 ? 1000.0 : 0.0)});
    all.append(samples);
    late.append(samples.mid(3333));
    for (SeriesPyramid *one : {&all, &late}) {
        one->addFailures({UtcTime(500), UtcTime(5'000'500)});
        one->setGapLimit(UtcTime(2500));
    }
    all.forgetBefore(UtcTime(3'333'000));
    QCOMPARE(all.size(), late.size());
    for (qsizetype i = 0; i < all.size(); ++i) {
        QCOMPARE(all.at(i), late.at(i));
        QCOMPARE(all.startsRun(i), late.startsRun(i));
    }
    QCOMPARE(all.points(UtcTime(0), UtcTime(10'000'000), 200),
             late.points(UtcTime(0), UtcTime(10'000'000), 200));
    all.forgetBefore(UtcTime(0));
    QCOMPARE(all.size(), late.size());
    all.forgetBefore(UtcTime(20'000'000));
    QVERIFY(all.isEmpty());
    all.append({{UtcTime(1), 1.0}});
    QCOMPARE(all.size(), 1);
}

QTEST_APPLESS_MAIN(TestSeriesPyramid)
#include "tst_seriespyramid.moc"
