// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/rowsview.h"

#include "ui/palette/quietscrollbar.h"

#include <QPaintEvent>
#include <QPainter>

#include <algorithm>

namespace optoscope {

RowsView::RowsView(QWidget *parent)
    : QAbstractItemView(parent)
{
    setVerticalScrollBar(new QuietScrollBar(Qt::Vertical));
    setVerticalScrollMode(ScrollPerItem);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
}

void RowsView::setRowSize(QSize size)
{
    m_rowHeight = std::max(1, size.height());
    m_contentWidth = size.width();
    updateGeometries();
    viewport()->update();
}

void RowsView::setModel(QAbstractItemModel *newModel)
{
    if (model())
        disconnect(model(), &QAbstractItemModel::rowsRemoved, this, nullptr);
    QAbstractItemView::setModel(newModel);
    connect(newModel, &QAbstractItemModel::rowsRemoved, this, [this] {
        updateGeometries();
        viewport()->update();
    });
}

void RowsView::reset()
{
    QAbstractItemView::reset();
    updateGeometries();
    viewport()->update();
}

int RowsView::rowCount() const
{
    return model() ? model()->rowCount(rootIndex()) : 0;
}

QModelIndex RowsView::rowIndex(int row) const
{
    return rowCount() == 0 ? QModelIndex()
                           : model()->index(std::clamp(row, 0, rowCount() - 1), 0, rootIndex());
}

int RowsView::pageRows() const
{
    return std::max(1, viewport()->height() / m_rowHeight);
}

QRect RowsView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    // A row far away is as good as any that is out of sight, and its position fits into an int.
    const int away = std::clamp(index.row() - verticalScrollBar()->value(), -10000, 10000);
    return {-horizontalOffset(), away * m_rowHeight, std::max(m_contentWidth, viewport()->width()),
            m_rowHeight};
}

void RowsView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const int top = verticalScrollBar()->value();
    const int page = pageRows();
    int wanted = std::clamp(top, index.row() - page + 1, index.row());
    switch (hint) {
    case PositionAtTop: wanted = index.row(); break;
    case PositionAtBottom: wanted = index.row() - page + 1; break;
    case PositionAtCenter: wanted = index.row() - page / 2; break;
    case EnsureVisible: break;
    }
    verticalScrollBar()->setValue(wanted);
}

QModelIndex RowsView::indexAt(const QPoint &point) const
{
    if (point.y() < 0)
        return {};
    const int row = verticalScrollBar()->value() + point.y() / m_rowHeight;
    return row < rowCount() ? rowIndex(row) : QModelIndex();
}

void RowsView::keyboardSearch(const QString &)
{
    // Rows begin with times: nobody types them, and a search would go through all of them.
}

int RowsView::startRow() const
{
    return currentIndex().isValid() ? currentIndex().row() : 0;
}

QModelIndex RowsView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int row = startRow();
    switch (action) {
    case MoveUp:
    case MovePrevious: return rowIndex(row - 1);
    case MoveDown:
    case MoveNext: return rowIndex(row + 1);
    case MoveHome: return rowIndex(0);
    case MoveEnd: return rowIndex(rowCount() - 1);
    case MovePageUp: return rowIndex(row - pageRows());
    case MovePageDown: return rowIndex(row + pageRows());
    case MoveLeft:
        horizontalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
        break;
    case MoveRight:
        horizontalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd);
        break;
    }
    return currentIndex();
}

int RowsView::horizontalOffset() const
{
    return horizontalScrollBar()->value();
}

int RowsView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

bool RowsView::isIndexHidden(const QModelIndex &) const
{
    return false;
}

void RowsView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QRect area = rect.normalized();
    const int top = verticalScrollBar()->value();
    const auto rowAt = [this, top](int y) { return top + (y < 0 ? -1 : y / m_rowHeight); };
    const QModelIndex first = rowIndex(rowAt(area.top()));
    const QModelIndex last = rowIndex(rowAt(area.bottom()));
    if (first.isValid() && last.isValid())
        selectionModel()->select(QItemSelection(first, last), command);
}

QRegion RowsView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection)
        region += visualRect(range.topLeft()).united(visualRect(range.bottomRight()));
    return region;
}

void RowsView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int top = verticalScrollBar()->value();
    const int first = top + event->rect().top() / m_rowHeight;
    const int last = std::min(top + event->rect().bottom() / m_rowHeight, rowCount() - 1);
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = rowIndex(row);
        option.rect = visualRect(index);
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        itemDelegate()->paint(&painter, option, index);
    }
}

void RowsView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
}

void RowsView::updateGeometries()
{
    verticalScrollBar()->setPageStep(pageRows());
    verticalScrollBar()->setRange(0, std::max(0, rowCount() - pageRows()));
    horizontalScrollBar()->setSingleStep(m_rowHeight);
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, m_contentWidth - viewport()->width()));
    QAbstractItemView::updateGeometries();
}

void RowsView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    updateGeometries();
    if (start <= verticalScrollBar()->value() + pageRows())
        viewport()->update();
    QAbstractItemView::rowsInserted(parent, start, end);
}

void RowsView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                           const QList<int> &roles)
{
    // Qt would go through all of them, of which there may be millions.
    const int top = verticalScrollBar()->value();
    const int first = std::max(topLeft.row(), top);
    const int last = std::min(bottomRight.row(), top + pageRows());
    if (first <= last)
        QAbstractItemView::dataChanged(rowIndex(first), rowIndex(last), roles);
}

} // namespace optoscope
