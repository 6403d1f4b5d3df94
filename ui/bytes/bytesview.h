// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/byteslayout.h"
#include "ui/bytes/rowsview.h"

namespace optoscope {

class BytesDelegate;
class BytesHeader;
class BytesModel;
class SelectionHub;

/// The bytes as they came: times, direction, digits and text, following what arrives until the
/// person looks back.
class BytesView final : public RowsView
{
    Q_OBJECT
public:
    BytesView(BytesModel *model, SelectionHub *hub, QWidget *parent = nullptr);

    /// Keeps the last row in sight while rows arrive.
    QAction *followAction() const { return m_follow; }
    QAction *copyAction() const { return m_copy; }
    /// The selected rows as they are copied, one line each.
    QString selectedText() const;

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void applyFont();
    void makeActions();
    void showHub();
    void adoptScrollPosition();
    void copy() const;

    BytesModel *m_model;
    SelectionHub *m_hub;
    BytesDelegate *m_delegate;
    BytesHeader *m_header = nullptr;
    QAction *m_follow = nullptr;
    QAction *m_copy = nullptr;
    BytesLayout m_layout;
    bool m_selecting = false; ///< The hub is told what was selected here.
    bool m_showing = false; ///< The selection changes because the hub said so.
};

} // namespace optoscope
