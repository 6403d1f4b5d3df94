// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace optoscope {

/// Registers that contain the filter's text in any column, in the order of a column or, at first,
/// in the order in which the meter sent them.
class ReadoutProxy final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit ReadoutProxy(QObject *parent = nullptr);

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
};

} // namespace optoscope
