// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/targetlist.h"
#include "resources/knowledge.h"
#include "tests/ui/virtualtestline.h"
#include "tests/ui/windowfixture.h"
#include "ui/selftest/chainbar.h"
#include "ui/selftest/replybuttons.h"
#include "ui/selftest/searchdialog.h"
#include "ui/selftest/selftestwizard.h"
#include "ui/selftest/steppage.h"
#include "ui/selftest/verdictcard.h"
#include "ui/texts/steptexts.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMetaEnum>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace optoscope;

namespace {

/// A line that only notes what it is told to do: a port with a person before it.
struct NotedLine {
    QList<PersonAnswer> answers;
    int starts = 0;

    SelfTestRun::Line line()
    {
        return {[this](const LinkRequest &, bool) { ++starts; },
                [this](const PersonAnswer &answer) { answers.append(answer); }, [] {}};
    }
};

LinkRequest requestOf(const Target &target)
{
    LinkRequest request;
    request.target = target;
    return request;
}

} // namespace

class TestSelfTestWizard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void pagesAreReachedByKeyboard();
    void answersAreButtons();
    void everyQuestionTakesNotSure_data();
    void everyQuestionTakesNotSure();
    void backKeepsWhatWasMeasured();
    void skippingAndRepeating();
    void demonstrationTellsTheStory();
    void unplugged();
    void portThatDoesNotOpen();
    void pagesAreAccessibleAndWhole_data();
    void pagesAreAccessibleAndWhole();
    void searchFindsAWay();

private:
    Environment environment() const
    {
        Environment result = testEnvironment(true);
        result.knowledge = m_knowledge;
        result.virtualAnswers = &answersOf;
        return result;
    }
    static bool show(QWidget &widget)
    {
        widget.show();
        widget.activateWindow();
        return QTest::qWaitForWindowActive(&widget);
    }
    /// The port opens, and W1 is done.
    static void openPort(QWizard &wizard, SelfTestRun &run)
    {
        next(wizard)->click();
        run.takeQuestion({TestStep::none, PersonAction::chooseStep, 1}, false);
        run.takeEntries({{Instant(),
                          Event{Event::Kind::Measured,
                                {},
                                {},
                                {TestStep::W1, EvidenceId::portOpened, 1, {}, {}}}},
                         {Instant(), Event{Event::Kind::StepEnded, {}, QStringLiteral("W1")}}});
        run.takeQuestion({TestStep::none, PersonAction::chooseStep, 2}, false);
    }
    static QAbstractButton *next(const QWizard &wizard)
    {
        return wizard.button(QWizard::NextButton);
    }
    static const StepPage *stepPage(const QWizard &wizard)
    {
        return qobject_cast<StepPage *>(wizard.currentPage());
    }
    /// The step of the page in sight runs to its end.
    static bool finishStep(const QWizard &wizard, SelfTestRun &run, VirtualTestLine &line)
    {
        const StepPage *page = stepPage(wizard);
        if (!page)
            return true;
        return line.advanceUntil([&] {
            return run.state() == SelfTestRun::State::Between
                && run.progressOf(page->step()) == SelfTestRun::Progress::Done;
        });
    }

    Knowledge m_knowledge;
};

void TestSelfTestWizard::initTestCase()
{
    m_knowledge = loadKnowledge();
}

void TestSelfTestWizard::pagesAreReachedByKeyboard()
{
    SelfTestRun run(m_knowledge.meters);
    NotedLine noted;
    run.setLine(noted.line());
    SelfTestWizard wizard(&run, environment(), &requestOf);
    wizard.begin(QStringLiteral("/dev/ttyUSB0"));
    QVERIFY(show(wizard));
    openPort(wizard, run);
    QCOMPARE(noted.starts, 1);
    QCOMPARE(noted.answers.constLast(), (PersonAnswer{1, PersonReply::runStep, TestStep::W1}));
    QList<int> seen;
    for (int i = 0; i < 20 && wizard.currentId() != SelfTestWizard::Result; ++i) {
        const int before = wizard.currentId();
        const bool isDone = before == SelfTestWizard::Port || !stepPage(wizard);
        QTest::keyClick(&wizard, isDone ? Qt::Key_N : Qt::Key_K, Qt::AltModifier);
        QTRY_VERIFY(wizard.currentId() > before); // a button clicks when it was seen to go down
        seen.append(wizard.currentId());
    }
    QCOMPARE(wizard.currentId(), static_cast<int>(SelfTestWizard::Result));
    QVERIFY(seen.contains(SelfTestWizard::Loopback));
    QVERIFY(seen.contains(SelfTestWizard::Meter));
    QVERIFY(!seen.contains(SelfTestWizard::SecondProbe)); // He has none.
    QVERIFY(!seen.contains(SelfTestWizard::Swap)); // Nothing asks for it.
    const int last = wizard.currentId();
    QTest::keyClick(&wizard, Qt::Key_B, Qt::AltModifier);
    QTRY_VERIFY(wizard.currentId() < last);
    QTest::keyClick(&wizard, Qt::Key_Escape);
    QVERIFY(!wizard.isVisible());
}

void TestSelfTestWizard::answersAreButtons()
{
    SelfTestRun run(m_knowledge.meters);
    NotedLine noted;
    run.setLine(noted.line());
    SelfTestWizard wizard(&run, environment(), &requestOf);
    wizard.begin(QStringLiteral("/dev/ttyUSB0"));
    QVERIFY(show(wizard));
    openPort(wizard, run);
    next(wizard)->click();
    run.takeQuestion({TestStep::W2, PersonAction::unplugAndBridge, 3}, false);
    const auto *page = wizard.currentPage();
    // Before pins are touched, it is said what must not be touched.
    const auto *warning = page->findChild<QWidget *>(QStringLiteral("warning"));
    QVERIFY(warning && warning->isVisible());
    auto *done = page->findChild<QPushButton *>(QStringLiteral("reply-done"));
    QVERIFY(done && done->hasFocus());
    auto *unsure = page->findChild<QPushButton *>(QStringLiteral("reply-unsure"));
    QTest::keyClick(done, Qt::Key_Tab);
    QVERIFY(unsure->hasFocus());
    // From the answers to the buttons of the wizard, and round again.
    QTest::keyClick(unsure, Qt::Key_Tab);
    QWidget *focused = QApplication::focusWidget();
    QVERIFY(focused && !page->isAncestorOf(focused));
    for (int i = 0; i < 4 && !done->hasFocus(); ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(done->hasFocus());
    QTest::keyClick(done, Qt::Key_Space);
    QCOMPARE(noted.answers.constLast(), (PersonAnswer{3, PersonReply::done, TestStep::W2}));
    run.takeEntries(
        {{Instant(), Event{Event::Kind::Answered, {}, QStringLiteral("W2 unplugAndBridge done")}}});
    auto *stop = page->findChild<QPushButton *>(QStringLiteral("stopMeasuring"));
    QVERIFY(stop && stop->isVisible());
    QTest::keyClick(stop, Qt::Key_Space);
    QCOMPARE(noted.answers.constLast(), (PersonAnswer{0, PersonReply::finish}));
}

void TestSelfTestWizard::everyQuestionTakesNotSure_data()
{
    QTest::addColumn<PersonAction>("action");
    const auto actions = QMetaEnum::fromType<PersonAction>();
    for (int i = 0; i < actions.keyCount(); ++i) {
        const auto action = static_cast<PersonAction>(actions.value(i));
        if (action != PersonAction::chooseStep)
            QTest::newRow(actions.key(i)) << action;
    }
}

void TestSelfTestWizard::everyQuestionTakesNotSure()
{
    QFETCH(const PersonAction, action);
    ReplyButtons buttons;
    buttons.ask(action, true);
    auto *unsure = buttons.findChild<QPushButton *>(QStringLiteral("reply-unsure"));
    QVERIFY(unsure && unsure->isEnabled());
    std::optional<PersonReply> reply;
    connect(&buttons, &ReplyButtons::chosen, this, [&](PersonReply chosen) { reply = chosen; });
    unsure->click();
    QVERIFY(reply == PersonReply::unsure || reply == PersonReply::cannot);
    QVERIFY(!texts::actionText(action).task.isEmpty());
}

void TestSelfTestWizard::backKeepsWhatWasMeasured()
{
    SelfTestRun run(m_knowledge.meters);
    VirtualTestLine line(&run);
    SelfTestWizard wizard(&run, environment(), &requestOf);
    wizard.begin(QStringLiteral("virtual:probe-good"));
    QVERIFY(show(wizard));
    next(wizard)->click();
    QVERIFY(finishStep(wizard, run, line));
    next(wizard)->click();
    QCOMPARE(wizard.currentId(), static_cast<int>(SelfTestWizard::Loopback));
    QVERIFY(finishStep(wizard, run, line));
    const EvidenceList measured = run.evidence();
    const Chain chain = wizard.currentPage()->findChild<ChainBar *>()->chain();
    QCOMPARE(chain.of(Chain::Link::Port), Chain::State::Proven);
    next(wizard)->click();
    wizard.button(QWizard::BackButton)->click();
    QCOMPARE(wizard.currentId(), static_cast<int>(SelfTestWizard::Loopback));
    QCOMPARE(run.evidence(), measured);
    QCOMPARE(wizard.currentPage()->findChild<ChainBar *>()->chain(), chain);
    QVERIFY(wizard.currentPage()->findChild<QWidget *>(QStringLiteral("results"))->isVisible());
}

void TestSelfTestWizard::skippingAndRepeating()
{
    SelfTestRun run(m_knowledge.meters);
    VirtualTestLine line(&run);
    SelfTestWizard wizard(&run, environment(), &requestOf);
    wizard.begin(QStringLiteral("virtual:probe-good"));
    QVERIFY(show(wizard));
    next(wizard)->click();
    QVERIFY(finishStep(wizard, run, line));
    next(wizard)->click();
    next(wizard)->click(); // skips the bridge while it is asked for
    QCOMPARE(wizard.currentId(), static_cast<int>(SelfTestWizard::Open));
    wizard.goToResult();
    QCOMPARE(wizard.currentId(), static_cast<int>(SelfTestWizard::Result));
    const auto *open =
        wizard.currentPage()->findChild<QAbstractItemView *>(QStringLiteral("openList"));
    QVERIFY(open->model()->rowCount() > 3);
    auto *repeat = wizard.currentPage()->findChild<QPushButton *>(QStringLiteral("repeatStep"));
    QCOMPARE(repeat->menu()->actions().size(), allSteps().size());
    repeat->menu()->actions().at(allSteps().indexOf(TestStep::W6))->trigger();
    QCOMPARE(wizard.currentId(), static_cast<int>(SelfTestWizard::Echo));
    QVERIFY(finishStep(wizard, run, line));
    QVERIFY(!run.evidenceOf(TestStep::W6).isEmpty());
    next(wizard)->click();
    QCOMPARE(wizard.currentId(), static_cast<int>(SelfTestWizard::Result));
}

void TestSelfTestWizard::demonstrationTellsTheStory()
{
    SelfTestRun run(m_knowledge.meters);
    VirtualTestLine line(&run);
    SelfTestWizard wizard(&run, environment(), &requestOf);
    wizard.begin(QStringLiteral("virtual:story"));
    QVERIFY(show(wizard));
    bool hasPressed = false;
    connect(&run, &SelfTestRun::replied, this, [&](PersonAction, PersonReply) {
        for (const auto *button : wizard.currentPage()->findChildren<QPushButton *>())
            hasPressed = hasPressed || button->isDown();
    });
    next(wizard)->click();
    for (int i = 0; i < 20 && wizard.currentId() != SelfTestWizard::Result; ++i) {
        QVERIFY(finishStep(wizard, run, line));
        next(wizard)->click();
    }
    QVERIFY(hasPressed);
    QCOMPARE(wizard.currentId(), static_cast<int>(SelfTestWizard::Result));
    QCOMPARE(run.diagnosis().probe.verdict, ProbeVerdict::receiverWeak);
    QCOMPARE(run.diagnosis().meter.verdict, MeterVerdict::closed);
    const auto *card = wizard.currentPage()->findChild<VerdictCard *>(QStringLiteral("probeCard"));
    QVERIFY(card->findChild<QLabel *>(QStringLiteral("cardTitle"))
                ->text()
                .contains(QStringLiteral("receiver")));
    QVERIFY(!card->findChild<QLabel *>(QStringLiteral("cardNext"))->text().isEmpty());
    wizard.currentPage()->findChild<QPushButton *>(QStringLiteral("copyReport"))->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("virtual:story")));
    // At a closed port nothing is gained by a better probe.
    QVERIFY(wizard.currentPage()
                ->findChild<QWidget *>(QStringLiteral("meterCard"))
                ->findChild<QLabel *>(QStringLiteral("cardNext"))
                ->text()
                .contains(QStringLiteral("first")));
    QSignalSpy saving(&wizard, &SelfTestWizard::traceRequested);
    wizard.currentPage()->findChild<QPushButton *>(QStringLiteral("saveTrace"))->click();
    QCOMPARE(saving.count(), 1);
}

void TestSelfTestWizard::unplugged()
{
    SelfTestRun run(m_knowledge.meters);
    VirtualTestLine line(&run);
    SelfTestWizard wizard(&run, environment(), &requestOf);
    wizard.begin(QStringLiteral("virtual:probe-good"));
    QVERIFY(show(wizard));
    next(wizard)->click();
    QVERIFY(finishStep(wizard, run, line));
    next(wizard)->click();
    QVERIFY(line.advanceUntil([&] { return run.asked().has_value(); }));
    line.unplug();
    auto *page = wizard.currentPage();
    QVERIFY(page->findChild<QWidget *>(QStringLiteral("lineError"))->isVisible());
    QVERIFY(!run.evidence().isEmpty());
    auto *again = page->findChild<QPushButton *>(QStringLiteral("again"));
    QVERIFY(again->isVisible());
    again->click();
    QVERIFY(finishStep(wizard, run, line));
    QVERIFY(!page->findChild<QWidget *>(QStringLiteral("lineError"))->isVisible());
}

/// What is in the way is said with its cure, and the result does not call the rest tested.
void TestSelfTestWizard::portThatDoesNotOpen()
{
    SelfTestRun run(m_knowledge.meters);
    VirtualTestLine line(&run);
    SelfTestWizard wizard(&run, environment(), &requestOf);
    wizard.begin(QStringLiteral("virtual:probe-port-busy"));
    QVERIFY(show(wizard));
    next(wizard)->click();
    QVERIFY(line.advanceUntil([&] { return run.state() == SelfTestRun::State::Closed; }));
    QVERIFY(run.progressOf(TestStep::W1) == SelfTestRun::Progress::Untouched);
    auto *page = wizard.currentPage();
    QVERIFY(page->findChild<QWidget *>(QStringLiteral("lineError"))->isVisible());
    QVERIFY(page->findChild<QWidget *>(QStringLiteral("results"))->isVisible());
    QVERIFY(next(wizard)->isEnabled());
    wizard.showPage(SelfTestWizard::Result);
    const auto *open = wizard.currentPage()->findChild<QListWidget *>(QStringLiteral("openList"));
    QCOMPARE(open->count(), 1);
    QVERIFY2(!open->item(0)->text().contains(QStringLiteral("every test was done")),
             qPrintable(open->item(0)->text()));
}

void TestSelfTestWizard::pagesAreAccessibleAndWhole_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<Appearance>("appearance");
    const auto pages = QMetaEnum::fromType<SelfTestWizard::Page>();
    for (int i = 0; i < pages.keyCount(); ++i) {
        QTest::addRow("%s, light", pages.key(i)) << pages.value(i) << Appearance::Light;
        QTest::addRow("%s, dark", pages.key(i)) << pages.value(i) << Appearance::Dark;
    }
}

void TestSelfTestWizard::pagesAreAccessibleAndWhole()
{
    QFETCH(const int, page);
    QFETCH(const Appearance, appearance);
    applyAppearance(appearance);
    SelfTestRun run(m_knowledge.meters);
    NotedLine noted;
    run.setLine(noted.line());
    SelfTestWizard wizard(&run, environment(), &requestOf);
    wizard.begin(QStringLiteral("/dev/ttyUSB0"));
    QVERIFY(show(wizard));
    const auto *step = qobject_cast<StepPage *>(wizard.page(page));
    if (page != SelfTestWizard::Port) {
        openPort(wizard, run);
        wizard.showPage(page);
        QCOMPARE(wizard.currentId(), page);
    }
    if (step && page != SelfTestWizard::Port) {
        // The longest words that there are, with a warning.
        run.takeQuestion({step->step(), PersonAction::faceSecondProbe, 3}, false);
        QVERIFY(step->findChild<QWidget *>(QStringLiteral("warning"))->isVisible());
    }
    QVERIFY2(wizard.width() <= 1280 && wizard.height() <= 760,
             qPrintable(QStringLiteral("%1 x %2").arg(wizard.width()).arg(wizard.height())));
    QApplication::sendPostedEvents(); // lays out
    int checked = 0;
    for (QWidget *widget : wizard.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->objectName().startsWith(QStringLiteral("qt_")))
            continue;
        if (const auto *button = qobject_cast<QAbstractButton *>(widget))
            QVERIFY2(button->width() >= button->minimumSizeHint().width()
                         && button->height() >= button->minimumSizeHint().height(),
                     qPrintable(button->text()));
        if (const auto *label = qobject_cast<QLabel *>(widget); label && label->wordWrap())
            QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                     qPrintable(label->text()));
        if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy())
            continue;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(spoken);
        QVERIFY2(
            !spoken->text(QAccessible::Name).isEmpty(),
            qPrintable(QStringLiteral("%1 %2").arg(
                QString::fromLatin1(widget->metaObject()->className()), widget->objectName())));
        ++checked;
    }
    QVERIFY(checked >= 3);
}

void TestSelfTestWizard::searchFindsAWay()
{
    SelfTestRun run(m_knowledge.meters);
    VirtualTestLine line(&run);
    SearchDialog dialog(&run);
    std::optional<ReadSettings> chosen;
    connect(&dialog, &SearchDialog::readRequested, this,
            [&](const ReadSettings &settings) { chosen = settings; });
    QVERIFY(show(dialog));
    dialog.search(
        requestOf(Target{Target::Kind::Virtual, QStringLiteral("meter-needs-wake-up"), 0}), {});
    QVERIFY(line.advanceUntil([&] { return run.state() == SelfTestRun::State::Closed; }));
    const auto *log = dialog.findChild<QAbstractItemView *>(QStringLiteral("searchLog"));
    QVERIFY(log->model()->rowCount() > 5);
    for (QWidget *widget : dialog.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy())
            continue;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(spoken && !spoken->text(QAccessible::Name).isEmpty(),
                 widget->metaObject()->className());
    }
    auto *read = dialog.findChild<QPushButton *>(QStringLiteral("readThisWay"));
    QVERIFY(read->isVisible());
    read->click();
    QVERIFY(chosen && chosen->wakeUp);
    QCOMPARE(chosen->format, QStringLiteral("7E1"));
}

QTEST_MAIN(TestSelfTestWizard)
#include "tst_selftestwizard.moc"
