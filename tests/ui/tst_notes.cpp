// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/captureimport.h"
#include "core/capture/exports/traceexport.h"
#include "tests/ui/fakesession.h"
#include "ui/bytes/bytesmodel.h"
#include "ui/notes/notebook.h"
#include "ui/notes/noteplace.h"
#include "ui/notes/notesmodel.h"
#include "ui/notes/notesview.h"
#include "ui/session/sessioncontroller.h"
#include "ui/session/sessiondocument.h"
#include "ui/session/sessionrecorder.h"
#include "ui/texts/tracewording.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
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
    void survivesAFile();
    void survivesARecordingOfTwoSessions();
    void bookmarksHaveNumbers();
    void notesInOrderAreRows();
    void withoutCharacters();
    void modelShowsAndChanges();
    void viewByKeyboard();

private:
    /// A note without the number of its entry: in a recording there are others before it.
    struct Place {
        QString text;
        Instant at;
        qint64 character = -1;
        bool isRow = false;

        bool operator==(const Place &) const = default;
    };
    static QList<Place> placesOf(const NoteBook &book)
    {
        QList<Place> places;
        for (const NoteItem &note : book.notes())
            places.append({note.text, note.at, note.character, note.isRow});
        return places;
    }
    /// A capture of a read-out.
    static bool write(const QString &file)
    {
        SessionDocument document;
        document.append(FakeSession::readout(5));
        return std::holds_alternative<ExportSummary>(
            exportTrace(file, document.trace(), {}, std::make_shared<texts::TraceWording>()));
    }
    static bool open(const QString &file, SessionDocument &document)
    {
        const OpeningResult result = importCapture(file);
        if (!std::holds_alternative<ImportedCapture>(result))
            return false;
        document.open(file, std::get<ImportedCapture>(result).entries);
        return true;
    }
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

void TestNotes::survivesAFile()
{
    SessionDocument document;
    document.begin(QStringLiteral("virtual:"));
    document.setAnchor(QDateTime::fromMSecsSinceEpoch(1767323045678, Qt::UTC));
    document.append(FakeSession::readout(5));
    NoteBook book(&document);
    book.add(Instant(500ms), QStringLiteral("half a second “in”"));
    book.add(Instant(10ms + 1ns), QStringLiteral("changed later"));
    book.add(Instant(20ms), QStringLiteral("taken back"));
    book.add(document.end() + 1s, QStringLiteral("behind everything"));
    book.addBookmark(Instant(1s));
    book.change(0, QStringLiteral("changed"));
    book.remove(1);
    QCOMPARE(book.notes().size(), 4);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("notes.pcapng"));
    const auto saved =
        exportTrace(file, document.trace(), {{}, {}, {}, {}, document.trace().anchor()},
                    std::make_shared<texts::TraceWording>());
    QVERIFY(std::holds_alternative<ExportSummary>(saved));
    SessionDocument again;
    NoteBook read(&again);
    QVERIFY(open(file, again));
    QVERIFY(placesOf(read) == placesOf(book));
    // What was changed stays changed: it is no longer undone, but it can be changed again.
    read.change(0, QStringLiteral("changed twice"));
    QCOMPARE(textsOf(read).first(), QStringLiteral("changed twice"));
}

/// The second session begins before the first one ends by the wall clock: both are replayed faster
/// than they were.
void TestNotes::survivesARecordingOfTwoSessions()
{
    const QTemporaryDir folder;
    const QString source = folder.filePath(QStringLiteral("source.pcapng"));
    QVERIFY(write(source));
    const auto target = parseTarget(QString(QStringLiteral("replay:%1?speed=1000").arg(source)));
    QVERIFY(std::holds_alternative<Target>(target));
    LinkRequest request;
    request.target = std::get<Target>(target);

    SessionDocument document;
    NoteBook book(&document);
    QString file;
    QList<Place> places;
    {
        SessionController controller(&document);
        SessionRecorder recorder(
            &controller, RecordingFolder(folder.filePath(QStringLiteral("recordings"))), {});
        connect(&book, &NoteBook::written, &recorder, &SessionRecorder::append);
        QSignalSpy finished(&controller, &SessionController::finished);
        controller.start(request);
        QTRY_COMPARE(finished.count(), 1);
        book.add(Instant(10ms), QStringLiteral("first"));
        book.add(Instant(500ms), QStringLiteral("taken back in the second"));
        controller.resume(request);
        QTRY_COMPARE(finished.count(), 2);
        QVERIFY(controller.shift() > 0ns);
        book.remove(1);
        book.change(0, QStringLiteral("first, changed in the second"));
        book.add(Instant(20ms) + controller.shift(), QStringLiteral("second"));
        file = recorder.file();
        places = placesOf(book);
    }
    QCOMPARE(
        textsOf(book),
        (QStringList{QStringLiteral("first, changed in the second"), QStringLiteral("second")}));
    SessionDocument again;
    NoteBook read(&again);
    QVERIFY(open(file, again));
    QCOMPARE(again.trace().count(), document.trace().count());
    QVERIFY(placesOf(read) == places);
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
