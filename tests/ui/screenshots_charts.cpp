// SPDX-License-Identifier: GPL-3.0-or-later

// Draws the charts in their states, light and dark, into a directory:
//     screenshots_charts DIRECTORY

#include "resources/knowledge.h"
#include "tests/ui/chartcases.h"
#include "ui/charts/chartpage.h"
#include "ui/charts/chartview.h"
#include "ui/charts/pollbar.h"
#include "ui/charts/timewindow.h"
#include "ui/palette/theme.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QPixmap>
#include <QStyleFactory>
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
    }
    return 0;
}
