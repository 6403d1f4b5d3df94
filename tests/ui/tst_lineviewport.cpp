// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/linecellpainter.h"
#include "ui/line/lineviewport.h"
#include "ui/line/timeaxis.h"

#include <QTest>

using namespace optoscope;

/// The time axis, which part of it is in sight, and whether what stands there can be read.
class TestLineViewport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ticks_data();
    void ticks();
    void times_data();
    void times();
    void viewportFollows();
    void viewportZoomsAboutThePointer();
    void lettersAreReadable_data();
    void lettersAreReadable();
};

void TestLineViewport::ticks_data()
{
    QTest::addColumn<qint64>("begin");
    QTest::addColumn<double>("nanosPerPixel");
    QTest::addColumn<QString>("label");
    QTest::addColumn<double>("distance");
    QTest::newRow("whole seconds") << qint64(0) << 1e7 << QStringLiteral("1\u00A0s") << 100.0;
    QTest::newRow("hours") << qint64(0) << 1e10 << QStringLiteral("1000\u00A0s") << 100.0;
    QTest::newRow("milliseconds") << qint64(0) << 1e5 << QStringLiteral("10\u00A0ms") << 100.0;
    QTest::newRow("microseconds") << qint64(0) << 150.0 << QStringLiteral("20\u00A0µs") << 133.3;
    QTest::newRow("late") << qint64(1468000000) << 1e4 << QStringLiteral("1.469\u00A0s") << 100.0;
    QTest::newRow("late and near") << qint64(1468000000) << 100.0
                                   << QStringLiteral("1.468\u2009"
                                                     "01\u00A0s")
                                   << 100.0;
    QTest::newRow("before the session") << qint64(-1000000000) << 1e6
                                        << QStringLiteral("\u2212"
                                                          "0.9\u00A0s")
                                        << 100.0;
}

void TestLineViewport::ticks()
{
    QFETCH(const qint64, begin);
    QFETCH(const double, nanosPerPixel);
    QFETCH(const double, distance);
    const TimeScale scale{Instant(nanoseconds(begin)), nanosPerPixel, 800, 1};
    QList<TimeTick> labelled;
    for (const TimeTick &tick : timeTicks(scale, 90)) {
        if (!tick.label.isEmpty())
            labelled.append(tick);
    }
    QVERIFY(labelled.size() >= 3);
    QTEST(labelled[1].label, "label");
    QVERIFY(qAbs(labelled[2].x - labelled[1].x - distance) < 0.1);
}

void TestLineViewport::times_data()
{
    QTest::addColumn<qint64>("time");
    QTest::addColumn<qint64>("resolution");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << qint64(1) << QStringLiteral("0.000\u00A0µs");
    QTest::newRow("ms") << qint64(251300000) << qint64(100000) << QStringLiteral("251.3\u00A0ms");
    QTest::newRow("rounded") << qint64(251360000) << qint64(100000)
                             << QStringLiteral("251.4\u00A0ms");
    QTest::newRow("coarse") << qint64(251360000) << qint64(1000000)
                            << QStringLiteral("251\u00A0ms");
    QTest::newRow("s") << qint64(1468012345) << qint64(1000)
                       << QStringLiteral("1.468\u2009"
                                         "012\u00A0s");
    QTest::newRow("days") << qint64(86400000000001) << qint64(1)
                          << QStringLiteral("86400.000\u2009"
                                            "000\u2009"
                                            "001\u00A0s");
    QTest::newRow("negative") << qint64(-3300000) << qint64(100000)
                              << QStringLiteral("\u2212"
                                                "3.3\u00A0ms");
}

void TestLineViewport::times()
{
    QFETCH(const qint64, time);
    QFETCH(const qint64, resolution);
    QTEST(timeText(Instant(nanoseconds(time)), nanoseconds(resolution)), "text");
}

void TestLineViewport::viewportFollows()
{
    LineViewport view;
    view.setWidth(1000, 1);
    view.setSession(Instant(), Instant(std::chrono::seconds(1)));
    QVERIFY(view.isWhole());
    QVERIFY(view.scale().begin < Instant());
    QVERIFY(view.scale().end() > Instant(std::chrono::seconds(1)));
    view.setSession(Instant(), Instant(std::chrono::seconds(10)));
    QVERIFY(view.scale().end() > Instant(std::chrono::seconds(10)));
    view.zoom(1000, 8);
    view.showEnd();
    QVERIFY(view.isFollowing() && !view.isWhole());
    const double scale = view.scale().nanosPerPixel;
    view.setSession(Instant(), Instant(std::chrono::seconds(20)));
    QVERIFY(view.scale().end() > Instant(std::chrono::seconds(20)));
    QCOMPARE(view.scale().nanosPerPixel, scale);
    // Who looks elsewhere is not disturbed.
    view.pan(-400);
    QVERIFY(!view.isFollowing());
    const TimeScale there = view.scale();
    view.setSession(Instant(), Instant(std::chrono::seconds(30)));
    QCOMPARE(view.scale(), there);
    view.setFollowing(true);
    QVERIFY(view.scale().end() > Instant(std::chrono::seconds(30)));
    view.showWhole();
    QVERIFY(view.isWhole());
}

void TestLineViewport::viewportZoomsAboutThePointer()
{
    LineViewport view;
    view.setWidth(1000, 1);
    view.setSession(Instant(), Instant(std::chrono::seconds(100)));
    const Instant at = view.scale().at(600);
    for (int i = 0; i < 20; ++i) {
        view.zoom(600, 1.5);
        QVERIFY(std::chrono::abs(view.scale().at(600) - at) <= view.scale().span(1));
    }
    for (int i = 0; i < 100; ++i)
        view.zoom(600, 1.5);
    QVERIFY(view.scale().nanosPerPixel >= 1);
    for (int i = 0; i < 200; ++i)
        view.zoom(600, 1 / 1.5);
    QVERIFY(view.isWhole());
    const LineStretch stretch{Instant(std::chrono::seconds(40)), Instant(std::chrono::seconds(41))};
    view.show(stretch);
    QVERIFY(view.scale().begin < stretch.begin && view.scale().end() > stretch.end);
    QVERIFY(view.scale().x(stretch.end) - view.scale().x(stretch.begin) > 700);
    const TimeScale shown = view.scale();
    view.bringIntoSight(stretch);
    QCOMPARE(view.scale(), shown);
    view.bringIntoSight({Instant(std::chrono::seconds(80)), Instant(std::chrono::seconds(80))});
    QCOMPARE(qRound(view.scale().x(Instant(std::chrono::seconds(80)))), 500);
}

void TestLineViewport::lettersAreReadable_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestLineViewport::lettersAreReadable()
{
    QFETCH(const bool, dark);
    const QPalette palette = dark ? theme::darkPalette() : theme::lightPalette();
    using Kind = LineBit::Kind;
    for (const Tone tone : {Tone::Sent, Tone::Received}) {
        for (const LineBit bit : {LineBit{Kind::Start}, LineBit{Kind::Parity}, LineBit{Kind::Stop}})
            QVERIFY(theme::contrast(theme::color(tone, palette),
                                    LineCellPainter::shade(bit, tone, palette))
                    >= 4.5);
        const LineBit wrong{Kind::Parity, 0, Level::Space, true};
        QVERIFY(theme::contrast(theme::color(Tone::Error, palette),
                                LineCellPainter::shade(wrong, tone, palette))
                >= 4.5);
    }
    for (const Tone tone : {Tone::Sent, Tone::Received, Tone::Error, Tone::Quiet})
        QVERIFY(theme::contrast(theme::color(tone, palette), theme::selection(palette)) >= 4.5);
    QVERIFY(theme::contrast(theme::color(Tone::Quiet, palette), theme::panel(palette)) >= 4.5);
}

QTEST_MAIN(TestLineViewport)
#include "tst_lineviewport.moc"
