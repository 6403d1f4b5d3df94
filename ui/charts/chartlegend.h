// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace optoscope {

class LegendModel;

/// The list of lines beside a chart: ticked ones are shown. The blank key ticks too.
class ChartLegend final : public QWidget
{
    Q_OBJECT
public:
    explicit ChartLegend(LegendModel *model, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeTable();
    void adoptModel();
    void toggleChosen();

    LegendModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QLineEdit *m_filter;
    QTableView *m_table;
};

} // namespace optoscope
