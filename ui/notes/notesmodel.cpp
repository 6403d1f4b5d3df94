// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notes/notesmodel.h"

#include "ui/notes/notebook.h"
#include "ui/session/numbertext.h"

#include <QFontDatabase>

namespace optoscope {

NotesModel::NotesModel(NoteBook *book, QObject *parent)
    : QAbstractTableModel(parent)
    , m_book(book)
{
    connect(book, &NoteBook::changed, this, &NotesModel::update);
    update();
}

int NotesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_shown;
}

int NotesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant NotesModel::data(const QModelIndex &index, int role) const
{
    // The book is ahead of the rows while they are removed.
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.row() >= m_book->notes().size())
        return {};
    const NoteItem &note = m_book->notes().at(index.row());
    const bool isTime = index.column() == Time;
    switch (role) {
    case Qt::DisplayRole: return isTime ? numbertext::preciseSeconds(note.at) : note.text;
    case Qt::EditRole:
    case Qt::ToolTipRole: return note.text;
    case Qt::FontRole:
        return isTime ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont)) : QVariant();
    default: return {};
    }
}

bool NotesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || index.column() != Text || index.row() >= m_book->notes().size())
        return false;
    m_book->change(index.row(), value.toString());
    return true;
}

Qt::ItemFlags NotesModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Text ? usual | Qt::ItemIsEditable : usual;
}

QVariant NotesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Time ? tr("Time") : tr("Note");
}

void NotesModel::update()
{
    beginResetModel();
    m_shown = static_cast<int>(m_book->notes().size());
    endResetModel();
}

} // namespace optoscope
