// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/plantext.h"
#include "core/polling/readingstore.h"
#include "tests/ui/windowfixture.h"
#include "ui/charts/chartdata.h"
#include "ui/charts/chartpage.h"
#include "ui/charts/pollbar.h"
#include "ui/charts/pollchoices.h"
#include "ui/selftest/markedlabel.h"
#include "ui/window/mainwindow.h"

#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QSpinBox>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30000;

template <typename Part>
Part *part(const QWidget &choices, const char *name)
{
    auto *found = choices.findChild<Part *>(QString::fromLatin1(name));
    Q_ASSERT(found);
    return found;
}

/// A plan that differs from the usual one in everything that can be chosen.
PollPlan unusualPlan()
{
    PollPlan plan;
    plan.codes = {"1.8.0", "2.8.0"};
    plan.schedule.interval = 30min;
    plan.schedule.quiet = {{22h, 6h}, {12h + 30min, 13h}};
    plan.schedule.retries.most = 1;
    plan.schedule.retries.first = 7s; // cannot be chosen, and stays
    plan.schedule.wakeUpsPerDay = 12;
    plan.schedule.stopsOnRefusal = false;
    return plan;
}

} // namespace

class TestPollChoices : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textsOfAPlan();
    void planGoesThrough();
    void wrongIsSaid_data();
    void wrongIsSaid();
    void tellsWhatItCosts();
    void popsUpWithinTheScreen();
    void everythingHasAName();
    void comesBackWithTheStore();
    void portOfAnotherComputerIsNotTaken();
    void onlyChosenRegistersAreKept();
};

void TestPollChoices::textsOfAPlan()
{
    const QList<QuietTime> quiet{{22h, 6h}, {12h + 5min, 24h}};
    QCOMPARE(quietTimesText(quiet), QStringLiteral("22:00-06:00,12:05-24:00"));
    QCOMPARE(quietTimesFrom(quietTimesText(quiet)), std::optional(quiet));
    QCOMPARE(quietTimesText({}), QString());
    const QList<QByteArray> codes{"1.8.0", "C.1.0"};
    QCOMPARE(codesFrom(QStringLiteral(" 1.8.0 ,, C.1.0,")), codes);
    QCOMPARE(codesFrom(codesText(codes)), codes);
    QVERIFY(codesFrom(QStringLiteral(" , ")).isEmpty());
}

void TestPollChoices::planGoesThrough()
{
    PollChoices choices;
    QVERIFY(choices.summary().isEmpty());
    PollPlan usual;
    QVERIFY(choices.store(usual));
    QCOMPARE(usual.schedule, SchedulePlan());
    QVERIFY(usual.codes.isEmpty());
    const PollPlan plan = unusualPlan();
    choices.setPlan(plan);
    PollPlan got;
    QVERIFY(choices.store(got));
    QCOMPARE(got.codes, plan.codes);
    QCOMPARE(got.schedule, plan.schedule);
    for (const char *word : {"registers: 2", "22:00-06:00", "retries: 1", "wake-ups: 12"})
        QVERIFY2(choices.summary().contains(QString::fromLatin1(word)), word);
    choices.setPlan({});
    QVERIFY(choices.summary().isEmpty());
}

void TestPollChoices::wrongIsSaid_data()
{
    QTest::addColumn<QString>("quiet");
    QTest::addColumn<QString>("said");
    QTest::newRow("no time") << QStringLiteral("night") << QStringLiteral("22:00-06:00");
    QTest::newRow("no such hour") << QStringLiteral("25:00-26:00") << QStringLiteral("22:00-06:00");
    QTest::newRow("empty") << QStringLiteral("06:00-06:00") << QStringLiteral("22:00-06:00");
    QTest::newRow("always") << QStringLiteral("00:00-24:00") << QStringLiteral("quiet time");
}

void TestPollChoices::wrongIsSaid()
{
    QFETCH(const QString, quiet);
    QFETCH(const QString, said);
    MainWindow window(testEnvironment());
    window.show();
    window.chooseTarget(QStringLiteral("virtual:"));
    PollBar *bar = window.findChild<ChartPage *>()->pollBar();
    PollChoices *choices = bar->choices();
    part<QLineEdit>(*choices, "pollQuiet")->setText(quiet);
    QVERIFY2(choices->error().contains(said), qPrintable(choices->error()));
    QCOMPARE(part<MarkedLabel>(*choices, "pollChoiceError")->text(), choices->error());
    bar->startAction()->trigger();
    QCOMPARE(bar->state(), PollBar::State::Idle);
    const auto *verdict = window.findChild<QLabel *>(QStringLiteral("verdictText"));
    QVERIFY(choices->error().startsWith(verdict->text().left(20)));
}

void TestPollChoices::tellsWhatItCosts()
{
    PollChoices choices;
    const auto *cost = part<MarkedLabel>(choices, "pollCost");
    choices.setInterval(30min);
    QVERIFY2(cost->text().contains(QStringLiteral("48 times a day")), qPrintable(cost->text()));
    QVERIFY(cost->text().contains(QStringLiteral("50 %")));
    part<QSpinBox>(choices, "pollWakeUps")->setValue(1);
    QVERIFY2(cost->text().isEmpty(), qPrintable(cost->text()));
    part<QSpinBox>(choices, "pollWakeUps")->setValue(0);
    QVERIFY(!cost->text().isEmpty());
    choices.setInterval(24h);
    QVERIFY(cost->text().isEmpty());
}

void TestPollChoices::popsUpWithinTheScreen()
{
    MainWindow window(testEnvironment());
    window.show();
    auto *page = window.findChild<ChartPage *>();
    window.findChild<QAction *>(QStringLiteral("pollAction"))->trigger();
    QTRY_VERIFY(page->isVisible());
    PollChoices *choices = page->pollBar()->choices();
    page->pollBar()->findChild<QToolButton *>(QStringLiteral("pollMore"))->click();
    QTRY_VERIFY(choices->isVisible());
    QVERIFY(window.screen()->availableGeometry().contains(choices->geometry()));
    QTest::keyClick(choices, Qt::Key_Escape);
    QTRY_VERIFY(!choices->isVisible());
}

void TestPollChoices::everythingHasAName()
{
    PollChoices choices;
    for (const QWidget *widget : choices.findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || widget->objectName().startsWith(u"qt_"))
            continue;
        QAccessibleInterface *accessible =
            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
    }
}

/// The plan of a store: its interval, its choices, and how its meter is asked.
void TestPollChoices::comesBackWithTheStore()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("kept.sqlite"));
    PollPlan plan = unusualPlan();
    plan.station = QSysInfo::machineHostName();
    plan.request.target = std::get<Target>(parseTarget(QStringLiteral("/dev/ttyUSB7")));
    plan.request.readout.address = "4711";
    plan.request.readout.wakeUp = true;
    {
        auto opened = ReadingStore::open({StoreAddress::Kind::File, file, {}});
        auto &store = std::get<std::unique_ptr<ReadingStore>>(opened);
        QVERIFY(std::holds_alternative<StoredPlan>(store->savePlan(plan)));
    }
    MainWindow window(testEnvironment());
    window.show();
    window.chooseTarget(QStringLiteral("virtual:"));
    window.openFile(file);
    const PollBar *bar = window.findChild<ChartPage *>()->pollBar();
    QTRY_COMPARE_WITH_TIMEOUT(bar->interval(), std::chrono::milliseconds(30min), patience);
    PollPlan got;
    QVERIFY(bar->choices()->store(got));
    QCOMPARE(got.schedule, plan.schedule);
    QCOMPARE(got.codes, plan.codes);
    const Settings settings = window.settings();
    QCOMPARE(settings.target, QStringLiteral("/dev/ttyUSB7"));
    QCOMPARE(settings.read.address, QStringLiteral("4711"));
    QVERIFY(settings.read.wakeUp);
}

void TestPollChoices::portOfAnotherComputerIsNotTaken()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("kept.sqlite"));
    PollPlan plan = unusualPlan();
    plan.station = QStringLiteral("a Raspberry Pi in the cellar");
    plan.request.target = std::get<Target>(parseTarget(QStringLiteral("/dev/ttyUSB7")));
    {
        auto opened = ReadingStore::open({StoreAddress::Kind::File, file, {}});
        auto &store = std::get<std::unique_ptr<ReadingStore>>(opened);
        QVERIFY(std::holds_alternative<StoredPlan>(store->savePlan(plan)));
    }
    MainWindow window(testEnvironment());
    window.show();
    window.chooseTarget(QStringLiteral("virtual:"));
    window.openFile(file);
    const PollBar *bar = window.findChild<ChartPage *>()->pollBar();
    QTRY_COMPARE_WITH_TIMEOUT(bar->interval(), std::chrono::milliseconds(30min), patience);
    QCOMPARE(window.settings().target, QStringLiteral("virtual:"));
}

void TestPollChoices::onlyChosenRegistersAreKept()
{
    MainWindow window(testEnvironment());
    window.show();
    window.chooseTarget(QStringLiteral("virtual:meter-short"));
    auto *page = window.findChild<ChartPage *>();
    PollBar *bar = page->pollBar();
    part<QLineEdit>(*bar->choices(), "pollCodes")->setText(QStringLiteral("1.8.0"));
    bar->setInterval(1s);
    bar->startAction()->trigger();
    QVERIFY(!part<QLineEdit>(*bar->choices(), "pollCodes")->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(page->chartData()->count() > 0, patience);
    QCOMPARE(page->chartData()->count(), 1);
    QCOMPARE(page->chartData()->line(0).series.code, QByteArray("1.8.0"));
    bar->stopAction()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Idle, patience);
    // Those that are ticked can be taken over.
    part<QLineEdit>(*bar->choices(), "pollCodes")->clear();
    part<QPushButton>(*bar->choices(), "pollShownCodes")->click();
    QCOMPARE(part<QLineEdit>(*bar->choices(), "pollCodes")->text(), QStringLiteral("1.8.0"));
}

QTEST_MAIN(TestPollChoices)
#include "tst_pollchoices.moc"
