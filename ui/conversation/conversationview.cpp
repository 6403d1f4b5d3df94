// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation/conversationview.h"

#include "ui/conversation/conversationdelegate.h"
#include "ui/conversation/conversationmodel.h"
#include "ui/palette/icons.h"
#include "ui/palette/placeholder.h"
#include "ui/session/selectionhub.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>

namespace optoscope {

ConversationView::ConversationView(ConversationModel *model, SelectionHub *hub, QWidget *parent)
    : QListView(parent)
    , m_model(model)
    , m_hub(hub)
    , m_copy(new QAction(themedIcon(QStringLiteral("copy")), tr("Copy"), this))
{
    setObjectName(QStringLiteral("conversationView"));
    setAccessibleName(tr("Conversation"));
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new ConversationDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setModel(model);
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    addAction(m_copy);
    connect(m_copy, &QAction::triggered, this, [this] {
        if (selectionModel()->hasSelection())
            QGuiApplication::clipboard()->setText(selectedText());
    });
    connect(hub, &SelectionHub::changed, this, &ConversationView::showHub);
}

QString ConversationView::selectedText() const
{
    return currentIndex().data().toString();
}

void ConversationView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                                   const QList<int> &roles)
{
    // A list places all its rows anew then; a message that grows seldom gets higher.
    for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
        const QModelIndex index = m_model->index(row);
        if (visualRect(index).height() != sizeHintForIndex(index).height()) {
            QListView::dataChanged(topLeft, bottomRight, roles);
            return;
        }
    }
    // NOLINTNEXTLINE(bugprone-parent-virtual-call): what the list adds is what is to be left out
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
}

void ConversationView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!m_showing && current.isValid())
        m_hub->select(m_model->range(current.row()));
}

void ConversationView::showHub()
{
    const int row = m_hub->isEmpty() ? -1 : m_model->rowOfCharacter(m_hub->range().first);
    m_showing = true;
    if (row < 0)
        clearSelection();
    else if (row != currentIndex().row())
        setCurrentIndex(m_model->index(row));
    m_showing = false;
}

void ConversationView::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (m_model->rowCount() == 0)
        paintPlaceholder(viewport(), tr("No message yet."));
}

void ConversationView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!selectionModel()->hasSelection())
        return;
    QMenu menu(this);
    menu.addAction(m_copy);
    menu.exec(event->globalPos());
}

} // namespace optoscope
