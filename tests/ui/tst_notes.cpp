// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakesession.h"
#include "ui/bytes/bytesmodel.h"
#include "ui/notes/notebook.h"
#include "ui/notes/noteplace.h"
#include "ui/notes/notesmodel.h"
#include "ui/notes/notesview.h"
#include "ui/session/sessiondocument.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace optoscope;
using namespace std::chrono_literals;

/// Notes: where they belong, that they are in the trace, and that they can be undone.
class TestNotes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void standsBesideItsBytes();
    void undoes();
    void survivesARoundTrip();
    void bookmarksHaveNumbers();
    void notesInOrderAreRows();
    void withoutCharacters();
    void modelShowsAndChanges();
    void viewByKeyboard();

private:
    static QStringList textsOf(const NoteBook &book)
    {
        QStringList texts;
        for (const NoteItem &note : book.notes())
            texts.append(note.text);
        return texts;
    }
};

void TestNotes::standsBesideItsBytes()
{
    SessionDocument document;
    BytesModel model(&document);
    QAbstractItemModelTester tester(&model);
    document.append(FakeSession::readout(5));
    NoteBook book(&document);
    model.setNotes(&book);
    const int rows = model.rowCount();
    const auto row = static_cast<int>(model.rowOfCharacter(5));
    QSignalSpy written(&book, &NoteBook::written);
    book.add(model.timeOf(row), QStringLiteral("  a cloud passed "));
    QCOMPARE(written.count(), 1);
    QCOMPARE(model.rowCount(), rows);
    QCOMPARE(book.notes().size(), 1);
    QCOMPARE(book.notes().at(0).character, 5);
    QVERIFY(model.index(row).data().toString().contains(QStringLiteral("⚑ a cloud passed")));
    QCOMPARE(book.indexIn({0, 5}), -1);
    QCOMPARE(book.indexIn({5, 1}), 0);
    book.add(Instant(), QStringLiteral("   "));
    QCOMPARE(book.notes().size(), 1);
}

void TestNotes::undoes()
{
    SessionDocument document;
    document.append(FakeSession::readout(5));
    NoteBook book(&document);
    book.add(Instant(500ms), QStringLiteral("one"));
    book.add(Instant(10ms), QStringLiteral("two"));
    QCOMPARE(textsOf(book), (QStringList{QStringLiteral("two"), QStringLiteral("one")}));
    book.change(1, QStringLiteral("first"));
    book.remove(0);
    QCOMPARE(textsOf(book), QStringList{QStringLiteral("first")});
    book.undoStack()->undo();
    book.undoStack()->undo();
    QCOMPARE(textsOf(book), (QStringList{QStringLiteral("two"), QStringLiteral("one")}));
    book.undoStack()->undo();
    book.undoStack()->undo();
    QVERIFY(book.notes().isEmpty());
    while (book.undoStack()->canRedo())
        book.undoStack()->redo();
    QCOMPARE(textsOf(book), QStringList{QStringLiteral("first")});
    document.begin(QStringLiteral("virtual:"));
    QVERIFY(book.notes().isEmpty());
    QVERIFY(!book.undoStack()->canUndo());
}

void TestNotes::survivesARoundTrip()
{
    SessionDocument document;
    document.append(FakeSession::readout(5));
    NoteBook book(&document);
    book.add(Instant(500ms), QStringLiteral("one"));
    book.add(Instant(10ms), QStringLiteral("two"));
    book.addBookmark(Instant(1s));
    book.change(0, QStringLiteral("zwei"));
    book.remove(1);
    TraceEntries entries;
    for (qsizetype i = 0; i < document.trace().count(); ++i)
        entries.append(document.trace().entry(i));
    SessionDocument again;
    NoteBook read(&again);
    again.open(QStringLiteral("file"), entries);
    QCOMPARE(textsOf(read), textsOf(book));
    QCOMPARE(read.notes().at(0).character, book.notes().at(0).character);
}

void TestNotes::bookmarksHaveNumbers()
{
    SessionDocument document;
    document.append(FakeSession::readout(5));
    NoteBook book(&document);
    book.add(Instant(1ms), QStringLiteral("Bookmark 2"));
    for (int i = 0; i < 3; ++i)
        book.addBookmark(Instant(i * 100ms + 10ms));
    QCOMPARE(textsOf(book).mid(1),
             (QStringList{QStringLiteral("Bookmark 1"), QStringLiteral("Bookmark 3"),
                          QStringLiteral("Bookmark 4")}));
}

void TestNotes::notesInOrderAreRows()
{
    SessionDocument document;
    BytesModel model(&document);
    QAbstractItemModelTester tester(&model);
    NoteBook book(&document);
    model.setNotes(&book);
    FakeSession session;
    session.line(300).send("/?!\r\n");
    TraceEntries entries = session.take();
    entries.append({session.now() + 1s, Note{QStringLiteral("lamp off")}});
    document.append(entries);
    QCOMPARE(model.row(model.rowCount() - 1).text, QStringLiteral("lamp off"));
    QVERIFY(book.notes().at(0).isRow);
    QVERIFY(book.textsIn({0, 5}).isEmpty());
    book.remove(0);
    QCOMPARE(model.row(model.rowCount() - 1).text, QStringLiteral("Note taken back"));
    const QString text = QStringLiteral("lamp off");
    QCOMPARE(noteplace::takenBack(noteplace::takingBack(text)), text);
    QVERIFY(!noteplace::takenBack(text));
}

void TestNotes::withoutCharacters()
{
    SessionDocument document;
    NoteBook book(&document);
    book.add(Instant(), QStringLiteral("nothing yet"));
    QCOMPARE(book.notes().at(0).character, -1);
    QCOMPARE(noteplace::characterAt(document.trace(), Instant(1s)), -1);
    document.append(FakeSession::readout(5));
    QCOMPARE(noteplace::characterAt(document.trace(), Instant(-1s)), 0);
    QCOMPARE(noteplace::characterAt(document.trace(), Instant(3600s)),
             document.trace().characterCount() - 1);
}

void TestNotes::modelShowsAndChanges()
{
    SessionDocument document;
    document.append(FakeSession::readout(5));
    NoteBook book(&document);
    NotesModel model(&book);
    QAbstractItemModelTester tester(&model);
    book.add(Instant(500ms), QStringLiteral("one"));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, NotesModel::Time).data().toString(),
             QStringLiteral("0.500\u2009000\u00A0s"));
    QVERIFY(model.setData(model.index(0, NotesModel::Text), QStringLiteral("uno"), Qt::EditRole));
    QCOMPARE(textsOf(book), QStringList{QStringLiteral("uno")});
    QVERIFY(!model.setData(model.index(0, NotesModel::Time), QStringLiteral("1"), Qt::EditRole));
    QVERIFY(model.setData(model.index(0, NotesModel::Text), QString(), Qt::EditRole));
    QCOMPARE(model.rowCount(), 0);
}

void TestNotes::viewByKeyboard()
{
    SessionDocument document;
    document.append(FakeSession::readout(5));
    NoteBook book(&document);
    NotesView view(&book);
    book.add(Instant(10ms), QStringLiteral("one"));
    book.add(Instant(500ms), QStringLiteral("two"));
    view.resize(400, 200);
    view.show();
    view.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    view.setFocus();
    QSignalSpy chosen(&view, &NotesView::chosen);
    view.setCurrentIndex(view.model()->index(0, NotesModel::Text));
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(chosen.constLast().at(0).toLongLong(), 1);
    QTest::keyClick(&view, Qt::Key_Delete);
    QCOMPARE(textsOf(book), QStringList{QStringLiteral("one")});
}

QTEST_MAIN(TestNotes)
#include "tst_notes.moc"
