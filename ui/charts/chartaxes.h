// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartscene.h"

#include <QChart>
#include <QPalette>

#include <memory>

class QCategoryAxis;
class QValueAxis;

namespace optoscope {

class ChartData;

/// The axes of a chart, brought to what a scene says with as few changes as can be: each of them
/// makes Qt Charts lay out everything anew.
class ChartAxes
{
public:
    explicit ChartAxes(QChart *chart);

    void show(const ChartScene &scene, const ChartData &data);
    void setColors(const QPalette &palette);

private:
    void showTimes(const ChartScene &scene);
    void showValues(const ChartScene &scene, const ChartData &data);
    void color(QAbstractAxis *axis) const;
    QString titleOf(const ChartScene &scene, const ChartAxis &axis) const;

    QChart *m_chart;
    QCategoryAxis *m_time;
    QList<QValueAxis *> m_values;
    QList<ValueScale> m_scales; ///< as shown
    QList<charttime::Mark> m_marks; ///< as shown
    QPalette m_palette;
};

} // namespace optoscope
