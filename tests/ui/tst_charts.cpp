// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/chartcases.h"
#include "ui/charts/chartpage.h"
#include "ui/charts/chartview.h"
#include "ui/charts/pollbar.h"
#include "ui/charts/timewindow.h"
#include "ui/palette/theme.h"
#include "ui/texts/charttexts.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime start = 1'774'500'000s;

ObisTable names()
{
    return ObisTable::parse("1.8.0\tActive energy import\tkWh\tnumber\n"
                            "16.7.0\tActive power\tkW\tnumber\n");
}

void fill(ChartPage &page, int polls = 3000)
{
    const ChartCase data = ChartCase::household(start, 1min, polls);
    page.setZone(QTimeZone("Europe/Berlin"));
    page.setInterval(data.interval);
    page.setSeries(data.series);
    for (auto i = data.samples.cbegin(); i != data.samples.cend(); ++i)
        page.appendSamples(i.key(), i.value());
    page.appendPolls(data.polls);
}

void show(ChartPage &page)
{
    page.resize(1200, 600);
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.chart()->setFocus();
}

QAction *action(const ChartPage &page, const char *name)
{
    auto *found = page.findChild<QAction *>(QString::fromLatin1(name));
    Q_ASSERT(found);
    return found;
}

} // namespace

class TestCharts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void emptySaysWhatToDo();
    void choosesSomethingToShow();
    void shownLinesOutliveTheMeter();
    void legendByKeyboard();
    void keys();
    void mouse();
    void touchPad();
    void followsLive();
    void ranges();
    void crossHair();
    void gapsAreTold();
    void marks();
    void consumption();
    void health();
    void chartsStandBelowEachOther();
    void followsThePalette();
    void pictureIsTheScreen();
    void drawing();
    void table();
    void unwritable();
    void everythingHasAName();
};

void TestCharts::emptySaysWhatToDo()
{
    ChartPage page(names(), {});
    show(page);
    QCOMPARE(page.chart()->accessibleDescription(), texts::emptyChartText());
    for (const QAction *one : page.exportActions())
        QVERIFY(!one->isEnabled());
    fill(page, 10);
    QVERIFY(page.chart()->accessibleDescription().isEmpty());
    for (int i = 0; i < page.chartData()->count(); ++i)
        page.chartData()->setShown(i, false);
    page.appendPolls({});
    for (const QAction *one : page.exportActions())
        QVERIFY(!one->isEnabled());
    page.clear();
    QCOMPARE(page.chart()->accessibleDescription(), texts::emptyChartText());
    QCOMPARE(page.chartData()->count(), 0);
}

void TestCharts::choosesSomethingToShow()
{
    ChartPage page(names(), {});
    fill(page, 10);
    QList<QByteArray> shown;
    for (const ChartLine &line : page.chartData()->lines()) {
        if (line.isShown)
            shown.append(line.series.code);
    }
    QCOMPARE(shown, (QList<QByteArray>{"1.8.0", "16.7.0"}));
    QCOMPARE(page.chartData()->line(0).name, QStringLiteral("Active energy import"));
}

void TestCharts::shownLinesOutliveTheMeter()
{
    ChartPage page(names(), {});
    fill(page, 10);
    page.chartData()->setShown(1, false);
    page.chartData()->setShown(2, true);
    QList<Series> both;
    for (const ChartLine &line : page.chartData()->lines())
        both.append(line.series);
    for (int i = 0; i < 3; ++i) {
        Series other = both[i];
        other.id += 100;
        other.meter = QStringLiteral("999");
        both.append(other);
    }
    page.setSeries(both);
    const ChartData &data = *page.chartData();
    QCOMPARE(data.line(0).samples.size(), 10);
    QVERIFY(data.line(6).isShown);
    QVERIFY(!data.line(7).isShown);
    QVERIFY(data.line(8).isShown);
    QVERIFY(data.line(6).look != data.line(0).look);
}

void TestCharts::legendByKeyboard()
{
    ChartPage page(names(), {});
    show(page);
    fill(page, 100);
    auto *table = page.findChild<QTableView *>(QStringLiteral("legendTable"));
    table->setFocus();
    table->setCurrentIndex(table->model()->index(2, 1));
    QTest::keyClick(table, Qt::Key_Space);
    QVERIFY(page.chartData()->line(2).isShown);
    QTest::keyClick(table, Qt::Key_Space);
    QVERIFY(!page.chartData()->line(2).isShown);
}

void TestCharts::keys()
{
    ChartPage page(names(), {});
    show(page);
    fill(page);
    ChartView *chart = page.chart();
    TimeWindow *window = page.timeWindow();
    const UtcTime end = window->end();
    QTest::keyClick(chart, Qt::Key_Left);
    QCOMPARE(window->end(), end - window->span() / 10);
    QVERIFY(!window->isFollowing());
    QTest::keyClick(chart, Qt::Key_Space);
    QCOMPARE(window->end(), end);
    QTest::keyClick(chart, Qt::Key_Plus);
    QCOMPARE(window->span(), UtcTime(12h));
    QTest::keyClick(chart, Qt::Key_Minus);
    QCOMPARE(window->span(), UtcTime(24h));
    QTest::keyClick(chart, Qt::Key_Home);
    QVERIFY(window->begin() <= start && window->end() > start);
    QTest::keyClick(chart, Qt::Key_PageDown);
    QVERIFY(window->begin() > start);
    QTest::keyClick(chart, Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(window->range(), TimeWindow::Range::All);
    QTest::keyClick(chart, Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(window->cursor());
    const UtcTime first = *window->cursor();
    QTest::keyClick(chart, Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(*window->cursor() > first);
    QTest::keyClick(chart, Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(*window->cursor(), first);
    QVERIFY(chart->accessibleDescription().contains(QStringLiteral("1.8.0")));
    QTest::keyClick(chart, Qt::Key_Escape);
    QVERIFY(!window->cursor());
}

void TestCharts::mouse()
{
    ChartPage page(names(), {});
    show(page);
    fill(page);
    ChartView *chart = page.chart();
    TimeWindow *window = page.timeWindow();
    chart->scene();
    QWidget *viewport = chart->viewport();
    const QPoint middle = chart->plot().center().toPoint();
    QTest::mouseMove(viewport, middle);
    QTRY_VERIFY(window->cursor());
    const UtcTime begin = window->begin();
    QTest::mousePress(viewport, Qt::LeftButton, {}, middle);
    QTest::mouseMove(viewport, middle + QPoint(100, 0));
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, middle + QPoint(100, 0));
    const double moved = static_cast<double>((begin - window->begin()).count())
        / static_cast<double>(window->span().count()) * chart->plot().width();
    QVERIFY2(std::abs(moved - 100) < 2, qPrintable(QString::number(moved)));
    // The wheel zooms about the pointer.
    const auto at = [&] {
        chart->scene();
        const double share = (middle.x() - chart->plot().left()) / chart->plot().width();
        return window->begin()
            + UtcTime(qRound64(share * static_cast<double>(window->span().count())));
    };
    const UtcTime about = at();
    QWheelEvent wheel(middle, chart->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(viewport, &wheel);
    QVERIFY(window->span() < 24h);
    QVERIFY(std::chrono::abs(at() - about) < window->span() / 100);
    // A frame is zoomed into.
    const UtcTime span = window->span();
    QTest::mousePress(viewport, Qt::LeftButton, Qt::ShiftModifier, middle);
    QTest::mouseMove(viewport, middle + QPoint(200, 0));
    QTest::mouseRelease(viewport, Qt::LeftButton, Qt::ShiftModifier, middle + QPoint(200, 0));
    QVERIFY(window->span() < span / 3);
}

void TestCharts::touchPad()
{
    ChartPage page(names(), {});
    show(page);
    fill(page);
    ChartView *chart = page.chart();
    TimeWindow *window = page.timeWindow();
    chart->scene();
    const QPoint middle = chart->plot().center().toPoint();
    const UtcTime begin = window->begin();
    QWheelEvent scroll(middle, chart->mapToGlobal(middle), {40, 0}, {60, 0}, Qt::NoButton, {},
                       Qt::ScrollUpdate, false);
    QCoreApplication::sendEvent(chart->viewport(), &scroll);
    QVERIFY(window->begin() < begin);
    QCOMPARE(window->span(), UtcTime(24h));
    QNativeGestureEvent pinch(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2,
                              middle, middle, chart->mapToGlobal(middle), 0.5, {});
    QCoreApplication::sendEvent(chart->viewport(), &pinch);
    QCOMPARE(window->span(), UtcTime(16h));
}

void TestCharts::followsLive()
{
    ChartPage page(names(), {});
    show(page);
    fill(page, 100);
    TimeWindow *window = page.timeWindow();
    const UtcTime last = start + 100min;
    page.appendSamples(1, {{last, 1}});
    QVERIFY(window->end() >= last);
    action(page, "chartFollowAction")->setChecked(false);
    const UtcTime end = window->end();
    page.appendSamples(1, {{last + 48h, 1}});
    QCOMPARE(window->end(), end);
    action(page, "chartFollowAction")->setChecked(true);
    QVERIFY(window->end() >= last + 48h);
}

void TestCharts::ranges()
{
    ChartPage page(names(), {});
    fill(page);
    TimeWindow *window = page.timeWindow();
    action(page, "chartHourAction")->trigger();
    QCOMPARE(window->span(), UtcTime(1h));
    action(page, "chartWeekAction")->trigger();
    QCOMPARE(window->span(), UtcTime(168h));
    action(page, "chartAllAction")->trigger();
    QVERIFY(window->begin() <= start);
    QVERIFY(action(page, "chartAllAction")->isChecked());
    window->zoom(window->begin(), 3);
    QVERIFY(!action(page, "chartAllAction")->isChecked());
}

void TestCharts::crossHair()
{
    ChartPage page(names(), {});
    show(page);
    fill(page);
    page.timeWindow()->setCursor(page.timeWindow()->end() - 6h);
    const auto readout = page.chart()->readout();
    QVERIFY(readout);
    QCOMPARE(readout->rows.size(), 2);
    QVERIFY(readout->rows[0].value.endsWith(QStringLiteral("kWh")));
    const auto sample = page.chartData()->line(0).samples.nearest(page.timeWindow()->end() - 6h);
    QCOMPARE(readout->rows[0].sample, sample);
    const auto *table = page.findChild<QTableView *>(QStringLiteral("legendTable"));
    QCOMPARE(table->model()->index(0, 2).data().toString(), readout->rows[0].value);
}

void TestCharts::gapsAreTold()
{
    ChartPage page(names(), {});
    show(page);
    fill(page);
    // Nobody asked from 800 to 860 minutes.
    page.timeWindow()->show(start + 700min, start + 1000min);
    page.timeWindow()->setCursor(start + 830min);
    const auto readout = page.chart()->readout();
    QCOMPARE(readout->rows[0].value, texts::noReadingText());
    const ChartScene &scene = page.chart()->scene();
    const auto isInGap = [](const SeriesPoint &point) {
        return point.utc > start + 800min && point.utc < start + 859min;
    };
    for (const ChartCurve &curve : scene.curves) {
        QVERIFY(std::ranges::none_of(curve.points, isInGap));
        const auto after = std::ranges::find_if(
            curve.points, [](const SeriesPoint &point) { return point.utc >= start + 859min; });
        QVERIFY(after != curve.points.cend() && after->startsRun);
    }
}

void TestCharts::marks()
{
    ChartPage page(names(), {});
    show(page);
    fill(page);
    PollRecord failed;
    failed.id = 4711;
    failed.due = start + 4000min;
    failed.outcome = PollOutcome::noAnswer;
    failed.capture = QStringLiteral("night.pcapng");
    failed.entry = 12;
    page.appendPolls({failed});
    page.timeWindow()->show(start + 3900min, start + 4100min);
    ChartView *chart = page.chart();
    QSignalSpy chosen(&page, &ChartPage::pollChosen);
    const ChartScene &scene = chart->scene();
    QCOMPARE(scene.marks.size(), 1);
    QVERIFY(scene.marks[0].hasFailure);
    const QPoint place = ChartPainter::markRect(scene, 0, chart->plot()).center().toPoint();
    QTest::mouseClick(chart->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<PollRecord>(), failed);
    // By keyboard: to the mark, then into its trace.
    page.timeWindow()->setCursor({});
    QTest::keyClick(chart, Qt::Key_M);
    QCOMPARE(*page.timeWindow()->cursor(), failed.due);
    QVERIFY(chart->accessibleDescription().contains(QStringLiteral("did not answer")));
    QTest::keyClick(chart, Qt::Key_Return);
    QCOMPARE(chosen.size(), 2);
    // Several in one place are told apart first.
    page.timeWindow()->setRange(TimeWindow::Range::All);
    const ChartScene &all = chart->scene();
    const auto group =
        std::ranges::find_if(all.marks, [](const MarkGroup &one) { return one.count > 1; });
    QVERIFY(group != all.marks.cend());
    const UtcTime span = page.timeWindow()->span();
    QTest::mouseClick(
        chart->viewport(), Qt::LeftButton, {},
        ChartPainter::markRect(all, group - all.marks.cbegin(), chart->plot()).center().toPoint());
    QVERIFY(page.timeWindow()->span() < span);
    QCOMPARE(chosen.size(), 2);
}

void TestCharts::consumption()
{
    ChartPage page(names(), {});
    show(page);
    fill(page);
    page.timeWindow()->setRange(TimeWindow::Range::All);
    auto *mode = page.findChild<QComboBox *>(QStringLiteral("chartMode"));
    mode->setCurrentIndex(mode->findData(static_cast<int>(charttime::Interval::Hour)));
    const ChartScene &scene = page.chart()->scene();
    QVERIFY(scene.hasBars());
    QCOMPARE(scene.interval, charttime::Interval::Hour);
    const ChartCurve &bars = scene.curves[0];
    QVERIFY(bars.isBars && bars.bars.size() > 40);
    double sum = 0;
    for (const Consumption &bar : bars.bars) {
        QVERIFY(bar.amount >= 0);
        sum += bar.amount;
    }
    const SeriesPyramid &samples = page.chartData()->line(0).samples;
    const double whole = samples.at(samples.size() - 1).value - samples.at(0).value;
    // But for what the gaps have swallowed.
    QVERIFY(sum <= whole + 1e-6 && sum > whole * 0.9);
    // Power is no counter.
    QVERIFY(!scene.curves[1].isBars);
    QCOMPARE(scene.axes.size(), 2);
}

void TestCharts::health()
{
    ChartPage page(names(), {});
    show(page);
    QVERIFY(!page.healthChart()->isVisible());
    page.healthAction()->setChecked(true);
    QVERIFY(page.healthChart()->isVisible());
    QCOMPARE(page.healthChart()->accessibleDescription(), texts::emptyHealthText());
    fill(page);
    const ChartScene &scene = page.healthChart()->scene();
    QCOMPARE(scene.curves.size(), 3);
    QCOMPARE(scene.axes.size(), 2);
    QVERIFY(!scene.curves[0].points.isEmpty());
}

void TestCharts::chartsStandBelowEachOther()
{
    ChartPage page(names(), {});
    show(page);
    fill(page);
    page.healthAction()->setChecked(true);
    page.chartData()->setShown(2, true);
    page.chartData()->setShown(3, true);
    QTRY_VERIFY(std::abs(page.chart()->plot().left() - page.healthChart()->plot().left()) <= 1.5
                && std::abs(page.chart()->plot().right() - page.healthChart()->plot().right())
                    <= 1.5);
}

void TestCharts::followsThePalette()
{
    const QPalette before = QApplication::palette();
    ChartPage page(names(), {});
    show(page);
    fill(page);
    for (const auto appearance : {Appearance::Dark, Appearance::Light}) {
        applyAppearance(appearance);
        page.chart()->scene();
        const QImage image = page.chart()->grab().toImage();
        QCOMPARE(image.pixelColor(2, 2), page.palette().color(QPalette::Base));
        const QColor line = theme::curve(0, page.palette());
        bool isFound = false;
        for (int y = 0; y < image.height() && !isFound; ++y) {
            for (int x = 0; x < image.width() && !isFound; ++x)
                isFound = image.pixelColor(x, y) == line;
        }
        QVERIFY(isFound);
    }
    QApplication::setPalette(before);
}

void TestCharts::pictureIsTheScreen()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("chart.png"));
    ChartPage page(names(), [&file](QWidget *, const QString &, const QString &, const QString &) {
        return file;
    });
    show(page);
    fill(page);
    page.healthAction()->setChecked(true);
    // Until both charts have their places.
    QTRY_VERIFY(page.healthChart()->height() > 50);
    QTRY_VERIFY(std::abs(page.chart()->plot().left() - page.healthChart()->plot().left()) <= 1.5);
    page.findChild<QTableView *>(QStringLiteral("legendTable"))->setFocus();
    action(page, "chartPngAction")->trigger();
    const QImage saved(file);
    QVERIFY(!saved.isNull());
    QVERIFY(page.findChild<QLabel *>(QStringLiteral("chartMessage"))
                ->text()
                .contains(QStringLiteral("chart.png")));
    const QImage chart = page.chart()->grab().toImage().convertToFormat(QImage::Format_RGB32);
    const QImage health =
        page.healthChart()->grab().toImage().convertToFormat(QImage::Format_RGB32);
    const int top = saved.height() - chart.height() - health.height();
    QVERIFY(top > 20);
    QCOMPARE(saved.copy(0, top, chart.width(), chart.height()).convertToFormat(chart.format()),
             chart);
    QCOMPARE(saved.copy(0, top + chart.height(), health.width(), health.height())
                 .convertToFormat(chart.format()),
             health);
}

void TestCharts::drawing()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("chart.svg"));
    ChartPage page(names(), [&file](QWidget *, const QString &, const QString &, const QString &) {
        return file;
    });
    show(page);
    fill(page);
    page.chart()->scene();
    action(page, "chartSvgAction")->trigger();
    QSvgRenderer renderer(file);
    QVERIFY(renderer.isValid());
    QCOMPARE(renderer.viewBox().width(), page.chart()->width());
    QFile svg(file);
    QVERIFY(svg.open(QIODevice::ReadOnly));
    const QByteArray text = svg.readAll();
    QVERIFY(text.contains("16.7.0"));
    QVERIFY(text.contains("<polyline") || text.contains("<path"));
    QVERIFY(!text.contains("<image"));
}

void TestCharts::table()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("chart.csv"));
    ChartPage page(names(), [&file](QWidget *, const QString &, const QString &, const QString &) {
        return file;
    });
    show(page);
    fill(page);
    const SeriesPyramid &samples = page.chartData()->line(0).samples;
    page.timeWindow()->show(samples.at(10).utc, samples.at(19).utc);
    page.chartData()->setShown(1, false);
    action(page, "chartCsvAction")->trigger();
    QTRY_VERIFY(QFile::exists(file));
    QFile csv(file);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    const QList<QByteArray> rows = csv.readAll().trimmed().split('\n');
    QCOMPARE(rows.size(), 11);
    QCOMPARE(rows[0].trimmed(), QByteArray("time,until,meter,register,name,value,unit"));
    const QByteArray expected =
        charttime::isoText(samples.at(10).utc, QTimeZone("Europe/Berlin")).toLatin1()
        + ",,12345678,1.8.0,Active energy import,"
        + QByteArray::number(samples.at(10).value, 'g', 15) + ",kWh";
    QCOMPARE(rows[1].trimmed(), expected);
}

void TestCharts::unwritable()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("missing/chart.png"));
    ChartPage page(names(), [&file](QWidget *, const QString &, const QString &, const QString &) {
        return file;
    });
    show(page);
    fill(page, 10);
    auto *message = page.findChild<QLabel *>(QStringLiteral("chartMessage"));
    for (QAction *one : page.exportActions()) {
        page.say({});
        one->trigger();
        QTRY_VERIFY(message->text().contains(QStringLiteral("missing"))
                    && !message->text().startsWith(QStringLiteral("Sav")));
    }
}

void TestCharts::everythingHasAName()
{
    ChartPage page(names(), {});
    show(page);
    fill(page);
    page.healthAction()->setChecked(true);
    for (QWidget *widget : page.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy()
            || widget->objectName().startsWith(QStringLiteral("qt_")))
            continue;
        const auto *interface = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(
            interface && !interface->text(QAccessible::Name).isEmpty(),
            qPrintable(QStringLiteral("%1 %2").arg(
                QString::fromLatin1(widget->metaObject()->className()), widget->objectName())));
    }
}

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
