// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>

namespace optoscope {

/// A list of rows of one height. Unlike Qt's views it keeps nothing for a row, so that millions of
/// rows cost no memory and appending costs no time.
class RowsView : public QAbstractItemView
{
    Q_OBJECT
public:
    explicit RowsView(QWidget *parent = nullptr);

    int rowHeight() const { return m_rowHeight; }
    /// Sizes in pixels; a row wider than the window can be scrolled.
    void setRowSize(QSize size);

    void setModel(QAbstractItemModel *newModel) override;
    void reset() override;
    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    void keyboardSearch(const QString &search) override;

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void updateGeometries() override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override;
    /// The row that keys start from.
    virtual int startRow() const;
    int pageRows() const;
    int rowCount() const;
    /// Row \a row, or the first or last one if there are not so many.
    QModelIndex rowIndex(int row) const;

private:
    int m_rowHeight = 16;
    int m_contentWidth = 0;
};

} // namespace optoscope
