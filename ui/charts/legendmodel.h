// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartdata.h"
#include "ui/charts/chartpainter.h"

#include <QAbstractTableModel>

namespace optoscope {

/// All lines of a chart: which are shown, how they look, and their values at the cross hair or
/// last.
class LegendModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Register, Name, Value, ColumnCount };

    explicit LegendModel(ChartData *source, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Nothing: the last values.
    void setReadout(const std::optional<ChartReadout> &readout, const ChartScene &scene);

private:
    void reset();
    void updateValues();
    QString text(const ChartLine &line, int row, int column) const;
    QPixmap sample(const ChartLine &line) const;

    ChartData *m_data;
    QHash<int, QString> m_values; ///< at the cross hair, by line
    bool m_hasReadout = false;
    bool m_hasSeveralMeters = false; ///< Lines are told apart by their meter's number.
};

} // namespace optoscope
