// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace optoscope {

class ConversationModel;
class SelectionHub;

/// Who said what when. Selecting a message selects its bytes everywhere.
class ConversationView final : public QListView
{
    Q_OBJECT
public:
    ConversationView(ConversationModel *model, SelectionHub *hub, QWidget *parent = nullptr);

    QString selectedText() const;

protected:
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void showHub();

    ConversationModel *m_model;
    SelectionHub *m_hub;
    QAction *m_copy;
    bool m_showing = false; ///< The current row changes because the hub said so.
};

} // namespace optoscope
