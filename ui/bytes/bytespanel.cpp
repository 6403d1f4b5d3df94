// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/bytespanel.h"

#include "ui/bytes/bytesmodel.h"
#include "ui/bytes/bytesview.h"
#include "ui/bytes/linebar.h"
#include "ui/bytes/storebar.h"
#include "ui/bytes/timetext.h"
#include "ui/notes/notebook.h"
#include "ui/search/searchbar.h"
#include "ui/search/tracefinder.h"
#include "ui/selftest/markedlabel.h"
#include "ui/session/selectionhub.h"
#include "ui/session/sessiondocument.h"
#include "ui/texts/viewtexts.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <QToolBar>
#include <QVBoxLayout>

namespace optoscope {

BytesPanel::BytesPanel(SessionDocument *document, SelectionHub *hub, const FieldNames &names,
                       QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_hub(hub)
    , m_model(new BytesModel(document, this))
    , m_notes(new NoteBook(document, this))
    , m_finder(new TraceFinder(document, this))
    , m_view(new BytesView(m_model, document, hub, this))
    , m_tools(new QToolBar(tr("Bytes"), this))
    , m_search(new SearchBar(
          m_finder, [this] { return m_view->characterHere(); }, this))
    , m_timeBar(new LineBar(tr("Go to"), tr("2.5 s, 12:34:56 or +250 ms"), this))
    , m_noteBar(new LineBar(tr("Note"), tr("what you saw or did"), this))
    , m_store(new StoreBar(document, this))
    , m_filtered(new MarkedLabel(MarkedLabel::Look::Boxed, this))
{
    setObjectName(QStringLiteral("bytesPanel"));
    m_model->setNames(names);
    m_model->setNotes(m_notes);
    m_view->setFinder(m_finder);
    m_view->setNotes(m_notes);
    m_filtered->setObjectName(QStringLiteral("filterNotice"));
    m_timeBar->setObjectName(QStringLiteral("timeBar"));
    m_noteBar->setObjectName(QStringLiteral("noteBar"));
    m_filtered->hide();
    makeActions();
    makeToolBar();
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins({});
    lines->setSpacing(0);
    for (QWidget *part : {static_cast<QWidget *>(m_tools), static_cast<QWidget *>(m_search),
                          static_cast<QWidget *>(m_timeBar), static_cast<QWidget *>(m_noteBar),
                          static_cast<QWidget *>(m_store), static_cast<QWidget *>(m_filtered)})
        lines->addWidget(part);
    lines->addWidget(m_view, 1);
    setFocusProxy(m_view);
    for (LineBar *bar : {m_timeBar, m_noteBar})
        connect(bar, &LineBar::closed, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_search, &SearchBar::closed, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_timeBar, &LineBar::entered, this, &BytesPanel::goTo);
    connect(m_noteBar, &LineBar::entered, this, &BytesPanel::writeNote);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, m_store, &StoreBar::look,
            Qt::QueuedConnection);
    connect(document, &SessionDocument::cleared, this, &BytesPanel::clearFilter);
}

const BytesOptions &BytesPanel::options() const
{
    return m_model->options();
}

void BytesPanel::setOptions(const BytesOptions &options)
{
    m_model->setOptions(options);
    showOptions();
}

void BytesPanel::find()
{
    m_search->open();
}

void BytesPanel::nextHit()
{
    m_search->next();
}

void BytesPanel::previousHit()
{
    m_search->previous();
}

void BytesPanel::fold()
{
    m_model->setAllFolded(true);
}

void BytesPanel::unfold()
{
    m_model->setAllFolded(false);
}

Instant BytesPanel::momentHere() const
{
    const QModelIndex current = m_view->currentIndex();
    const int top = m_view->verticalScrollBar()->value();
    const int row = current.isValid() ? current.row() : top;
    if (m_model->rowCount() == 0)
        return m_document->end();
    return m_model->timeOf(std::clamp(row, 0, m_model->rowCount() - 1));
}

void BytesPanel::askTime()
{
    m_timeBar->ask({});
}

void BytesPanel::goTo(const QString &text)
{
    const std::optional<Instant> at =
        timetext::timeFrom(text, momentHere(), m_document->trace().anchor());
    if (!at) {
        m_timeBar->showTrouble(texts::timeErrorText(text));
        return;
    }
    m_timeBar->close();
    m_view->goToRow(m_model->rowAt(*at));
}

void BytesPanel::bookmark()
{
    m_notes->addBookmark(momentHere());
}

void BytesPanel::askNote()
{
    m_noteMoment = momentHere();
    m_noteBar->ask({});
}

void BytesPanel::writeNote(const QString &text)
{
    m_noteBar->close();
    m_notes->add(m_noteMoment, text);
    Q_EMIT notesWanted();
}

void BytesPanel::showNote(qsizetype index)
{
    const NoteItem &note = m_notes->notes().at(index);
    if (note.isRow || note.character < 0)
        m_view->goToRow(m_model->rowAt(note.at));
    else
        m_view->goToRow(m_model->rowOfCharacter(note.character));
}

void BytesPanel::goToNote(int step)
{
    const QList<NoteItem> &notes = m_notes->notes();
    if (notes.isEmpty())
        return;
    const Instant here = momentHere();
    qsizetype index = step > 0 ? 0 : notes.size() - 1;
    while (index >= 0 && index < notes.size()
           && (step > 0 ? notes.at(index).at <= here : notes.at(index).at >= here))
        index += step;
    showNote((index + notes.size()) % notes.size());
}

bool BytesPanel::event(QEvent *event)
{
    // Esc closes what is open here before it stops a session.
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (!isOverride && event->type() != QEvent::KeyPress)
        return QWidget::event(event);
    auto *key = static_cast<QKeyEvent *>(event);
    const bool isOpen = !m_search->isHidden() || !m_timeBar->isHidden() || !m_noteBar->isHidden();
    if (key->key() != Qt::Key_Escape || !isOpen)
        return QWidget::event(event);
    key->accept();
    if (isOverride)
        return true;
    if (!m_timeBar->isHidden())
        m_timeBar->close();
    else if (!m_noteBar->isHidden())
        m_noteBar->close();
    else
        m_search->close();
    return true;
}

} // namespace optoscope
