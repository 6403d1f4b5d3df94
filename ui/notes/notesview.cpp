// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notes/notesview.h"

#include "ui/notes/notebook.h"
#include "ui/notes/notesmodel.h"
#include "ui/palette/placeholder.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>

namespace optoscope {

NotesView::NotesView(NoteBook *book, QWidget *parent)
    : QTableView(parent)
    , m_book(book)
{
    setObjectName(QStringLiteral("notesView"));
    setAccessibleName(tr("Notes"));
    setFrameShape(QFrame::NoFrame);
    setModel(new NotesModel(book, this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(EditKeyPressed | DoubleClicked);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setTabKeyNavigation(false);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 5 / 4);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->resizeSection(NotesModel::Time, fontMetrics().horizontalAdvance(u'0') * 18);
    connect(this, &QTableView::clicked, this,
            [this](const QModelIndex &index) { Q_EMIT chosen(index.row()); });
    makeActions();
}

void NotesView::makeActions()
{
    const auto add = [this](const QString &text, const QKeySequence &keys, auto act) {
        auto *action = new QAction(text, this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, act] {
            if (currentIndex().isValid())
                act(currentIndex().row());
        });
        addAction(action);
        m_actions.append(action);
    };
    add(tr("Show its bytes"), Qt::Key_Return, [this](int row) { Q_EMIT chosen(row); });
    add(tr("Copy"), QKeySequence::Copy,
        [this](int row) { QGuiApplication::clipboard()->setText(m_book->notes().at(row).text); });
    add(tr("Change"), Qt::Key_F2, [this](int row) { edit(model()->index(row, NotesModel::Text)); });
    add(tr("Remove"), QKeySequence::Delete, [this](int row) { m_book->remove(row); });
}

void NotesView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (hasFocus() && current.isValid() && current.row() != previous.row())
        Q_EMIT chosen(current.row());
}

void NotesView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!currentIndex().isValid())
        return;
    QMenu menu(this);
    menu.addActions(m_actions);
    menu.exec(event->globalPos());
}

void NotesView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (model()->rowCount() == 0)
        paintPlaceholder(viewport(),
                         tr("No notes yet. Ctrl+B marks a row of the bytes, Ctrl+Shift+B writes a "
                            "note about it."));
}

} // namespace optoscope
