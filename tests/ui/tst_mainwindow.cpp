// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/virtualrun.h"
#include "core/probe/traceevidence.h"
#include "resources/knowledge.h"
#include "tests/ui/fakesession.h"
#include "tests/ui/windowfixture.h"
#include "ui/session/sessiondocument.h"
#include "ui/texts/verdicttexts.h"
#include "ui/window/mainwindow.h"
#include "ui/window/targetbox.h"

#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWizard>

using namespace optoscope;

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsWithFourChoices();
    void choosesTheVirtualMeterWithoutPorts();
    void choosesThePortWhereThereIsOne();
    void takesTypedTargets();
    void readNeedsATarget();
    void badTargetIsSaid();
    void silenceOffersTheSelfTest();
    void captureOfASelfTestIsJudged();
    void selfTestGoesIntoTheDocument();
    void readsTheVirtualMeter();
    void stops();
    void linesAndBreakActAtOnce();
    void escapeClosesOnlyTheOptions();
    void missingPortFailsInline();
    void filtersCopiesAndExports();
    void exportErrorIsSaid();
    void settingsSurvive();
    void layoutCanBeReset_data();
    void layoutCanBeReset();
    void everythingHasAName_data();
    void everythingHasAName();

private:
    template <typename Widget>
    static Widget *find(const MainWindow &window, const char *name)
    {
        auto *found = window.findChild<Widget *>(QString::fromLatin1(name));
        Q_ASSERT(found);
        return found;
    }
    static void show(MainWindow &window)
    {
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }
    static QString verdict(const MainWindow &window)
    {
        return find<QLabel>(window, "verdictText")->text();
    }
    static void click(const MainWindow &window, const char *name)
    {
        QTest::mouseClick(find<QWidget>(window, name), Qt::LeftButton);
    }
};

void TestMainWindow::startsWithFourChoices()
{
    MainWindow window(testEnvironment());
    show(window);
    for (const char *name : {"choiceSilent", "choiceRead", "choiceOpen", "choiceVirtual"})
        QVERIFY(find<QWidget>(window, name)->isVisible());
    for (const char *name : {"choiceSilent", "choiceRead", "choiceOpen", "choiceVirtual"})
        QVERIFY(find<QWidget>(window, name)->isEnabled());
    QVERIFY(!find<QAction>(window, "stopAction")->isEnabled());
    QVERIFY(!find<QAction>(window, "exportAction")->isEnabled());
}

void TestMainWindow::choosesTheVirtualMeterWithoutPorts()
{
    MainWindow window(testEnvironment());
    QCOMPARE(find<TargetBox>(window, "targetBox")->target(), QStringLiteral("virtual:"));
}

void TestMainWindow::choosesThePortWhereThereIsOne()
{
    MainWindow window(testEnvironment(true));
    auto *box = find<TargetBox>(window, "targetBox");
    QCOMPARE(box->target(), QStringLiteral("/dev/ttyUSB0"));
    QVERIFY(box->currentText().contains(QStringLiteral("FT232R")));
    Environment environment = testEnvironment(true);
    environment.settings.target = QStringLiteral("tcp:meter.example:4001");
    MainWindow later(environment);
    QCOMPARE(find<TargetBox>(later, "targetBox")->target(), environment.settings.target);
}

void TestMainWindow::takesTypedTargets()
{
    MainWindow window(testEnvironment());
    auto *box = find<TargetBox>(window, "targetBox");
    box->lineEdit()->setText(QStringLiteral("  tcp:host:4001 "));
    QCOMPARE(box->target(), QStringLiteral("tcp:host:4001"));
    for (int i = 0; i < 20; ++i)
        box->remember(QStringLiteral("tcp:host:%1").arg(i));
    QVERIFY(box->recent().size() <= 10);
    QCOMPARE(box->recent().constFirst(), QStringLiteral("tcp:host:19"));
}

void TestMainWindow::readNeedsATarget()
{
    MainWindow window(testEnvironment());
    show(window);
    click(window, "choiceRead");
    QCOMPARE(window.document()->state(), SessionDocument::State::Empty);
    QTRY_VERIFY(find<QWidget>(window, "targetBox")->hasFocus());
    QVERIFY(!find<QLabel>(window, "verdictAdvice")->text().isEmpty());
}

void TestMainWindow::badTargetIsSaid()
{
    MainWindow window(testEnvironment());
    show(window);
    window.chooseTarget(QStringLiteral("tcp:host"));
    find<QAction>(window, "readAction")->trigger();
    QCOMPARE(window.document()->state(), SessionDocument::State::Empty);
    QVERIFY(verdict(window).contains(QStringLiteral("tcp:host")));
}

void TestMainWindow::silenceOffersTheSelfTest()
{
    MainWindow window(testEnvironment());
    show(window);
    const auto *button = find<QPushButton>(window, "verdictSelfTest");
    QVERIFY(!button->isVisible());
    window.document()->begin(QStringLiteral("virtual:meter-silent"));
    window.document()->append({{Instant(), Sent{}}});
    window.document()->finish(Outcome::noAnswer);
    QVERIFY(button->isVisible());
    QCOMPARE(button->focusPolicy(), Qt::StrongFocus);
    click(window, "verdictSelfTest");
    auto *wizard = find<QWizard>(window, "selfTestWizard");
    QTRY_VERIFY(wizard->isVisible());
    wizard->close();
    window.document()->begin(QStringLiteral("virtual:"));
    QVERIFY(!button->isVisible());
    window.document()->finish(Outcome::done);
    QVERIFY(!button->isVisible());
}

/// Whoever opens the capture sees the verdicts of who made it.
void TestMainWindow::captureOfASelfTestIsJudged()
{
    const auto bench = std::get<LoadedScenario>(loadScenario(QStringLiteral("story")));
    const PersonAnswers &said = bench.scenario.person.answers;
    LinkRequest request;
    request.target = {Target::Kind::Virtual, QStringLiteral("story"), 0};
    request.selfTest = SelfTestOptions{
        allSteps(), {said.country, said.utility, said.meterType, {}, said.everSwapped}};
    const VirtualResult result = runVirtually(request);
    Environment environment = testEnvironment();
    environment.knowledge = loadKnowledge();
    environment.importCapture = [entries = result.entries](const QString &, const ImportChoices &,
                                                           const ReadProgress &) {
        ImportedCapture capture;
        capture.entries = entries;
        return OpeningResult(capture);
    };
    MainWindow window(environment);
    show(window);
    window.openFile(QStringLiteral("story.pcapng"));
    QTRY_VERIFY(window.document()->isCapture());
    const auto diagnosis = window.document()->diagnosis();
    QVERIFY(diagnosis);
    QCOMPARE(verdictName(diagnosis->probe.verdict), bench.scenario.expect.probe);
    QCOMPARE(verdictName(diagnosis->meter.verdict), bench.scenario.expect.meter);
    const QString text = verdict(window);
    QVERIFY2(text.contains(texts::verdictText(diagnosis->probe.verdict).title), qPrintable(text));
    QVERIFY2(text.contains(texts::verdictText(diagnosis->meter.verdict).title), qPrintable(text));
}

void TestMainWindow::selfTestGoesIntoTheDocument()
{
    Environment environment = testEnvironment();
    const Evidence rights{TestStep::W0, EvidenceId::portBlocked, 1, u"rights"_qs, {}};
    environment.inventory = [rights](const Target &) { return EvidenceList{rights}; };
    MainWindow window(environment);
    show(window);
    click(window, "choiceSilent");
    auto *wizard = window.findChild<QWizard *>(QStringLiteral("selfTestWizard"));
    QVERIFY(wizard && wizard->isVisible() && !wizard->isModal());
    QCOMPARE(window.document()->state(), SessionDocument::State::Empty);
    wizard->button(QWizard::NextButton)->click(); // opens the port
    QTRY_VERIFY(window.document()->diagnosis().has_value());
    QVERIFY(window.document()->isSelfTest());
    // What was found before the port was opened is in the trace too.
    TraceEntries entries;
    for (qsizetype i = 0; i < window.document()->trace().count(); ++i)
        entries.append(window.document()->trace().entry(i));
    QVERIFY(evidenceIn(entries).contains(rights));
    // The window's views stay usable, but nothing else may take the line meanwhile.
    QVERIFY(!find<QAction>(window, "readAction")->isEnabled());
    QVERIFY(find<QAction>(window, "selfTestAction")->isEnabled());
    wizard->reject();
    QTRY_COMPARE(window.document()->state(), SessionDocument::State::Finished);
    QVERIFY(find<QAction>(window, "readAction")->isEnabled());
    const qsizetype before = window.document()->trace().count();
    // Opened again, it goes on with what it knew, in the same trace.
    find<QAction>(window, "selfTestAction")->trigger();
    QVERIFY(wizard->isVisible());
    wizard->button(QWizard::NextButton)->click();
    QTRY_VERIFY(window.document()->trace().count() > before);
    const Trace &trace = window.document()->trace();
    QVERIFY(trace.entry(before).at >= trace.entry(before - 1).at);
    wizard->reject();
    QTRY_COMPARE(window.document()->state(), SessionDocument::State::Finished);
}

void TestMainWindow::readsTheVirtualMeter()
{
    MainWindow window(testEnvironment());
    show(window);
    click(window, "choiceVirtual");
    click(window, "tryHealthy");
    QCOMPARE(window.document()->state(), SessionDocument::State::Reading);
    QVERIFY(window.windowTitle().contains(QStringLiteral("reading")));
    QVERIFY(!find<QAction>(window, "readAction")->isEnabled());
    QVERIFY(!find<QWidget>(window, "targetBox")->isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(window.document()->state(), SessionDocument::State::Finished, 60000);
    QCOMPARE(window.document()->outcome(), Outcome::done);
    QVERIFY2(verdict(window).startsWith(QStringLiteral("The meter answers.")),
             qPrintable(verdict(window)));
    QVERIFY(find<QTableView>(window, "readoutTable")->model()->rowCount() > 5);
    QVERIFY(find<QAbstractItemView>(window, "conversationView")->model()->rowCount() >= 4);
    QVERIFY(find<QAction>(window, "readAction")->isEnabled());
    QVERIFY(window.windowTitle().startsWith(QStringLiteral("virtual:")));
}

void TestMainWindow::stops()
{
    MainWindow window(testEnvironment());
    show(window);
    click(window, "choiceVirtual");
    click(window, "tryHealthy");
    QTRY_VERIFY(!window.document()->trace().isEmpty());
    QTest::keyClick(&window, Qt::Key_Escape);
    QTRY_COMPARE(window.document()->state(), SessionDocument::State::Finished);
    QCOMPARE(window.document()->outcome(), Outcome::interrupted);
    QVERIFY(!find<QAction>(window, "stopAction")->isEnabled());
}

void TestMainWindow::linesAndBreakActAtOnce()
{
    MainWindow window(testEnvironment());
    show(window);
    auto *options = find<QWidget>(window, "optionsPanel");
    auto *dtr = find<QCheckBox>(window, "dtrBox");
    auto *button = find<QPushButton>(window, "breakButton");
    QVERIFY(!button->isEnabled());
    find<QCheckBox>(window, "rtsBox")->setChecked(false);
    QVERIFY(find<QToolButton>(window, "optionsButton")->text().contains(QStringLiteral("RTS")));
    click(window, "choiceVirtual");
    click(window, "tryHealthy");
    const Trace &trace = window.document()->trace();
    const auto last = [&trace](auto what) {
        using What = decltype(what);
        std::optional<What> found;
        for (qsizetype i = 0; i < trace.count(); ++i) {
            const TraceEntry entry = trace.entry(i);
            if (const auto *value = std::get_if<What>(&entry.what))
                found = *value;
        }
        return found;
    };
    QTRY_COMPARE(last(ControlLines()), (ControlLines{true, false, false, false, false, false}));
    find<QToolButton>(window, "optionsButton")->click();
    QTRY_VERIFY(options->isVisible());
    QVERIFY(find<QLabel>(window, "capabilitiesLabel")->text().contains(QStringLiteral("Framing")));
    QVERIFY(!find<QWidget>(window, "parityBox")->isEnabled());
    QTest::keyClick(dtr, Qt::Key_Space);
    QTRY_COMPARE(last(ControlLines()), (ControlLines{false, false, false, false, false, false}));
    QTest::keyPress(button, Qt::Key_Space);
    QTRY_COMPARE(last(Break()), Break{true});
    options->hide(); // A button that is out of sight holds nothing.
    QTRY_COMPARE(last(Break()), Break{false});
    find<QAction>(window, "stopAction")->trigger();
    QTRY_VERIFY(!button->isEnabled());
    QVERIFY(find<QWidget>(window, "parityBox")->isEnabled());
}

void TestMainWindow::escapeClosesOnlyTheOptions()
{
    MainWindow window(testEnvironment());
    show(window);
    click(window, "choiceVirtual");
    click(window, "tryHealthy");
    find<QToolButton>(window, "optionsButton")->click();
    auto *options = find<QWidget>(window, "optionsPanel");
    QTRY_VERIFY(options->isVisible());
    QTest::keyClick(options, Qt::Key_Escape);
    QVERIFY(!options->isVisible());
    QCOMPARE(window.document()->state(), SessionDocument::State::Reading);
    find<QAction>(window, "stopAction")->trigger();
    QTRY_COMPARE(window.document()->state(), SessionDocument::State::Finished);
}

void TestMainWindow::missingPortFailsInline()
{
    MainWindow window(testEnvironment());
    show(window);
    window.chooseTarget(QStringLiteral("/dev/no-such-port"));
    find<QAction>(window, "readAction")->trigger();
    QTRY_COMPARE(window.document()->state(), SessionDocument::State::Failed);
    QVERIFY(verdict(window).contains(QStringLiteral("no-such-port")));
    QVERIFY(!QApplication::activeModalWidget());
    QTRY_VERIFY(find<QAction>(window, "readAction")->isEnabled());
}

void TestMainWindow::filtersCopiesAndExports()
{
    QTemporaryDir directory;
    const QString name = directory.filePath(QStringLiteral("out.csv"));
    Environment environment = testEnvironment();
    environment.chooseSaveFile = [name](QWidget *, const QString &, const QString &suggestion,
                                        const QString &) {
        return suggestion.endsWith(QStringLiteral("LGZ.csv")) ? name : QString();
    };
    MainWindow window(environment);
    show(window);
    window.document()->begin(QStringLiteral("/dev/ttyUSB0"));
    window.document()->append(FakeSession::readout(30));
    window.document()->finish(Outcome::done);
    auto *table = find<QTableView>(window, "readoutTable");
    QCOMPARE(table->model()->rowCount(), 30);
    QTest::keyClick(&window, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    auto *filter = find<QLineEdit>(window, "readoutFilter");
    QTRY_VERIFY(filter->hasFocus());
    QTest::keyClicks(filter, QStringLiteral("1.8.2"));
    QCOMPARE(table->model()->rowCount(), 11);
    table->sortByColumn(2, Qt::DescendingOrder);
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\t'), 3);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("1.8.29\t")));
    find<QAction>(window, "exportAction")->trigger();
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count("\r\n"), 12);
}

void TestMainWindow::exportErrorIsSaid()
{
    Environment environment = testEnvironment();
    environment.chooseSaveFile = [](QWidget *, const QString &, const QString &, const QString &) {
        return QStringLiteral("/no-such-directory/out.csv");
    };
    MainWindow window(environment);
    show(window);
    window.document()->begin(QStringLiteral("/dev/ttyUSB0"));
    window.document()->append(FakeSession::readout(30));
    window.document()->finish(Outcome::done);
    find<QAction>(window, "exportAction")->trigger();
    QVERIFY(find<QLabel>(window, "readoutMessage")
                ->text()
                .contains(QStringLiteral("/no-such-directory/out.csv")));
}

void TestMainWindow::settingsSurvive()
{
    Environment environment = testEnvironment(true);
    environment.settings.read = {9600, QStringLiteral("8N1"),  Mode::C, QStringLiteral("12 34"),
                                 true, ParityChoice::Software, false,   true};
    environment.settings.appearance = Appearance::Dark;
    MainWindow window(environment);
    show(window);
    QCOMPARE(window.settings().read, environment.settings.read);
    QVERIFY(find<QToolButton>(window, "optionsButton")->text().contains(QStringLiteral("12 34")));
    window.chooseTarget(QStringLiteral("tcp:host:4001"));
    window.resize(1000, 700);
    const Settings kept = window.settings();
    QCOMPARE(kept.target, QStringLiteral("tcp:host:4001"));
    QCOMPARE(kept.appearance, Appearance::Dark);
    environment.settings = kept;
    MainWindow again(environment);
    QCOMPARE(again.size(), QSize(1000, 700));
}

void TestMainWindow::layoutCanBeReset_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("conversation") << QByteArray("conversationDock");
    QTest::newRow("line") << QByteArray("lineDock");
}

void TestMainWindow::layoutCanBeReset()
{
    QFETCH(const QByteArray, name);
    MainWindow window(testEnvironment());
    show(window);
    window.document()->begin(QStringLiteral("virtual:"));
    auto *dock = find<QWidget>(window, name.constData());
    QVERIFY(dock->isVisible());
    dock->close();
    QVERIFY(!dock->isVisible());
    Environment environment = testEnvironment();
    environment.settings = window.settings();
    MainWindow again(environment);
    show(again);
    again.document()->begin(QStringLiteral("virtual:"));
    QVERIFY(!find<QWidget>(again, name.constData())->isVisible());
    QVERIFY(QMetaObject::invokeMethod(find<QObject>(again, "resetLayoutAction"), "trigger"));
    QVERIFY(find<QWidget>(again, name.constData())->isVisible());
}

void TestMainWindow::everythingHasAName_data()
{
    QTest::addColumn<bool>("session");
    QTest::newRow("start page") << false;
    QTest::newRow("session") << true;
}

void TestMainWindow::everythingHasAName()
{
    QFETCH(const bool, session);
    MainWindow window(testEnvironment());
    show(window);
    if (session) {
        window.document()->begin(QStringLiteral("virtual:"));
        window.document()->append(FakeSession::readout(30));
        window.document()->finish(Outcome::done);
    }
    find<QWidget>(window, "optionsPanel")->show();
    int checked = 0;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        // What only passes its focus on is named by whom it passes it to.
        if (widget->focusProxy() || widget->objectName().startsWith(QStringLiteral("qt_")))
            continue;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(spoken);
        QVERIFY2(
            !spoken->text(QAccessible::Name).isEmpty(),
            qPrintable(QStringLiteral("%1 %2").arg(
                QString::fromLatin1(widget->metaObject()->className()), widget->objectName())));
        ++checked;
    }
    QVERIFY(checked >= 8);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
