// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/bytesview.h"

#include "ui/bytes/bytesdelegate.h"
#include "ui/bytes/bytesheader.h"
#include "ui/bytes/bytesmodel.h"
#include "ui/bytes/overviewstrip.h"
#include "ui/palette/placeholder.h"
#include "ui/search/tracefinder.h"
#include "ui/session/selectionhub.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace optoscope {

BytesView::BytesView(BytesModel *model, const SessionDocument *document, SelectionHub *hub,
                     QWidget *parent)
    : RowsView(parent)
    , m_model(model)
    , m_hub(hub)
    , m_delegate(new BytesDelegate(hub, this))
    , m_header(new BytesHeader(this))
    , m_strip(new OverviewStrip(model, document, this))
{
    setObjectName(QStringLiteral("bytesView"));
    setAccessibleName(tr("Bytes"));
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(m_delegate);
    setModel(model);
    makeActions();
    applyLayout();
    watchModel();
    connect(hub, &SelectionHub::changed, this, &BytesView::showHub);
    connect(m_strip, &OverviewStrip::rowChosen, this, &BytesView::goToRow);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this,
            &BytesView::adoptScrollPosition);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this,
            [this](int value) { m_header->setLayout(m_layout, m_model->options().time, value); });
}

void BytesView::watchModel()
{
    connect(m_model, &BytesModel::modelAboutToBeReset, this, &BytesView::keepPlace);
    connect(m_model, &BytesModel::modelReset, this, &BytesView::returnToPlace);
    connect(m_model, &BytesModel::grown, this, &BytesView::countMissed);
}

void BytesView::setFinder(TraceFinder *finder)
{
    m_delegate->setFinder(finder);
    m_strip->setFinder(finder);
    connect(finder, &TraceFinder::changed, viewport(), qOverload<>(&QWidget::update));
    connect(finder, &TraceFinder::arrived, this, &BytesView::showHit);
}

void BytesView::setNotes(const NoteBook *notes)
{
    m_strip->setNotes(notes);
}

void BytesView::applyLayout()
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(parentWidget() ? parentWidget()->font().pointSizeF() : font().pointSizeF());
    setFont(fixed);
    const BytesOptions &options = m_model->options();
    const QFontMetrics metrics(fixed);
    m_secondDigits = secondDigits();
    m_layout =
        BytesLayout(metrics.horizontalAdvance(u'0'), metrics.height(), options, m_secondDigits);
    m_delegate->setLayout(m_layout, fixed, options.reads);
    setRowSize({m_layout.width(), m_layout.rowHeight});
    setViewportMargins(0, m_layout.rowHeight + 2, m_strip->sizeHint().width(), 0);
    m_header->setLayout(m_layout, options.time, horizontalScrollBar()->value());
    placeParts();
}

int BytesView::secondDigits() const
{
    if (m_model->rowCount() == 0)
        return BytesLayout::leastSecondDigits;
    const auto last = m_model->timeOf(m_model->rowCount() - 1).time_since_epoch();
    const qint64 seconds = std::chrono::floor<std::chrono::seconds>(last).count();
    return std::max<int>(BytesLayout::leastSecondDigits,
                         static_cast<int>(QString::number(seconds).size()));
}

void BytesView::placeParts()
{
    const QRect inside = viewport()->geometry();
    m_header->setGeometry(0, 0, width(), m_layout.rowHeight + 2);
    m_strip->setGeometry(inside.right() + 1, inside.top(), m_strip->sizeHint().width(),
                         inside.height());
}

void BytesView::keepPlace()
{
    m_keptCurrent = currentIndex().isValid();
    m_keptCharacter = m_model->rowCount() > 0 ? characterHere() : -1;
}

void BytesView::returnToPlace()
{
    applyLayout();
    // Another session is followed, whatever was looked at in the last one.
    if (m_model->traceRows().count() == 0)
        m_follow->setChecked(true);
    countMissed(0);
    if (m_follow->isChecked()) {
        scrollToBottom();
        return;
    }
    const qsizetype row = m_keptCharacter < 0 ? -1 : m_model->rowOfCharacter(m_keptCharacter);
    if (row < 0)
        return;
    const QModelIndex index = m_model->index(static_cast<int>(row));
    m_showing = true;
    if (m_keptCurrent)
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    m_showing = false;
    scrollTo(index, m_keptCurrent ? PositionAtCenter : PositionAtTop);
}

qint64 BytesView::characterHere() const
{
    const int row = currentIndex().isValid() ? currentIndex().row() : verticalScrollBar()->value();
    if (m_model->rowCount() == 0)
        return 0;
    const CharacterRange range = m_model->range(std::clamp(row, 0, m_model->rowCount() - 1));
    if (!m_hub->isEmpty() && (range.count == 0 || m_hub->range().first >= range.first)
        && m_hub->range().first < range.first + range.count)
        return m_hub->range().first;
    return range.first;
}

void BytesView::goToRow(qsizetype row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    m_follow->setChecked(false);
    const QModelIndex index = m_model->index(static_cast<int>(row));
    setCurrentIndex(index);
    scrollTo(index, PositionAtCenter);
}

void BytesView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    RowsView::currentChanged(current, previous);
    // Qt knows no rows of a view that is neither list nor table: the current one is read out so.
    setAccessibleDescription(current.data().toString());
    // Who looks at a row does not want to lose it; who is at the end wants to stay there.
    if (!m_showing && current.isValid())
        m_follow->setChecked(current.row() == m_model->rowCount() - 1);
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
    const QRect place = visualRect(index);
    scrollTo(index, viewport()->rect().contains(place.center()) ? EnsureVisible : PositionAtCenter);
    m_showing = false;
}

void BytesView::showHit(CharacterRange hit)
{
    const qsizetype row = m_model->rowOfCharacter(hit.first);
    if (m_model->isFolded(row))
        m_model->setFolded(row, false);
    m_hub->select(hit);
}

int BytesView::startRow() const
{
    // Who follows looks at the end, wherever he was before.
    if (m_follow->isChecked())
        return m_model->rowCount() - 1;
    return currentIndex().isValid() ? currentIndex().row() : verticalScrollBar()->value();
}

void BytesView::focusInEvent(QFocusEvent *event)
{
    // Qt makes some row the current one then, which nobody has chosen.
    m_showing = true;
    RowsView::focusInEvent(event);
    m_showing = false;
}

QModelIndex BytesView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (action == MoveLeft)
        return foldOrLeave();
    if (action == MoveRight)
        return unfoldOrEnter();
    return RowsView::moveCursor(action, modifiers);
}

QModelIndex BytesView::foldOrLeave()
{
    const int row = currentIndex().isValid() ? currentIndex().row() : -1;
    const qsizetype head = m_model->headOf(row);
    if (horizontalScrollBar()->value() > 0 || head < 0)
        return RowsView::moveCursor(MoveLeft, {});
    if (head == row)
        m_model->setFolded(head, true);
    return m_model->index(static_cast<int>(head));
}

QModelIndex BytesView::unfoldOrEnter()
{
    const int row = currentIndex().isValid() ? currentIndex().row() : -1;
    if (!m_model->isHead(row))
        return RowsView::moveCursor(MoveRight, {});
    if (!m_model->isFolded(row))
        return rowIndex(row + 1);
    m_model->setFolded(row, false);
    return currentIndex();
}

bool BytesView::toggleAt(const QPoint &point, bool anywhere)
{
    const QModelIndex index = indexAt(point);
    const int x = point.x() + horizontalOffset();
    if (!index.isValid() || !m_model->isHead(index.row())
        || (!anywhere
            && (x < m_layout.directionLeft - m_layout.characterWidth
                || x > m_layout.directionLeft + m_layout.directionWidth)))
        return false;
    m_model->setFolded(index.row(), !m_model->isFolded(index.row()));
    return true;
}

void BytesView::mousePressEvent(QMouseEvent *event)
{
    const bool isLeft = event->button() == Qt::LeftButton;
    if (!isLeft || !toggleAt(event->position().toPoint(), false))
        RowsView::mousePressEvent(event);
}

void BytesView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !toggleAt(event->position().toPoint(), true))
        RowsView::mouseDoubleClickEvent(event);
}

void BytesView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    RowsView::rowsInserted(parent, start, end);
    if (secondDigits() > m_secondDigits)
        applyLayout();
    if (m_follow->isChecked())
        scrollToBottom();
}

void BytesView::countMissed(int rows)
{
    m_missed = m_follow->isChecked() ? 0 : m_missed + rows;
    m_follow->setIconText(m_missed == 0 ? tr("Follow") : tr("Follow (%1 new rows)").arg(m_missed));
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
    if (m_model->rowCount() > 0)
        return;
    paintPlaceholder(viewport(),
                     m_model->filter().isEverything() ? tr("Nothing has been sent or received yet.")
                                                      : tr("Nothing passes the filter."));
}

void BytesView::changeEvent(QEvent *event)
{
    RowsView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_header->update();
        m_strip->update();
    }
}

void BytesView::resizeEvent(QResizeEvent *event)
{
    RowsView::resizeEvent(event);
    placeParts();
    if (m_follow->isChecked())
        scrollToBottom();
}

void BytesView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    if (selectionModel()->hasSelection() || selectedCharacters().count > 0)
        menu.addAction(m_copy);
    if (selectedCharacters().count > 0)
        menu.addActions(m_copyAs);
    if (m_model->rowCount() > 0) {
        menu.addSeparator();
        menu.addActions(m_menuActions);
        menu.addAction(m_follow);
    }
    if (!menu.isEmpty())
        menu.exec(event->globalPos());
}

} // namespace optoscope
