// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/readout/readoutmodel.h"

#include "ui/session/sessiondocument.h"

#include <QFontDatabase>

namespace optoscope {
namespace {

Qt::Alignment alignmentOf(int column)
{
    return Qt::AlignVCenter | (column == ReadoutModel::Value ? Qt::AlignRight : Qt::AlignLeft);
}

} // namespace

ReadoutModel::ReadoutModel(const SessionDocument *document, const ObisTable &names, QObject *parent)
    : QAbstractTableModel(parent)
    , m_document(document)
    , m_names(names)
{
    connect(document, &SessionDocument::cleared, this, &ReadoutModel::update);
    connect(document, &SessionDocument::appended, this, &ReadoutModel::update);
    update();
}

const DataSets &ReadoutModel::dataSets() const
{
    return m_document->registers();
}

int ReadoutModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_shown;
}

int ReadoutModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant ReadoutModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole: return text(index.row(), index.column());
    case Qt::ToolTipRole: return toolTip(index.row(), index.column());
    case Qt::FontRole:
        if (index.column() == Address || index.column() == Value)
            return QFontDatabase::systemFont(QFontDatabase::FixedFont);
        return {};
    case Qt::TextAlignmentRole: return QVariant::fromValue(alignmentOf(index.column()));
    default: return {};
    }
}

QString ReadoutModel::text(int row, int column) const
{
    const DataSets &sets = dataSets();
    switch (column) {
    case Address: return QString::fromLatin1(sets.address(row));
    case Name: return name(row);
    case Value: return QString::fromLatin1(sets.value(row));
    case Unit: return QString::fromLatin1(sets.unit(row));
    default: return {};
    }
}

QString ReadoutModel::name(int row) const
{
    const auto found = m_names.find(dataSets().address(row));
    if (!found)
        return {};
    QString name = found->name;
    if (found->channel)
        name = tr("%1, channel %2").arg(name).arg(*found->channel);
    if (found->billingPeriod)
        name = tr("%1, billing period %2").arg(name).arg(*found->billingPeriod);
    return name;
}

QString ReadoutModel::toolTip(int row, int column) const
{
    if (column == Address && dataSets().address(row).isEmpty())
        return tr("A further value of the address above");
    return text(row, column);
}

QVariant ReadoutModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(section));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Address: return tr("Address");
    case Name: return tr("Name");
    case Value: return tr("Value");
    case Unit: return tr("Unit");
    default: return {};
    }
}

void ReadoutModel::update()
{
    const auto count = static_cast<int>(dataSets().count());
    if (count < m_shown) {
        beginResetModel();
        m_shown = count;
        endResetModel();
        return;
    }
    // What was known of the last register may have been half of it.
    if (m_shown > 0)
        Q_EMIT dataChanged(index(m_shown - 1, 0), index(m_shown - 1, ColumnCount - 1));
    if (count == m_shown)
        return;
    beginInsertRows({}, m_shown, count - 1);
    m_shown = count;
    endInsertRows();
}

} // namespace optoscope
