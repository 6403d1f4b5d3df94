// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/obistable.h"

#include <QAbstractTableModel>

namespace optoscope {

class DataSets;
class SessionDocument;

/// The registers of the read-out in the order in which the meter sent them.
class ReadoutModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Address, Name, Value, Unit, ColumnCount };

    ReadoutModel(const SessionDocument *document, const ObisTable &names,
                 QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const DataSets &dataSets() const;
    QString text(int row, int column) const;
    QString name(int row) const;
    QString toolTip(int row, int column) const;
    void update();

    const SessionDocument *m_document;
    ObisTable m_names;
    int m_shown = 0;
};

} // namespace optoscope
