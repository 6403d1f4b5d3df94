// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/trace/memorystore.h"
#include "tests/ui/fakesession.h"
#include "ui/bytes/bytescopy.h"
#include "ui/bytes/bytesmodel.h"
#include "ui/bytes/bytespanel.h"
#include "ui/bytes/bytesview.h"
#include "ui/bytes/overviewstrip.h"
#include "ui/bytes/storebar.h"
#include "ui/notes/notebook.h"
#include "ui/search/searchbar.h"
#include "ui/session/selectionhub.h"
#include "ui/session/sessiondocument.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

/// The bytes with their tools, as the person uses them: by keyboard and mouse.
class TestBytesPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void followsOnlyWhoIsAtTheEnd();
    void foldsByKeyboard();
    void foldsByMouse();
    void findsByKeyboard();
    void goesToTimes();
    void marksAndNotes();
    void copiesForOtherPrograms();
    void stripLeadsThere();
    void filterIsSaid();
    void keepsItsPlaceInAnotherLayout();
    void saysThatThereIsNoRoom();
    void paintsTheSameTwice();

private:
    struct Parts {
        SessionDocument document;
        SelectionHub hub;
        BytesPanel panel{&document, &hub, {}};
    };
    BytesView &view() const { return *m_parts->panel.view(); }
    BytesModel &model() const { return *m_parts->panel.model(); }
    SessionDocument &document() const { return m_parts->document; }
    QAction *action(const char *name) const
    {
        auto *found = m_parts->panel.findChild<QAction *>(QString::fromLatin1(name));
        Q_ASSERT(found);
        return found;
    }
    void enter(const char *bar, const QString &text) const
    {
        auto *line =
            m_parts->panel.findChild<QWidget *>(QString::fromLatin1(bar))->findChild<QLineEdit *>();
        line->setText(text);
        QTest::keyClick(line, Qt::Key_Return);
    }
    bool isBarOpen(const char *bar) const
    {
        return !m_parts->panel.findChild<QWidget *>(QString::fromLatin1(bar))->isHidden();
    }

    std::unique_ptr<Parts> m_parts;
};

void TestBytesPanel::init()
{
    m_parts = std::make_unique<Parts>();
    connect(&m_parts->document, &SessionDocument::cleared, &m_parts->hub, &SelectionHub::clear);
    m_parts->panel.resize(900, 400);
    m_parts->panel.show();
    m_parts->panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_parts->panel));
    view().setFocus();
}

void TestBytesPanel::cleanup()
{
    m_parts.reset();
}

void TestBytesPanel::followsOnlyWhoIsAtTheEnd()
{
    document().append(FakeSession::readout(60));
    QScrollBar *bar = view().verticalScrollBar();
    QCOMPARE(bar->value(), bar->maximum());
    // Who goes to a row by keyboard does not lose it.
    QTest::keyClick(&view(), Qt::Key_Home);
    QTest::keyClick(&view(), Qt::Key_Down);
    QVERIFY(!view().followAction()->isChecked());
    document().append(FakeSession::readout(60));
    QCOMPARE(bar->value(), 0);
    QCOMPARE(view().currentIndex().row(), 1);
    // Who goes to the end sees what comes.
    QTest::keyClick(&view(), Qt::Key_End);
    QVERIFY(view().followAction()->isChecked());
    document().append(FakeSession::readout(60));
    QCOMPARE(bar->value(), bar->maximum());
    QTest::keyClick(&view(), Qt::Key_Space);
    document().append(FakeSession::readout(60));
    QVERIFY(bar->value() < bar->maximum());
    QVERIFY(view().followAction()->iconText().contains(QStringLiteral("new rows")));
    QTest::keyClick(&view(), Qt::Key_Space);
    QCOMPARE(view().followAction()->iconText(), QStringLiteral("Follow"));
    QCOMPARE(bar->value(), bar->maximum());
}

void TestBytesPanel::foldsByKeyboard()
{
    document().append(FakeSession::readout(10));
    const int rows = model().rowCount();
    view().goToRow(model().rowOfCharacter(6));
    const int inside = view().currentIndex().row();
    QTest::keyClick(&view(), Qt::Key_Left);
    QCOMPARE(view().currentIndex().row(), inside - 1);
    QTest::keyClick(&view(), Qt::Key_Left);
    QCOMPARE(model().rowCount(), rows - 2);
    QVERIFY(model().isFolded(inside - 1));
    QTest::keyClick(&view(), Qt::Key_Right);
    QCOMPARE(model().rowCount(), rows);
    QTest::keyClick(&view(), Qt::Key_Right);
    QCOMPARE(view().currentIndex().row(), inside);
    action("foldAction")->trigger();
    QVERIFY(model().rowCount() < 15);
    action("unfoldAction")->trigger();
    QCOMPARE(model().rowCount(), rows);
}

void TestBytesPanel::foldsByMouse()
{
    document().append(FakeSession::readout(3));
    const int rows = model().rowCount();
    const auto head = static_cast<int>(model().headOf(model().rowOfCharacter(6)));
    view().scrollTo(model().index(head));
    const auto place = [&] { return view().visualRect(model().index(head)).center(); };
    QTest::mouseDClick(view().viewport(), Qt::LeftButton, {}, place());
    QCOMPARE(model().rowCount(), rows - 2);
    QTest::mouseDClick(view().viewport(), Qt::LeftButton, {}, place());
    QCOMPARE(model().rowCount(), rows);
    // A head stands for its whole message.
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, place());
    QCOMPARE(m_parts->hub.range(), (CharacterRange{5, 23}));
}

void TestBytesPanel::findsByKeyboard()
{
    document().append(FakeSession::readout(60));
    action("findAction")->trigger();
    auto *line = m_parts->panel.findChild<QLineEdit *>(QStringLiteral("searchText"));
    QTRY_VERIFY(line->hasFocus());
    QTest::keyClicks(line, QStringLiteral("1.8.17("));
    SearchBar *bar = m_parts->panel.searchBar();
    QTRY_COMPARE(bar->countText(), QStringLiteral("1 of 1"));
    const qint64 hit = m_parts->hub.range().first;
    QCOMPARE(m_parts->hub.range().count, 7);
    QCOMPARE(view().currentIndex().row(), int(model().rowOfCharacter(hit)));
    QVERIFY(view().viewport()->rect().contains(view().visualRect(view().currentIndex()).center()));
    line->setText(QStringLiteral("kwh"));
    QTRY_VERIFY(bar->countText().endsWith(QStringLiteral("of 58")));
    const qint64 before = m_parts->hub.range().first;
    action("nextHitAction")->trigger();
    QVERIFY(m_parts->hub.range().first > before);
    action("previousHitAction")->trigger();
    QCOMPARE(m_parts->hub.range().first, before);
    QVERIFY(!view().strip()->marks().isEmpty());
    // Esc from the bytes, too.
    view().setFocus();
    QTest::keyClick(&view(), Qt::Key_Escape);
    QVERIFY(bar->isHidden());
    QVERIFY(view().strip()->marks().isEmpty());
}

void TestBytesPanel::goesToTimes()
{
    document().begin(QStringLiteral("virtual:"));
    document().setAnchor(QDateTime(QDate(2026, 3, 1), QTime(12, 0)));
    document().append(FakeSession::readout(60));
    action("goToTimeAction")->trigger();
    QVERIFY(isBarOpen("timeBar"));
    enter("timeBar", QStringLiteral("0.42 s"));
    QVERIFY(!isBarOpen("timeBar"));
    QCOMPARE(view().currentIndex().row(), int(model().rowOfCharacter(5)));
    action("goToTimeAction")->trigger();
    enter("timeBar", QStringLiteral("+1 s"));
    const Instant later = model().timeOf(view().currentIndex().row());
    QVERIFY(later > Instant(900ms) && later <= Instant(1420ms));
    action("goToTimeAction")->trigger();
    enter("timeBar", QStringLiteral("12:00:02"));
    QVERIFY(model().timeOf(view().currentIndex().row()) > later);
    action("goToTimeAction")->trigger();
    enter("timeBar", QStringLiteral("never"));
    QVERIFY(isBarOpen("timeBar"));
    QTest::keyClick(m_parts->panel.findChild<QWidget *>(QStringLiteral("timeBar")), Qt::Key_Escape);
    QVERIFY(!isBarOpen("timeBar"));
}

void TestBytesPanel::marksAndNotes()
{
    document().append(FakeSession::readout(60));
    NoteBook *notes = m_parts->panel.notes();
    view().goToRow(model().rowOfCharacter(5));
    action("bookmarkAction")->trigger();
    view().goToRow(model().rowOfCharacter(200));
    action("noteAction")->trigger();
    enter("noteBar", QStringLiteral("here it began"));
    QCOMPARE(notes->notes().size(), 2);
    QCOMPARE(notes->notes().at(0).character, 5);
    QVERIFY(view().strip()->marks().size() == 2);
    view().goToRow(0);
    action("nextNoteAction")->trigger();
    QCOMPARE(view().currentIndex().row(), int(model().rowOfCharacter(5)));
    action("nextNoteAction")->trigger();
    QCOMPARE(view().currentIndex().row(), int(model().rowOfCharacter(200)));
    action("nextNoteAction")->trigger();
    QCOMPARE(view().currentIndex().row(), int(model().rowOfCharacter(5)));
    action("previousNoteAction")->trigger();
    QCOMPARE(view().currentIndex().row(), int(model().rowOfCharacter(200)));
}

void TestBytesPanel::copiesForOtherPrograms()
{
    document().append(FakeSession::readout(5));
    m_parts->hub.select({3, 9});
    action("copyHexAction")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("0D 0A\n2F 4C 47 5A 35 5C 32"));
    action("copyTextAction")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("\n/LGZ5\\2"));
    action("copyArrayAction")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("const unsigned char sent1[2] = {\n    0x0D, 0x0A\n};\n"
                            "const unsigned char received2[7] = {\n"
                            "    0x2F, 0x4C, 0x47, 0x5A, 0x35, 0x5C, 0x32\n};\n"));
    // What was selected elsewhere is copied with its rows.
    view().copyAction()->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("ZMD")));
    QVERIFY(bytescopy::text(document().trace(), model().traceRows(), {100000, 5}).isEmpty());
}

void TestBytesPanel::stripLeadsThere()
{
    FakeSession session;
    session.line(300);
    for (int i = 0; i < 400; ++i)
        session.receive("a line of text\r\n",
                        i == 200 ? CharacterFlag::ParityError : CharacterFlags());
    document().append(session.take());
    OverviewStrip *strip = view().strip();
    QVERIFY(strip->isVisible() && strip->height() > 100);
    QList<int> errors;
    for (const OverviewMark &mark : strip->marks()) {
        if (mark.lane == OverviewMark::Lane::Error)
            errors.append(mark.y);
    }
    QCOMPARE(errors.size(), 1);
    QVERIFY(std::abs(errors.at(0) - strip->height() / 2) < 10);
    QTest::mouseClick(strip, Qt::LeftButton, {}, {8, errors.at(0) + 2});
    QCOMPARE(view().currentIndex().row(), int(model().rowOfCharacter(200 * 16)));
    QVERIFY(!view().followAction()->isChecked());
}

void TestBytesPanel::filterIsSaid()
{
    document().append(FakeSession::readout(5));
    auto *notice = m_parts->panel.findChild<QWidget *>(QStringLiteral("filterNotice"));
    QVERIFY(notice->isHidden());
    action("errorsOnlyAction")->trigger();
    QVERIFY(!notice->isHidden());
    QCOMPARE(model().rowCount(), 0);
    action("showEverythingAction")->trigger();
    QVERIFY(notice->isHidden());
    QVERIFY(model().rowCount() > 5);
    // Another session is not hidden behind the filter of the last one.
    action("errorsOnlyAction")->trigger();
    document().begin(QStringLiteral("virtual:"));
    QVERIFY(notice->isHidden());
}

void TestBytesPanel::keepsItsPlaceInAnotherLayout()
{
    document().append(FakeSession::readout(60));
    view().goToRow(model().rowOfCharacter(700));
    const qint64 here = view().characterHere();
    for (const RowLayout layout : {RowLayout::Eight, RowLayout::Sixteen, RowLayout::Lines}) {
        BytesOptions options = m_parts->panel.options();
        options.layout = layout;
        m_parts->panel.setOptions(options);
        const CharacterRange range = model().range(view().currentIndex().row());
        QVERIFY(here >= range.first && here < range.first + range.count);
        QVERIFY(
            view().viewport()->rect().contains(view().visualRect(view().currentIndex()).center()));
    }
}

void TestBytesPanel::saysThatThereIsNoRoom()
{
    auto *bar = m_parts->panel.findChild<StoreBar *>();
    document().append(FakeSession::readout(5));
    QVERIFY(bar->text().isEmpty());
    auto store = std::make_shared<MemoryStore>(0);
    document().setChunkStore(store, 0);
    FakeSession session;
    session.line(9600);
    for (int i = 0; i < 70000; ++i)
        session.receive("x");
    document().append(session.take());
    QVERIFY2(bar->text().contains(QStringLiteral("no room")), qPrintable(bar->text()));
    store->setRoom(100'000'000);
    for (int i = 0; i < 70000; ++i)
        session.receive("y");
    document().append(session.take());
    QVERIFY(bar->text().isEmpty());
    store->lose();
    view().goToRow(model().rowOfCharacter(1000));
    view().grab();
    bar->look();
    QVERIFY2(bar->text().contains(QStringLiteral("cannot be read back")), qPrintable(bar->text()));
    document().begin(QStringLiteral("virtual:"));
    QVERIFY(bar->text().isEmpty());
}

void TestBytesPanel::paintsTheSameTwice()
{
    document().append(FakeSession::readout(60));
    view().goToRow(20);
    const QImage first = view().viewport()->grab().toImage();
    view().verticalScrollBar()->setValue(0);
    view().goToRow(20);
    QCOMPARE(view().viewport()->grab().toImage(), first);
}

QTEST_MAIN(TestBytesPanel)
#include "tst_bytespanel.moc"
