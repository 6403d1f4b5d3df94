// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/findingsview.h"

#include "ui/findings/findingsdelegate.h"
#include "ui/findings/findingsmodel.h"
#include "ui/palette/icons.h"
#include "ui/palette/placeholder.h"
#include "ui/session/selectionhub.h"
#include "ui/session/sessiondocument.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>

namespace optoscope {

FindingsView::FindingsView(FindingsModel *model, const SessionDocument *document, SelectionHub *hub,
                           QWidget *parent)
    : QListView(parent)
    , m_model(model)
    , m_document(document)
    , m_hub(hub)
    , m_copy(new QAction(themedIcon(QStringLiteral("copy")), tr("Copy"), this))
{
    setObjectName(QStringLiteral("findingsView"));
    setAccessibleName(tr("Findings"));
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new FindingsDelegate(this));
    setResizeMode(Adjust);
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
    connect(hub, &SelectionHub::changed, this, &FindingsView::showHub);
    connect(document, &SessionDocument::stateChanged, viewport(), qOverload<>(&QWidget::update));
}

QString FindingsView::selectedText() const
{
    return currentIndex().data().toString();
}

void FindingsView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (m_showing || !current.isValid())
        return;
    const qint64 offset = m_model->finding(current.row()).offset;
    if (offset >= 0)
        m_hub->select({offset, 1});
}

void FindingsView::showHub()
{
    const int row = m_hub->isEmpty() ? -1 : m_model->rowOfCharacter(m_hub->range().first);
    const Finding current =
        currentIndex().isValid() ? m_model->finding(currentIndex().row()) : Finding();
    if (row >= 0 && current.offset == m_hub->range().first)
        return; // Several findings can be about one character.
    m_showing = true;
    if (row < 0)
        clearSelection();
    else
        setCurrentIndex(m_model->index(row));
    m_showing = false;
}

QString FindingsView::emptyText() const
{
    switch (m_document->state()) {
    case SessionDocument::State::Empty:
    case SessionDocument::State::Reading: return tr("No findings so far.");
    case SessionDocument::State::Failed:
        return tr("Nothing was read, so there is nothing to judge.");
    case SessionDocument::State::Finished: break;
    }
    return tr("No findings: everything was as the standard asks.");
}

void FindingsView::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (m_model->rowCount() == 0)
        paintPlaceholder(viewport(), emptyText());
}

void FindingsView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!selectionModel()->hasSelection())
        return;
    QMenu menu(this);
    menu.addAction(m_copy);
    menu.exec(event->globalPos());
}

} // namespace optoscope
