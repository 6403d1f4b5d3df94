// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartaxes.h"

#include "ui/charts/chartdata.h"
#include "ui/charts/curvelook.h"
#include "ui/palette/theme.h"
#include "ui/texts/charttexts.h"

#include <QCategoryAxis>
#include <QValueAxis>

namespace optoscope {

ChartAxes::ChartAxes(QChart *chart)
    : m_chart(chart)
    , m_time(new QCategoryAxis(chart))
{
    m_time->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_time->setTruncateLabels(false);
    chart->addAxis(m_time, Qt::AlignBottom);
}

void ChartAxes::show(const ChartScene &scene, const ChartData &data)
{
    showTimes(scene);
    showValues(scene, data);
}

void ChartAxes::showTimes(const ChartScene &scene)
{
    if (scene.times != m_marks) {
        const QStringList old = m_time->categoriesLabels();
        for (const QString &label : old)
            m_time->remove(label);
    }
    m_time->setRange(static_cast<double>(scene.begin.count()),
                     static_cast<double>(scene.end.count()));
    if (scene.times == m_marks)
        return;
    m_marks = scene.times;
    QHash<QString, int> used;
    for (const charttime::Mark &mark : std::as_const(m_marks)) {
        // The axis wants every label to be another; an hour that comes twice looks the same.
        const QString unlike(used[mark.label]++, QChar(0x200B));
        m_time->append(mark.label + unlike, static_cast<double>(mark.utc.count()));
    }
}

QString ChartAxes::titleOf(const ChartScene &scene, const ChartAxis &axis) const
{
    const QString unit = axis.unit.toHtmlEscaped();
    const std::chrono::duration<double, std::ratio<3600>> hours =
        charttime::lengthOf(scene.interval);
    return axis.isConsumption ? texts::consumptionAxisText(unit, hours.count()) : unit;
}

void ChartAxes::showValues(const ChartScene &scene, const ChartData &data)
{
    while (m_values.size() > scene.axes.size()) {
        QValueAxis *axis = m_values.takeLast();
        m_scales.removeLast();
        m_chart->removeAxis(axis);
        axis->deleteLater();
    }
    while (m_values.size() < scene.axes.size()) {
        auto *axis = new QValueAxis(m_chart);
        const bool isFirst = m_values.isEmpty();
        m_chart->addAxis(axis, m_values.size() % 2 == 0 ? Qt::AlignLeft : Qt::AlignRight);
        axis->setGridLineVisible(isFirst);
        m_values.append(axis);
        m_scales.append(ValueScale{0, 0, 0, 0});
        color(axis);
    }
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        const ChartAxis &wanted = scene.axes[i];
        QValueAxis *axis = m_values[i];
        const QString title = titleOf(scene, wanted);
        if (axis->titleText() != title) {
            axis->setTitleText(title);
            axis->setTitleVisible(!title.isEmpty());
        }
        // An axis of a single line has its colour.
        const QColor text = wanted.line >= 0
            ? CurveLook(data.line(wanted.line).look, m_palette).color()
            : m_palette.color(QPalette::Text);
        if (axis->labelsColor() != text) {
            axis->setLabelsColor(text);
            axis->setTitleBrush(text);
        }
        const ValueScale &scale = wanted.scale;
        if (m_scales[i] == scale)
            continue;
        if (m_scales[i].digits != scale.digits || axis->labelFormat().isEmpty())
            axis->setLabelFormat(QStringLiteral("%.%1f").arg(scale.digits));
        m_scales[i] = scale;
        axis->setTickCount(qRound((scale.most - scale.least) / scale.step) + 1);
        axis->setRange(scale.least, scale.most);
    }
}

void ChartAxes::setColors(const QPalette &palette)
{
    m_palette = palette;
    color(m_time);
    for (QValueAxis *axis : std::as_const(m_values))
        color(axis);
}

void ChartAxes::color(QAbstractAxis *axis) const
{
    QPen line(theme::hairline(m_palette), 1);
    line.setCosmetic(true);
    axis->setLinePen(line);
    axis->setGridLinePen(line);
    axis->setLabelsColor(m_palette.color(QPalette::Text));
    axis->setTitleBrush(m_palette.color(QPalette::Text));
    const QFont font = m_chart->font();
    axis->setLabelsFont(font);
    axis->setTitleFont(font);
}

} // namespace optoscope
