// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notes/notebook.h"

#include "ui/notes/noteplace.h"
#include "ui/session/sessiondocument.h"

#include <QUndoCommand>
#include <QUndoStack>

#include <algorithm>

namespace optoscope {

/// A note that becomes another one; an empty text is none.
class NoteBook::Change : public QUndoCommand
{
public:
    Change(NoteBook *book, Instant at, QString before, QString after, const QString &name)
        : QUndoCommand(name)
        , m_book(book)
        , m_at(at)
        , m_before(std::move(before))
        , m_after(std::move(after))
    {
    }

    void redo() override { replace(m_before, m_after); }
    void undo() override { replace(m_after, m_before); }

private:
    void replace(const QString &old, const QString &now)
    {
        if (!old.isEmpty())
            m_book->write(m_at, noteplace::takingBack(old));
        if (!now.isEmpty())
            m_book->write(m_at, now);
    }

    NoteBook *m_book;
    Instant m_at;
    QString m_before;
    QString m_after;
};

NoteBook::NoteBook(SessionDocument *document, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_undo(new QUndoStack(this))
{
    connect(document, &SessionDocument::cleared, this, &NoteBook::clear);
    connect(document, &SessionDocument::appended, this, &NoteBook::read);
    read(0);
}

void NoteBook::clear()
{
    m_undo->clear();
    m_notes.clear();
    m_takenBack.clear();
    m_lastBookmark = 0;
    Q_EMIT changed();
}

void NoteBook::read(qsizetype firstEntry)
{
    const Trace &trace = m_document->trace();
    bool isNew = false;
    for (qsizetype index = trace.nextOf(EntryKind::Note, firstEntry - 1); index >= 0;
         index = trace.nextOf(EntryKind::Note, index)) {
        const TraceEntry entry = trace.entry(index);
        const QString text = std::get<Note>(entry.what).text;
        isNew = true;
        if (const auto old = noteplace::takenBack(text)) {
            takeBack(entry.at, *old);
            continue;
        }
        const NoteItem item{noteplace::characterAt(trace, entry.at), index, entry.at, text,
                            noteplace::isOnItsOwn(trace, index)};
        const auto place =
            std::ranges::upper_bound(m_notes, item.character, {}, &NoteItem::character);
        m_notes.insert(place, item);
    }
    if (isNew)
        Q_EMIT changed();
}

void NoteBook::takeBack(Instant at, const QString &text)
{
    const auto isIt = [&](const NoteItem &note) { return note.at == at && note.text == text; };
    const auto found = std::ranges::find_if(m_notes, isIt);
    if (found == m_notes.end())
        return;
    m_takenBack.insert(found->entry);
    m_notes.erase(found);
}

QStringList NoteBook::textsIn(CharacterRange range) const
{
    QStringList texts;
    const auto first = std::ranges::lower_bound(m_notes, range.first, {}, &NoteItem::character);
    for (auto note = first; note != m_notes.end() && note->character < range.first + range.count;
         ++note) {
        if (!note->isRow)
            texts.append(note->text);
    }
    return texts;
}

qsizetype NoteBook::indexIn(CharacterRange range) const
{
    const auto first = std::ranges::lower_bound(m_notes, range.first, {}, &NoteItem::character);
    if (first == m_notes.end() || first->character >= range.first + range.count)
        return -1;
    return std::distance(m_notes.begin(), first);
}

void NoteBook::add(Instant at, const QString &text)
{
    const QString words = text.trimmed();
    if (!words.isEmpty())
        m_undo->push(new Change(this, at, {}, words, tr("note")));
}

void NoteBook::addBookmark(Instant at)
{
    const auto isKnown = [this](const QString &name) {
        return std::ranges::find(m_notes, name, &NoteItem::text) != m_notes.end();
    };
    QString name;
    do {
        name = tr("Bookmark %1").arg(++m_lastBookmark);
    } while (isKnown(name));
    m_undo->push(new Change(this, at, {}, name, tr("bookmark")));
}

void NoteBook::change(qsizetype index, const QString &text)
{
    const NoteItem &note = m_notes.at(index);
    const QString words = text.trimmed();
    if (words != note.text)
        m_undo->push(new Change(this, note.at, note.text, words, tr("change of a note")));
}

void NoteBook::remove(qsizetype index)
{
    const NoteItem &note = m_notes.at(index);
    m_undo->push(new Change(this, note.at, note.text, {}, tr("removal of a note")));
}

void NoteBook::write(Instant at, const QString &text)
{
    const TraceEntries entries{{at, Note{text}}};
    m_document->append(entries);
    Q_EMIT written(entries);
}

} // namespace optoscope
