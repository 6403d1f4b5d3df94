// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace optoscope {

class NoteBook;

/// The notes and bookmarks: going to one shows its bytes, F2 changes it, Del removes it.
class NotesView final : public QTableView
{
    Q_OBJECT
public:
    explicit NotesView(NoteBook *book, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Note \a index is wanted in sight.
    void chosen(qsizetype index);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void makeActions();

    NoteBook *m_book;
    QList<QAction *> m_actions;
};

} // namespace optoscope
