// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/pollsimulation.h"
#include "resources/knowledge.h"
#include "ui/charts/chartdata.h"
#include "ui/charts/chartpage.h"
#include "ui/charts/legendmodel.h"
#include "ui/charts/livereadings.h"
#include "ui/charts/meterbar.h"
#include "ui/charts/pollbar.h"
#include "ui/charts/polltraces.h"
#include "ui/charts/timewindow.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QDateTime>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime start = 1'774'500'000s;

/// Resident memory of this process in KiB; 0 where that is not known.
qint64 residentMemory()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    constexpr qint64 kibPerPage = 4;
    return file.readAll().split(' ').value(1).toLongLong() * kibPerPage;
}

} // namespace

class TestChartParts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void legendModel();
    void longSilenceIsSmall();
    void pollBar();
    void meterBar();
    void liveReadings();
    void tracesAreBounded();
    void staysSmallWithoutAStore();
    void firstMinutesFillTheChart();
};

void TestChartParts::legendModel()
{
    ChartData data;
    LegendModel model(&data);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    data.setLines({{{1, QStringLiteral("5"), "1.8.0", "kWh"}, QStringLiteral("Energy"), {}},
                   {{2, QStringLiteral("5"), "1.7.0", "kW"}, QStringLiteral("Power"), {}}});
    data.append(1, {{start, 12.5}});
    QCOMPARE(model.index(0, LegendModel::Value).data().toString(),
             QStringLiteral("12.5") + QChar(0x00A0) + QStringLiteral("kWh"));
    const QModelIndex box = model.index(1, LegendModel::Register);
    QCOMPARE(box.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
    QVERIFY(model.setData(box, Qt::Checked, Qt::CheckStateRole));
    QVERIFY(data.line(1).isShown);
    QVERIFY(box.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("shown")));
    QVERIFY(!model.setData(model.index(1, 1), Qt::Checked, Qt::CheckStateRole));
    data.setLines({{{3, QStringLiteral("6"), "1.8.0", "kWh"}, QStringLiteral("Energy"), {}},
                   {{1, QStringLiteral("5"), "1.8.0", "kWh"}, QStringLiteral("Energy"), {}}});
    QCOMPARE(model.index(0, LegendModel::Name).data().toString(),
             QStringLiteral("Energy (meter 6)"));
    QCOMPARE(data.line(1).samples.size(), 1);
    data.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestChartParts::longSilenceIsSmall()
{
    PollMarks marks;
    QList<PollRecord> polls;
    for (int i = 0; i < 20000; ++i) {
        PollRecord poll;
        poll.due = start + i * 1min;
        poll.outcome = i % 2 == 0 ? PollOutcome::noAnswer : PollOutcome::done;
        poll.finding = i % 2 == 0 ? QStringLiteral("noAnswer") : QString();
        polls.append(poll);
    }
    marks.append(polls);
    QCOMPARE(marks.size(), 10000);
    const auto groups = marks.groups(start, start + 20000min, 80);
    QVERIFY(groups.size() <= 81);
    qsizetype sum = 0;
    for (const MarkGroup &group : groups)
        sum += group.count;
    QCOMPARE(sum, 10000);
    // An earlier one, from a clock that was set back.
    PollRecord early;
    early.due = start - 1h;
    early.outcome = PollOutcome::damaged;
    marks.append({early});
    QCOMPARE(marks.at(0).outcome, PollOutcome::damaged);
    QCOMPARE(marks.firstAfter(start - 2h), std::optional<qsizetype>(0));
    QCOMPARE(marks.lastBefore(start), std::optional<qsizetype>(0));
}

void TestChartParts::pollBar()
{
    PollBar bar;
    bar.show();
    QSignalSpy started(&bar, &PollBar::startRequested);
    bar.setInterval(90s);
    QCOMPARE(bar.interval(), std::chrono::milliseconds(90s));
    bar.setInterval(2h);
    QCOMPARE(bar.interval(), std::chrono::milliseconds(2h));
    QVERIFY(!bar.pauseAction()->isEnabled() && !bar.stopAction()->isEnabled());
    bar.startAction()->trigger();
    QCOMPARE(started.size(), 1);
    bar.setReady(false);
    QVERIFY(!bar.startAction()->isEnabled());
    bar.setState(PollBar::State::Waiting);
    bar.setNextDue(UtcTime(QDateTime::currentMSecsSinceEpoch()) + 100s);
    QVERIFY(bar.stateText().startsWith(QStringLiteral("Next read-out in 1 min")));
    QSignalSpy paused(&bar, &PollBar::pauseRequested);
    bar.pauseAction()->trigger();
    QCOMPARE(paused.size(), 1);
    bar.setState(PollBar::State::Paused);
    QVERIFY(bar.pauseAction()->isChecked());
    QVERIFY(!bar.pauseAction()->isEnabled()); // Something else uses the port.
    bar.setReady(true);
    QVERIFY(bar.pauseAction()->isEnabled());
    QSignalSpy resumed(&bar, &PollBar::resumeRequested);
    bar.pauseAction()->trigger();
    QCOMPARE(resumed.size(), 1);
    QSignalSpy stopped(&bar, &PollBar::stopRequested);
    bar.stopAction()->trigger();
    QCOMPARE(stopped.size(), 1);
    bar.setState(PollBar::State::Stopping);
    QVERIFY(!bar.stopAction()->isEnabled());
}

void TestChartParts::meterBar()
{
    QWidget window;
    MeterBar bar(&window);
    window.show();
    QSignalSpy accepted(&bar, &MeterBar::accepted);
    bar.ask(QStringLiteral("111"), QStringLiteral("222"));
    QVERIFY(bar.isVisible());
    QVERIFY(bar.text().contains(QStringLiteral("222")));
    bar.findChild<QToolButton *>(QStringLiteral("meterRefused"))->click();
    QVERIFY(bar.isHidden());
    // It is not asked about again; another one is.
    bar.ask(QStringLiteral("111"), QStringLiteral("222"));
    QVERIFY(bar.isHidden());
    bar.ask(QStringLiteral("111"), QStringLiteral("333"));
    bar.findChild<QToolButton *>(QStringLiteral("meterReplaced"))->click();
    QCOMPARE(accepted.size(), 1);
    QVERIFY(bar.isHidden());
}

void TestChartParts::liveReadings()
{
    LiveReadings live;
    PollResult result;
    result.meter = QStringLiteral("1");
    result.utc = start;
    result.readings = {{"1.8.0", 0, "kWh", "1.5", 1.5, false}, {"F.F", 0, "", "00", {}, false}};
    auto samples = live.take(result);
    QCOMPARE(samples.size(), 1);
    QCOMPARE(live.series().size(), 1);
    live.take(result);
    QCOMPARE(live.series().size(), 1);
    // Another unit is another line, and another meter is.
    result.readings[0].unit = "MWh";
    live.take(result);
    result.meter = QStringLiteral("2");
    samples = live.take(result);
    QCOMPARE(live.series().size(), 3);
    QCOMPARE(samples[0].first, 3);
    result.record.outcome = PollOutcome::otherMeter;
    QVERIFY(live.take(result).isEmpty());
}

void TestChartParts::tracesAreBounded()
{
    PollTraces traces;
    for (int i = 0; i < 100; ++i) {
        PollTrace trace;
        trace.due = start + i * 1min;
        trace.entries.resize(10000);
        traces.add(trace);
    }
    QCOMPARE(traces.size(), PollTraces::mostEntries / 10000);
    QVERIFY(!traces.find(start));
    QVERIFY(traces.find(start + 99min));
}

/// Ninety days of the virtual meter, a poll a minute, in virtual time.
void TestChartParts::staysSmallWithoutAStore()
{
    const Knowledge knowledge = loadKnowledge();
    PollPlan plan;
    plan.request.target = std::get<Target>(parseTarget(QStringLiteral("virtual:")));
    plan.schedule.interval = 1min;
    QList<PollResult> day;
    simulatePolls(plan, knowledge, QTimeZone::utc(), start, 24h, [&day](const PollResult &result) {
        day.append(result);
        return true;
    });
    QVERIFY(day.size() >= 1440);
    ChartPage page(knowledge.obis, {});
    LiveReadings live;
    QList<qint64> bytes;
    int rooms = 0;
    UtcTime since{};
    for (int number = 0; number < 90; ++number) {
        for (PollResult result : std::as_const(day)) {
            result.utc += number * 24h;
            result.record.due += number * 24h;
            result.record.began += number * 24h;
            // Some are worth a mark.
            if (result.record.due.count() % 600'000 == 0)
                result.record.finding = QStringLiteral("gapTooLong");
            if (const auto left = live.show(&page, result)) {
                since = *left;
                ++rooms;
            }
        }
        bytes.append(page.chartData()->bytes() + page.healthData()->bytes());
        if (number % 15 == 14)
            qInfo("day %d: %lld samples, %.1f MB, %lld KiB resident", number + 1,
                  qint64{page.chartData()->sampleCount() + page.healthData()->sampleCount()},
                  static_cast<double>(bytes.constLast()) / 1e6, residentMemory());
    }
    constexpr qint64 most = 20'000'000;
    QVERIFY2(*std::ranges::max_element(bytes) < most,
             qPrintable(QString::number(*std::ranges::max_element(bytes))));
    QVERIFY(rooms > 5 && rooms < 50); // and it is not done all the time
    const ChartData &data = *page.chartData();
    QVERIFY(data.count() > 20);
    // All of the newest are there, none is older than what was said.
    for (const ChartLine &line : data.lines()) {
        QVERIFY(line.samples.at(0).utc >= since);
        QCOMPARE(line.samples.at(line.samples.size() - 1).utc, day.constLast().utc + 89 * 24h);
    }
    QVERIFY(data.marks().at(0).due >= since);
    const UtcTime dayBefore = start + 88 * 24h;
    const qsizetype first = data.line(0).samples.indexOf(dayBefore);
    QVERIFY(data.line(0).samples.size() - first >= 2 * 1440);
}

/// Who has just begun to poll sees a line and not a point in an empty day.
void TestChartParts::firstMinutesFillTheChart()
{
    TimeWindow window;
    window.setData(start, start);
    QVERIFY(window.span() <= 2min);
    window.setData(start, start + 10min);
    QCOMPARE(window.range(), TimeWindow::Range::All);
    QVERIFY(window.begin() <= start && window.end() >= start + 10min);
    QVERIFY(window.span() < 12min);
    window.setData(start, start + 25h);
    QCOMPARE(window.range(), TimeWindow::Range::Day);
    QCOMPARE(window.span(), UtcTime(24h));
    QVERIFY(window.end() >= start + 25h);
    // What somebody has chosen stays.
    TimeWindow chosen;
    chosen.setData(start, start + 10min);
    chosen.setRange(TimeWindow::Range::Hour);
    chosen.setData(start, start + 20min);
    QCOMPARE(chosen.span(), UtcTime(1h));
    chosen.setRange(TimeWindow::Range::All);
    chosen.setData(start, start + 30h);
    QCOMPARE(chosen.range(), TimeWindow::Range::All);
}

QTEST_MAIN(TestChartParts)
#include "tst_chartparts.moc"
