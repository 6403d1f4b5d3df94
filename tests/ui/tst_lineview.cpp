// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakesession.h"
#include "ui/line/linepainter.h"
#include "ui/line/lineview.h"
#include "ui/session/selectionhub.h"
#include "ui/session/sessiondocument.h"

#include <QAccessible>
#include <QAction>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace optoscope;
using std::chrono::milliseconds;

class TestLineView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void showsTheWholeSession();
    void followsUntilThePersonLooksElsewhere();
    void wheelZoomsAboutThePointer();
    void wheelPans();
    void keys();
    void zoomKeys();
    void scrollBarAndPictureAgree();
    void dragsWithTheMiddleButtonAndSpace();
    void clickSelectsTheCharacterEverywhere();
    void selectionFromElsewhereComesIntoSight();
    void measuresAReactionTime();
    void cursorsByKeyboard();
    void escapeRemovesCursors();
    void newSessionForgetsAll();
    void saysWhatIsAtTheCursor();
    void everythingHasAName();
    void drawsInEverySize_data();
    void drawsInEverySize();

private:
    struct Views {
        SessionDocument document;
        SelectionHub hub;
        LineView line{&document, &hub};
    };

    LineView &line() { return m_views->line; }
    QPoint place(Instant at, LineSide side = LineSide::Sent);
    LineStretch stretch(qint64 first, qint64 count);
    void wheel(QPoint position, QPoint angle, Qt::KeyboardModifiers modifiers = {});
    void drag(QPoint from, QPoint to, Qt::MouseButton button);

    std::unique_ptr<Views> m_views;
};

void TestLineView::init()
{
    m_views = std::make_unique<Views>();
    QObject::connect(&m_views->document, &SessionDocument::cleared, &m_views->hub,
                     &SelectionHub::clear);
    line().resize(1000, 240);
    line().show();
    line().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&line()));
    line().setFocus();
    m_views->document.append(FakeSession::readout(20));
}

void TestLineView::cleanup()
{
    m_views.reset();
}

QPoint TestLineView::place(Instant at, LineSide side)
{
    const LineGeometry geometry = line().geometryNow();
    return {qRound(line().lineViewport().scale().x(at)) + geometry.plot.left(),
            geometry.lanes.at(static_cast<size_t>(side)).signal.center().y()};
}

LineStretch TestLineView::stretch(qint64 first, qint64 count)
{
    const LineIndex::EntryAccess entry = [this](qsizetype i) {
        return m_views->document.trace().entry(i);
    };
    return line().index().stretchOf(CharacterRange{first, count}, entry).value();
}

void TestLineView::wheel(QPoint position, QPoint angle, Qt::KeyboardModifiers modifiers)
{
    QWheelEvent event(position, line().viewport()->mapToGlobal(position), {}, angle, Qt::NoButton,
                      modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(line().viewport(), &event);
}

void TestLineView::drag(QPoint from, QPoint to, Qt::MouseButton button)
{
    QTest::mousePress(line().viewport(), button, {}, from);
    QMouseEvent move(QEvent::MouseMove, to, line().viewport()->mapToGlobal(to), Qt::NoButton,
                     button, {});
    QCoreApplication::sendEvent(line().viewport(), &move);
    QTest::mouseRelease(line().viewport(), button, {}, to);
}

void TestLineView::showsTheWholeSession()
{
    const TimeScale &scale = line().lineViewport().scale();
    QVERIFY(line().lineViewport().isWhole());
    QVERIFY(scale.begin < Instant());
    QVERIFY(scale.end() > line().index().end());
    m_views->document.append(FakeSession().at(milliseconds(9000)).line(300).receive("A").take());
    QVERIFY(scale.end() > line().index().end());
    QVERIFY(line().followAction()->isChecked());
}

void TestLineView::followsUntilThePersonLooksElsewhere()
{
    const TimeScale &scale = line().lineViewport().scale();
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(&line(), Qt::Key_Plus, Qt::ControlModifier);
    QTest::keyClick(&line(), Qt::Key_End);
    QVERIFY(line().followAction()->isChecked());
    m_views->document.append(FakeSession().at(milliseconds(5000)).receive("A").take());
    QVERIFY(scale.end() > line().index().end());
    QTest::keyClick(&line(), Qt::Key_Left);
    QVERIFY(!line().followAction()->isChecked());
    const TimeScale there = scale;
    m_views->document.append(FakeSession().at(milliseconds(9000)).receive("A").take());
    QCOMPARE(scale, there);
    QTest::keyClick(&line(), Qt::Key_Space);
    QVERIFY(line().followAction()->isChecked());
    QVERIFY(scale.end() > line().index().end());
}

void TestLineView::wheelZoomsAboutThePointer()
{
    const Instant at = stretch(5, 1).begin;
    const QPoint pointer = place(at);
    const double before = line().lineViewport().scale().nanosPerPixel;
    for (int i = 0; i < 10; ++i)
        wheel(pointer, {0, 120});
    QVERIFY(line().lineViewport().scale().nanosPerPixel < before / 8);
    QVERIFY(qAbs(place(at).x() - pointer.x()) <= 10);
    for (int i = 0; i < 20; ++i)
        wheel(pointer, {0, -120});
    QVERIFY(line().lineViewport().isWhole());
}

void TestLineView::wheelPans()
{
    m_views->hub.select({5, 5});
    line().selectionAction()->trigger();
    const Instant before = line().lineViewport().scale().begin;
    wheel({500, 100}, {0, -120}, Qt::ShiftModifier);
    const Instant after = line().lineViewport().scale().begin;
    QVERIFY(after > before);
    wheel({500, 100}, {120, 0});
    QCOMPARE(line().lineViewport().scale().begin, before);
}

void TestLineView::keys()
{
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(&line(), Qt::Key_Plus, Qt::ControlModifier);
    const TimeScale &scale = line().lineViewport().scale();
    QTest::keyClick(&line(), Qt::Key_Home);
    const Instant home = scale.begin;
    QVERIFY(home <= Instant());
    QTest::keyClick(&line(), Qt::Key_Right);
    const Instant right = scale.begin;
    QVERIFY(right > home);
    QTest::keyClick(&line(), Qt::Key_PageDown);
    QVERIFY(scale.begin - right > right - home);
    QTest::keyClick(&line(), Qt::Key_PageUp);
    QTest::keyClick(&line(), Qt::Key_Left);
    QTest::keyClick(&line(), Qt::Key_Left);
    QCOMPARE(scale.begin, home);
    QTest::keyClick(&line(), Qt::Key_End);
    QVERIFY(scale.end() > line().index().end());
}

void TestLineView::zoomKeys()
{
    const double whole = line().lineViewport().scale().nanosPerPixel;
    QTest::keyClick(&line(), Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(line().lineViewport().scale().nanosPerPixel, whole / 2);
    QTest::keyClick(&line(), Qt::Key_Plus, Qt::ControlModifier);
    QTest::keyClick(&line(), Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(line().lineViewport().scale().nanosPerPixel, whole / 2);
    QTest::keyClick(&line(), Qt::Key_0, Qt::ControlModifier);
    QVERIFY(line().lineViewport().isWhole());
    QVERIFY(!line().selectionAction()->isEnabled());
    m_views->hub.select({5, 2});
    QTest::keyClick(&line(), Qt::Key_1, Qt::ControlModifier);
    const LineStretch selected = stretch(5, 2);
    const TimeScale &scale = line().lineViewport().scale();
    QVERIFY(scale.x(selected.end) - scale.x(selected.begin) > scale.width * 0.7);
}

void TestLineView::scrollBarAndPictureAgree()
{
    QScrollBar *bar = line().horizontalScrollBar();
    QCOMPARE(bar->maximum(), 0);
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(&line(), Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(bar->maximum() > 0);
    bar->triggerAction(QAbstractSlider::SliderToMinimum);
    QCOMPARE(line().lineViewport().scale().begin, line().lineViewport().earliest());
    QVERIFY(!line().followAction()->isChecked());
    bar->triggerAction(QAbstractSlider::SliderToMaximum);
    QCOMPARE(line().lineViewport().scale().begin, line().lineViewport().latest());
    QVERIFY(line().followAction()->isChecked());
    QTest::keyClick(&line(), Qt::Key_Home);
    QCOMPARE(bar->value(), 0);
}

void TestLineView::dragsWithTheMiddleButtonAndSpace()
{
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(&line(), Qt::Key_Plus, Qt::ControlModifier);
    const TimeScale before = line().lineViewport().scale();
    drag({600, 80}, {500, 80}, Qt::MiddleButton);
    QCOMPARE(line().lineViewport().scale().begin, before.begin + before.span(100));
    QTest::keyPress(&line(), Qt::Key_Space);
    drag({500, 80}, {600, 80}, Qt::LeftButton);
    QTest::keyRelease(&line(), Qt::Key_Space);
    QCOMPARE(line().lineViewport().scale().begin, before.begin);
    QVERIFY(!line().cursors().areSet());
    QVERIFY(!line().followAction()->isChecked());
}

void TestLineView::clickSelectsTheCharacterEverywhere()
{
    const LineStretch third = stretch(7, 1);
    m_views->hub.select({5, 5});
    line().selectionAction()->trigger();
    const TimeScale before = line().lineViewport().scale();
    QTest::mouseClick(line().viewport(), Qt::LeftButton, {},
                      place(third.begin + (third.end - third.begin) / 2, LineSide::Received));
    QCOMPARE(m_views->hub.range(), (CharacterRange{7, 1}));
    // What was clicked is in sight already: nothing moves.
    QCOMPARE(line().lineViewport().scale(), before);
    QVERIFY(line().cursors().first && !line().cursors().second);
    // Where nothing was sent, the selection stays.
    QTest::mouseClick(line().viewport(), Qt::LeftButton, {}, place(third.begin, LineSide::Sent));
    QCOMPARE(m_views->hub.range(), (CharacterRange{7, 1}));
}

void TestLineView::selectionFromElsewhereComesIntoSight()
{
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(&line(), Qt::Key_Plus, Qt::ControlModifier);
    QTest::keyClick(&line(), Qt::Key_End);
    const double scale = line().lineViewport().scale().nanosPerPixel;
    m_views->hub.select({6, 2});
    const LineStretch selected = stretch(6, 2);
    QVERIFY(line().lineViewport().scale().begin < selected.begin);
    QVERIFY(line().lineViewport().scale().end() > selected.end);
    QCOMPARE(line().lineViewport().scale().nanosPerPixel, scale);
    QVERIFY(!line().followAction()->isChecked());
    // The highlight is really there.
    const QPoint inside = place(selected.begin, LineSide::Received) + QPoint(20, 0);
    const int bottom = line().geometryNow().lanes[1].all.bottom() - 1;
    const QImage image = line().viewport()->grab().toImage();
    QCOMPARE(image.pixelColor(inside.x(), bottom), theme::selection(line().palette()));
}

void TestLineView::measuresAReactionTime()
{
    const Instant end = stretch(0, 5).end;
    const Instant begin = stretch(5, 1).begin;
    // Near the edges is enough.
    drag(place(end) + QPoint(2, 0), place(begin) - QPoint(2, 0), Qt::LeftButton);
    QCOMPARE(line().cursors().first, end);
    QCOMPARE(line().cursors().second, begin);
    QVERIFY2(line().readout().contains(QStringLiteral("251.0\u00A0ms")),
             qPrintable(line().readout()));
    QVERIFY(line().readout().contains(QStringLiteral("75.3 bits at 300 baud")));
    // Shift moves the second one only.
    QTest::mouseClick(line().viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      place(stretch(5, 23).end, LineSide::Received));
    QCOMPARE(line().cursors().first, end);
    QCOMPARE(line().cursors().second, stretch(5, 23).end);
    QVERIFY(line().readout().contains(QStringLiteral("0 sent, 23 received")));
}

void TestLineView::cursorsByKeyboard()
{
    m_views->hub.select({4, 2});
    line().selectionAction()->trigger();
    // From the left: the first edge in sight, then on to the next ones.
    QTest::keyClick(&line(), Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(line().cursors().first);
    while (*line().cursors().first < stretch(4, 1).end)
        QTest::keyClick(&line(), Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(line().cursors().first, stretch(4, 1).end);
    QTest::keyClick(&line(), Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(line().cursors().second, stretch(5, 1).begin);
    QVERIFY(line().readout().contains(QStringLiteral("251.0\u00A0ms")));
    QTest::keyClick(&line(), Qt::Key_Left, Qt::ControlModifier);
    QVERIFY(*line().cursors().first < stretch(4, 1).end);
    QTest::keyClick(&line(), Qt::Key_Return);
    QCOMPARE(m_views->hub.range(), (CharacterRange{4, 2}));
}

void TestLineView::escapeRemovesCursors()
{
    // Without cursors the key is left to whoever stops the session.
    QKeyEvent before(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier);
    before.ignore();
    QCoreApplication::sendEvent(&line(), &before);
    QVERIFY(!before.isAccepted());
    QTest::mouseClick(line().viewport(), Qt::LeftButton, {}, {300, 60});
    QVERIFY(line().cursors().areSet());
    QKeyEvent after(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier);
    after.ignore();
    QCoreApplication::sendEvent(&line(), &after);
    QVERIFY(after.isAccepted());
    QTest::keyClick(&line(), Qt::Key_Escape);
    QVERIFY(!line().cursors().areSet());
    QVERIFY(line().accessibleDescription().isEmpty());
}

void TestLineView::newSessionForgetsAll()
{
    QTest::mouseClick(line().viewport(), Qt::LeftButton, {}, {300, 60});
    m_views->hub.select({6, 2});
    line().selectionAction()->trigger();
    m_views->document.begin(QStringLiteral("virtual:"));
    QVERIFY(line().index().isEmpty());
    QVERIFY(line().lineViewport().isWhole());
    QVERIFY(!line().cursors().areSet());
    QVERIFY(!line().grab().isNull());
    QTest::keyClick(&line(), Qt::Key_Right, Qt::ControlModifier);
    QTest::keyClick(&line(), Qt::Key_Return);
    QVERIFY(!line().cursors().areSet());
    m_views->document.append(FakeSession::readout(3));
    QVERIFY(line().lineViewport().scale().end() > line().index().end());
}

void TestLineView::saysWhatIsAtTheCursor()
{
    FakeSession session;
    session.at(milliseconds(9000)).line(300).receive("\r", CharacterFlag::ParityError);
    m_views->document.append(session.take());
    const qint64 last = m_views->document.trace().characterCount() - 1;
    m_views->hub.select({last, 1});
    line().selectionAction()->trigger();
    const LineStretch there = stretch(last, 1);
    QTest::mouseClick(line().viewport(), Qt::LeftButton, {},
                      place(there.begin + std::chrono::microseconds(8333), LineSide::Received));
    const QString said = line().accessibleDescription();
    for (const QString &part :
         {QStringLiteral("TX idle"), QStringLiteral("RX CR (0D)"), QStringLiteral("parity error"),
          QStringLiteral("data bit 1"), QStringLiteral("9.0")})
        QVERIFY2(said.contains(part), qPrintable(said));
}

void TestLineView::everythingHasAName()
{
    QCOMPARE(QAccessible::queryAccessibleInterface(&line())->text(QAccessible::Name),
             QStringLiteral("Line"));
    const auto buttons = line().findChildren<QToolButton *>();
    QVERIFY(buttons.size() >= 5);
    for (const QToolButton *button : buttons) {
        QVERIFY(button->accessibleName().size() > 3);
        QVERIFY(!button->toolTip().isEmpty());
    }
}

void TestLineView::drawsInEverySize_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("nothing") << QSize(1, 1);
    QTest::newRow("low") << QSize(600, 70);
    QTest::newRow("narrow") << QSize(60, 300);
    QTest::newRow("usual") << QSize(1280, 240);
    QTest::newRow("large") << QSize(3840, 1200);
}

void TestLineView::drawsInEverySize()
{
    QFETCH(const QSize, size);
    line().resize(size);
    m_views->hub.select({5, 3});
    QTest::mouseClick(line().viewport(), Qt::LeftButton, {}, {0, 0});
    for (int i = 0; i < 30; ++i) {
        QVERIFY(!line().grab().isNull());
        QTest::keyClick(&line(), Qt::Key_Plus, Qt::ControlModifier);
        const LineGeometry geometry = line().geometryNow();
        for (const LaneGeometry &lane : geometry.lanes)
            QVERIFY(lane.signal.height() >= 1);
    }
}

QTEST_MAIN(TestLineView)
#include "tst_lineview.moc"
