// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/readout/readoutproxy.h"

#include "ui/readout/readoutmodel.h"
#include "ui/readout/readoutsort.h"

namespace optoscope {

ReadoutProxy::ReadoutProxy(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setFilterCaseSensitivity(Qt::CaseInsensitive);
    setFilterKeyColumn(-1);
    setDynamicSortFilter(true);
}

bool ReadoutProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QString one = left.data().toString();
    const QString two = right.data().toString();
    switch (left.column()) {
    case ReadoutModel::Address: return readoutsort::addressLess(one, two);
    case ReadoutModel::Value: return readoutsort::valueLess(one, two);
    default: return QString::localeAwareCompare(one, two) < 0;
    }
}

} // namespace optoscope
