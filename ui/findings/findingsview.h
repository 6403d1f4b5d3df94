// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace optoscope {

class FindingsModel;
class SelectionHub;
class SessionDocument;

/// The findings in plain words. Selecting one selects what it is about.
class FindingsView final : public QListView
{
    Q_OBJECT
public:
    FindingsView(FindingsModel *model, const SessionDocument *document, SelectionHub *hub,
                 QWidget *parent = nullptr);

    QString selectedText() const;

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void showHub();
    QString emptyText() const;

    FindingsModel *m_model;
    const SessionDocument *m_document;
    SelectionHub *m_hub;
    QAction *m_copy;
    bool m_showing = false; ///< The current row changes because the hub said so.
};

} // namespace optoscope
