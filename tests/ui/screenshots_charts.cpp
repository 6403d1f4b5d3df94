// SPDX-License-Identifier: GPL-3.0-or-later

// Draws the charts in their states, light and dark, into a directory:
//     screenshots_charts DIRECTORY

#include "core/polling/readingstore.h"
#include "resources/knowledge.h"
#include "tests/ui/chartcases.h"
#include "tests/ui/windowfixture.h"
#include "ui/charts/chartpage.h"
#include "ui/charts/chartview.h"
#include "ui/charts/pollbar.h"
#include "ui/charts/pollchoices.h"
#include "ui/charts/serverdialog.h"
#include "ui/charts/timewindow.h"
#include "ui/palette/theme.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QPixmap>
#include <QPushButton>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <functional>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

struct Shot {
    QString name;
    std::function<void(ChartPage &)> prepare;
    bool isEmpty = false;
};

void show(ChartPage &page, const QList<QByteArray> &codes)
{
    for (int i = 0; i < page.chartData()->count(); ++i)
        page.chartData()->setShown(i, codes.contains(page.chartData()->line(i).series.code));
}

QList<Shot> shots()
{
    return {
        {QStringLiteral("charts-empty"), [](ChartPage &) {}, true},
        {QStringLiteral("charts-day"),
         [](ChartPage &page) {
             page.pollBar()->setState(PollBar::State::Waiting);
             page.pollBar()->setNextDue(UtcTime(QDateTime::currentMSecsSinceEpoch()) + 42s);
         }},
        {QStringLiteral("charts-four"),
         [](ChartPage &page) {
             show(page, {"1.8.0", "16.7.0", "32.7.0", "31.7.0"});
             page.healthAction()->setChecked(true);
         }},
        {QStringLiteral("charts-zoomed"),
         [](ChartPage &page) {
             show(page, {"16.7.0", "32.7.0", "31.7.0"});
             const UtcTime end = page.timeWindow()->end();
             page.timeWindow()->show(end - 3h - 40min, end - 3h);
             page.timeWindow()->setCursor(end - 3h - 20min);
         }},
        {QStringLiteral("charts-gap"),
         [](ChartPage &page) {
             show(page, {"16.7.0", "1.8.0"});
             const UtcTime begin = page.chartData()->line(0).samples.at(0).utc;
             page.timeWindow()->show(begin + 12h, begin + 16h);
         }},
        {QStringLiteral("charts-week"),
         [](ChartPage &page) {
             show(page, {"1.8.0", "2.8.0"});
             page.timeWindow()->setRange(TimeWindow::Range::Week);
             page.findChild<QComboBox *>(QStringLiteral("chartMode"))->setCurrentIndex(1);
         }},
        {QStringLiteral("charts-all"),
         [](ChartPage &page) {
             show(page, {"1.8.0", "16.7.0", "32.7.0", "31.7.0", "2.8.0", "14.7.0"});
             page.timeWindow()->setRange(TimeWindow::Range::All);
         }},
    };
}

bool take(const Shot &shot, const QString &file)
{
    ChartPage page(loadKnowledge().obis, {});
    page.setZone(QTimeZone("Europe/Berlin"));
    page.resize(1280, 520);
    page.show();
    if (!QTest::qWaitForWindowExposed(&page))
        return false;
    if (!shot.isEmpty) {
        const UtcTime begin = 1'774'500'000s; // March 2026: summer time begins within
        const ChartCase data = ChartCase::household(begin, 1min, 6 * 1440 + 700);
        page.setInterval(data.interval);
        page.setSeries(data.series);
        for (auto i = data.samples.cbegin(); i != data.samples.cend(); ++i)
            page.appendSamples(i.key(), i.value());
        page.appendPolls(data.polls);
    }
    shot.prepare(page);
    // Charts are laid out and aligned when the event loop runs.
    bool isLaidOut = false;
    QTimer::singleShot(200, &page, [&isLaidOut] { isLaidOut = true; });
    return QTest::qWaitFor([&isLaidOut] { return isLaidOut; }) && page.grab().save(file);
}

/// A store as a service would have written it; false if that fails.
bool writeStore(const QString &file, const ChartCase &data)
{
    auto opened = ReadingStore::open({StoreAddress::Kind::File, file, {}});
    auto *store = std::get_if<std::unique_ptr<ReadingStore>>(&opened);
    if (!store)
        return false;
    PollPlan plan;
    plan.schedule.interval = data.interval;
    const auto saved = (*store)->savePlan(plan);
    if (!std::holds_alternative<StoredPlan>(saved))
        return false;
    QHash<UtcTime::rep, QList<RegisterReading>> readings;
    for (const Series &series : data.series) {
        for (const Sample &sample : data.samples[series.id])
            readings[sample.utc.count()].append({series.code, 0, series.unit,
                                                 QByteArray::number(sample.value, 'f', 3),
                                                 sample.value, false});
    }
    QList<PollResult> results;
    for (const PollRecord &poll : data.polls) {
        PollResult result;
        result.key = QString::number(poll.id);
        result.record = poll;
        result.record.id = 0;
        result.record.plan = std::get<StoredPlan>(saved).id;
        result.utc = poll.due;
        result.meter = data.series.constFirst().meter;
        result.readings = readings.value(poll.due.count());
        results.append(result);
    }
    return !(*store)->add(results);
}

bool takeWindow(const QString &name)
{
    const QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("household.sqlite"));
    const ChartCase data = ChartCase::household(1'774'500'000s, 5min, 600);
    if (!writeStore(file, data))
        return false;
    Environment environment = testEnvironment(true);
    environment.knowledge = loadKnowledge();
    MainWindow window(environment);
    window.resize(1280, 800);
    window.show();
    window.openFile(file);
    const auto *page = window.findChild<ChartPage *>();
    const bool isLoaded = QTest::qWaitFor([page] {
        return page->chartData()->count() > 0 && page->chartData()->line(0).samples.size() > 500
            && page->chart()->width() > 200;
    });
    return isLoaded && window.grab().save(name);
}

bool takeChoices(const QString &name)
{
    PollChoices choices;
    PollPlan plan;
    plan.codes = {"1.8.0", "2.8.0"};
    plan.schedule.interval = 15min;
    plan.schedule.retries.most = 1;
    choices.setPlan(plan);
    choices.show();
    choices.adjustSize();
    return QTest::qWaitForWindowExposed(&choices) && choices.grab().save(name);
}

/// \a error: the server refuses.
bool takeServer(const QString &name, bool error)
{
    const StoreAddress address = *parseStoreAddress(QStringLiteral("postgresql://me@meters/house"));
    const StoreResult<StoreCheck> result = error
        ? StoreResult<StoreCheck>(
            StoreError{StoreError::Kind::NoRights, address.toText(),
                       QStringLiteral("FATAL: password authentication failed for user \"me\"")})
        : StoreResult<StoreCheck>(StoreCheck{true, {4711, 1'774'500'000s, 1'775'100'000s}});
    ServerDialog dialog(nullptr, [result](const StoreAddress &, StoreUse) { return result; });
    dialog.ask(StoreUse::Write, address.toText());
    auto *test = dialog.findChild<QPushButton *>(QStringLiteral("serverTest"));
    test->click();
    bool isLaidOut = false;
    QTimer::singleShot(200, &dialog, [&isLaidOut] { isLaidOut = true; });
    return QTest::qWaitFor([&] { return test->isEnabled() && isLaidOut; })
        && dialog.grab().save(name);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("fusion")));
    const QDir directory(QApplication::arguments().value(1));
    if (argc != 2 || !directory.exists()) {
        std::fprintf(stderr, "usage: screenshots_charts DIRECTORY\n");
        return 1;
    }
    for (const auto appearance : {Appearance::Light, Appearance::Dark}) {
        applyAppearance(appearance);
        const QString end = appearance == Appearance::Dark ? QStringLiteral("-dark.png")
                                                           : QStringLiteral("-light.png");
        for (const Shot &shot : shots()) {
            if (!take(shot, directory.filePath(shot.name + end)))
                return 2;
        }
        if (!takeChoices(directory.filePath(QStringLiteral("polls-more") + end))
            || !takeServer(directory.filePath(QStringLiteral("polls-server") + end), false)
            || !takeServer(directory.filePath(QStringLiteral("polls-refused") + end), true))
            return 4;
        if (!takeWindow(directory.filePath(QStringLiteral("charts-window") + end)))
            return 3;
    }
    return 0;
}
