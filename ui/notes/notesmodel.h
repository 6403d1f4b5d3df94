// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace optoscope {

class NoteBook;

/// The notes, one a row: when, and the text, which can be edited.
class NotesModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Text, ColumnCount };

    explicit NotesModel(NoteBook *book, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void update();

    NoteBook *m_book;
    int m_shown = 0;
};

} // namespace optoscope
