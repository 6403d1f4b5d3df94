// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/pollsimulation.h"
#include "core/polling/readingstore.h"
#include "resources/knowledge.h"
#include "tests/ui/windowfixture.h"
#include "ui/charts/chartdata.h"
#include "ui/charts/chartpage.h"
#include "ui/charts/meterbar.h"
#include "ui/charts/pollbar.h"
#include "ui/session/sessiondocument.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000;
constexpr UtcTime start = 1'774'500'000s;

PollPlan planOf(const QString &target)
{
    PollPlan plan;
    plan.station = QStringLiteral("here");
    plan.request.target = std::get<Target>(parseTarget(target));
    plan.schedule.interval = 15min;
    return plan;
}

QList<PollResult> simulate(UtcTime begin, std::chrono::milliseconds duration)
{
    QList<PollResult> results;
    simulatePolls(planOf(QStringLiteral("virtual:")), loadKnowledge(), QTimeZone::utc(), begin,
                  duration, [&results](const PollResult &result) {
                      results.append(result);
                      return true;
                  });
    return results;
}

/// A store as a service would have written it.
std::unique_ptr<ReadingStore> makeStore(const QString &file, const QList<PollResult> &results)
{
    auto opened = ReadingStore::open({StoreAddress::Kind::File, file, {}});
    auto *store = std::get_if<std::unique_ptr<ReadingStore>>(&opened);
    if (!store)
        return {};
    const auto plan = (*store)->savePlan(planOf(QStringLiteral("virtual:")));
    const auto *saved = std::get_if<StoredPlan>(&plan);
    if (!saved)
        return {};
    QList<PollResult> own = results;
    for (PollResult &result : own)
        result.record.plan = saved->id;
    return (*store)->add(own) ? nullptr : std::move(*store);
}

qsizetype sampleCount(const ChartPage &page)
{
    qsizetype most = 0;
    for (const ChartLine &line : page.chartData()->lines())
        most = std::max(most, line.samples.size());
    return most;
}

QAction *action(const QObject &parent, const char *name)
{
    auto *found = parent.findChild<QAction *>(QString::fromLatin1(name));
    Q_ASSERT(found);
    return found;
}

} // namespace

class TestPollDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pollsTheVirtualMeter();
    void keepsReadings();
    void followsAStore();
    void damagedStoreIsSaid();
    void needsATarget();
};

void TestPollDesk::pollsTheVirtualMeter()
{
    MainWindow window(testEnvironment());
    window.show();
    window.chooseTarget(QStringLiteral("virtual:"));
    auto *page = window.findChild<ChartPage *>();
    PollBar *bar = page->pollBar();
    action(window, "pollAction")->trigger();
    QTRY_VERIFY(page->isVisible());
    bar->setInterval(1s);
    bar->startAction()->trigger();
    QVERIFY(bar->stopAction()->isEnabled());
    QVERIFY(!action(window, "readAction")->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(sampleCount(*page) >= 2, patience);
    QVERIFY(page->chartData()->count() > 5);
    // What is read is in the other views too.
    QVERIFY(window.document()->trace().characterCount() > 100);
    bar->pauseAction()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Paused, patience);
    QVERIFY(!bar->stateText().isEmpty());
    bar->stopAction()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Idle, patience);
    QVERIFY(action(window, "readAction")->isEnabled());
    QVERIFY(bar->startAction()->isEnabled());
}

void TestPollDesk::keepsReadings()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("kept.sqlite"));
    Environment environment = testEnvironment();
    environment.chooseSaveFile = [&file](QWidget *, const QString &, const QString &,
                                         const QString &) { return file; };
    MainWindow window(environment);
    window.show();
    window.chooseTarget(QStringLiteral("virtual:"));
    auto *page = window.findChild<ChartPage *>();
    action(window, "keepReadingsAction")->trigger();
    QVERIFY(page->pollBar()->storeButton()->text().contains(QStringLiteral("kept.sqlite")));
    page->pollBar()->setInterval(1s);
    page->pollBar()->startAction()->trigger();
    // They come back from the store.
    QTRY_VERIFY_WITH_TIMEOUT(sampleCount(*page) >= 1, patience);
    page->pollBar()->stopAction()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(page->pollBar()->state(), PollBar::State::Idle, patience);
    QVERIFY(QFile::exists(file));
}

void TestPollDesk::followsAStore()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("service.sqlite"));
    const QList<PollResult> results = simulate(start, 6h);
    QVERIFY(results.size() >= 20);
    const auto store = makeStore(file, results.first(20));
    QVERIFY(store);
    MainWindow window(testEnvironment());
    window.show();
    window.openFile(file);
    auto *page = window.findChild<ChartPage *>();
    QTRY_COMPARE_WITH_TIMEOUT(sampleCount(*page), 20, patience);
    QCOMPARE(page->pollBar()->interval(), std::chrono::milliseconds(15min));
    // Hidden lines are read when they are shown, and once.
    const ChartData &data = *page->chartData();
    int hidden = 0;
    while (hidden < data.count() && data.line(hidden).isShown)
        ++hidden;
    QVERIFY(data.line(hidden).samples.isEmpty());
    page->chartData()->setShown(hidden, true);
    QTRY_COMPARE_WITH_TIMEOUT(data.line(hidden).samples.size(), 20, patience);
    // The service goes on.
    PollResult more = results[20];
    QVERIFY(std::holds_alternative<bool>(store->add(more)));
    QTRY_COMPARE_WITH_TIMEOUT(sampleCount(*page), 21, patience);
    QTRY_COMPARE_WITH_TIMEOUT(data.line(hidden).samples.size(), 21, patience);
}

void TestPollDesk::damagedStoreIsSaid()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("bad.sqlite"));
    QFile bad(file);
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("SQLite format 3 but not really, and that for a good while");
    bad.close();
    MainWindow window(testEnvironment());
    window.show();
    window.openFile(file);
    const auto *verdict = window.findChild<QLabel *>(QStringLiteral("verdictText"));
    QTRY_VERIFY_WITH_TIMEOUT(verdict->text().contains(QStringLiteral("bad.sqlite")), patience);
}

void TestPollDesk::needsATarget()
{
    MainWindow window(testEnvironment());
    window.show();
    window.chooseTarget(QStringLiteral("tcp:nonsense"));
    auto *page = window.findChild<ChartPage *>();
    page->pollBar()->startAction()->trigger();
    QCOMPARE(page->pollBar()->state(), PollBar::State::Idle);
    const auto *verdict = window.findChild<QLabel *>(QStringLiteral("verdictText"));
    QVERIFY(verdict->text().contains(QStringLiteral("nonsense")));
}

QTEST_MAIN(TestPollDesk)
#include "tst_polldesk.moc"
