// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <QObject>

class QUndoStack;

namespace optoscope {

class SessionDocument;

/// A note of the person, or of a file, about a moment of the trace.
struct NoteItem {
    qint64 character = -1; ///< that it is about; -1 in a trace without any
    qsizetype entry = -1; ///< in the trace
    Instant at;
    QString text;
    bool isRow = false; ///< It has a row of its own among the bytes.
};

/// The notes of the document's trace that were not taken back. What is written here goes into the
/// trace, so that captures hold it; what is undone is taken back there.
class NoteBook final : public QObject
{
    Q_OBJECT
public:
    explicit NoteBook(SessionDocument *document, QObject *parent = nullptr);

    /// By their characters.
    const QList<NoteItem> &notes() const { return m_notes; }
    /// Those without a row of their own about characters of \a range.
    QStringList textsIn(CharacterRange range) const;
    /// The place of the first note about \a range; -1 if there is none.
    qsizetype indexIn(CharacterRange range) const;
    /// Entry \a entry, a note, was taken back.
    bool isTakenBack(qsizetype entry) const { return m_takenBack.contains(entry); }

    void add(Instant at, const QString &text);
    /// A note whose text is only a number that no other bookmark has.
    void addBookmark(Instant at);
    /// An empty \a text removes the note.
    void change(qsizetype index, const QString &text);
    void remove(qsizetype index);
    QUndoStack *undoStack() const { return m_undo; }

Q_SIGNALS:
    void changed();
    /// Was added to the document; whoever records it wants to have it.
    void written(const optoscope::TraceEntries &entries);

private:
    class Change;

    void clear();
    void read(qsizetype firstEntry);
    void takeBack(Instant at, const QString &text);
    void write(Instant at, const QString &text);

    SessionDocument *m_document;
    QUndoStack *m_undo;
    QList<NoteItem> m_notes;
    QSet<qsizetype> m_takenBack;
    int m_lastBookmark = 0;
};

} // namespace optoscope
