// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/bytesview.h"

#include "ui/bytes/bytesdelegate.h"
#include "ui/bytes/bytesheader.h"
#include "ui/bytes/bytesmodel.h"
#include "ui/palette/icons.h"
#include "ui/palette/placeholder.h"
#include "ui/session/selectionhub.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

namespace optoscope {

BytesView::BytesView(BytesModel *model, SelectionHub *hub, QWidget *parent)
    : RowsView(parent)
    , m_model(model)
    , m_hub(hub)
    , m_delegate(new BytesDelegate(hub, this))
{
    setObjectName(QStringLiteral("bytesView"));
    setAccessibleName(tr("Bytes"));
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(m_delegate);
    setModel(model);
    makeActions();
    m_header = new BytesHeader(m_follow, this);
    applyFont();
    connect(hub, &SelectionHub::changed, this, &BytesView::showHub);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this,
            &BytesView::adoptScrollPosition);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this,
            [this](int value) { m_header->setLayout(m_layout, value); });
}

void BytesView::makeActions()
{
    m_follow = new QAction(themedIcon(QStringLiteral("follow")), tr("Follow"), this);
    m_follow->setToolTip(tr("Keep the newest bytes in sight (Space)"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setShortcut(Qt::Key_Space);
    m_follow->setShortcutContext(Qt::WidgetShortcut);
    connect(m_follow, &QAction::toggled, this, [this](bool on) {
        if (on)
            scrollToBottom();
    });
    m_copy = new QAction(themedIcon(QStringLiteral("copy")), tr("Copy"), this);
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    connect(m_copy, &QAction::triggered, this, &BytesView::copy);
    addActions({m_follow, m_copy});
}

void BytesView::applyFont()
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(parentWidget() ? parentWidget()->font().pointSizeF() : font().pointSizeF());
    setFont(fixed);
    const QFontMetrics metrics(fixed);
    m_layout = BytesLayout(metrics.horizontalAdvance(u'0'), metrics.height());
    m_delegate->setLayout(m_layout);
    setRowSize({m_layout.width(), m_layout.rowHeight});
    const int header = std::max(m_layout.rowHeight, m_header->sizeHint().height());
    setViewportMargins(0, header, 0, 0);
    m_header->setLayout(m_layout, horizontalScrollBar()->value());
    m_header->setGeometry(0, 0, width(), header);
}

QString BytesView::selectedText() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &row : rows)
        lines.append(row.data().toString());
    return lines.join(u'\n');
}

void BytesView::copy() const
{
    if (selectionModel()->hasSelection())
        QGuiApplication::clipboard()->setText(selectedText());
}

void BytesView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    RowsView::currentChanged(current, previous);
    // Qt knows no rows of a view that is neither list nor table: the current one is read out so.
    setAccessibleDescription(current.data().toString());
}

void BytesView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    RowsView::selectionChanged(selected, deselected);
    viewport()->update();
    if (m_showing || !selectionModel()->hasSelection())
        return;
    qint64 first = std::numeric_limits<qint64>::max();
    qint64 end = 0;
    for (const QItemSelectionRange &part : selectionModel()->selection()) {
        for (int row : {part.top(), part.bottom()}) {
            const CharacterRange range = m_model->range(row);
            if (range.count == 0)
                continue;
            first = std::min(first, range.first);
            end = std::max(end, range.first + range.count);
        }
    }
    if (end <= first)
        return;
    m_selecting = true;
    m_hub->select({first, end - first});
    m_selecting = false;
}

void BytesView::showHub()
{
    viewport()->update();
    if (m_selecting)
        return;
    const qsizetype row = m_model->rowOfCharacter(m_hub->range().first);
    if (m_hub->isEmpty() || row < 0)
        return;
    m_showing = true;
    m_follow->setChecked(false);
    selectionModel()->clearSelection();
    const QModelIndex index = m_model->index(static_cast<int>(row));
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    scrollTo(index, PositionAtCenter);
    m_showing = false;
}

void BytesView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    RowsView::rowsInserted(parent, start, end);
    if (m_follow->isChecked())
        scrollToBottom();
}

void BytesView::adoptScrollPosition()
{
    // The bar says that it is moved before its value is the new one.
    const QScrollBar *bar = verticalScrollBar();
    m_follow->setChecked(bar->sliderPosition() == bar->maximum());
}

void BytesView::wheelEvent(QWheelEvent *event)
{
    RowsView::wheelEvent(event);
    adoptScrollPosition();
}

void BytesView::paintEvent(QPaintEvent *event)
{
    RowsView::paintEvent(event);
    if (m_model->rowCount() == 0)
        paintPlaceholder(viewport(), tr("Nothing has been sent or received yet."));
}

void BytesView::changeEvent(QEvent *event)
{
    RowsView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_header->update();
}

void BytesView::resizeEvent(QResizeEvent *event)
{
    RowsView::resizeEvent(event);
    m_header->setGeometry(0, 0, width(), m_header->height());
    if (m_follow->isChecked())
        scrollToBottom();
}

void BytesView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    if (selectionModel()->hasSelection())
        menu.addAction(m_copy);
    if (m_model->rowCount() > 0)
        menu.addAction(m_follow);
    if (!menu.isEmpty())
        menu.exec(event->globalPos());
}

} // namespace optoscope
