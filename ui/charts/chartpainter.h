// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartscene.h"

#include <QFont>
#include <QPalette>
#include <QRectF>

class QPainter;

namespace optoscope {

class ChartData;

/// Where a moment and a value lie in a plot.
struct ChartPlace {
    QRectF plot;
    UtcTime begin{};
    UtcTime end{};

    double x(UtcTime utc) const;
    UtcTime at(double x) const;
    double y(double value, const ValueScale &scale) const;
    UtcTime pixel() const; ///< how long a pixel is, at least a millisecond
};

/// What the cross hair shows.
struct ChartReadout {
    struct Row {
        int curve = 0; ///< among the scene's
        QString name;
        QString value; ///< with its unit, or that there is none
        std::optional<Sample> sample; ///< that is meant
    };
    UtcTime at{};
    QString moment;
    QList<Row> rows;

    static ChartReadout of(const ChartScene &scene, const ChartData &data, UtcTime at,
                           const ChartPlace &place, const QTimeZone &zone);
    /// All of it in a line, for who does not see it.
    QString text() const;
};

/// Draws a scene into the plot of a chart.
class ChartPainter
{
public:
    static constexpr double markSize = 13; ///< pixels

    ChartPainter(QPainter *painter, const ChartScene &scene, const ChartData &data,
                 const QRectF &plot);

    void setColors(const QPalette &palette, const QFont &font);
    void paintCurves();
    void paintMarks();
    void paintReadout(const ChartReadout &readout);
    /// Of the group \a number of the scene's marks.
    static QRectF markRect(const ChartScene &scene, qsizetype number, const QRectF &plot);

private:
    struct RunStyle {
        bool hasPoints = false;
        bool isDense = false; ///< drawn without dashes
    };

    void paintLine(const ChartCurve &curve);
    void paintRun(const ChartCurve &curve, qsizetype from, qsizetype to, RunStyle style);
    bool isDense(const ChartCurve &curve) const;
    void paintBars(const ChartCurve &curve, int place, int count);
    void paintNames();

    QPainter *m_painter;
    const ChartScene &m_scene;
    const ChartData &m_data;
    ChartPlace m_place;
    QPalette m_palette;
    QFont m_font;
};

} // namespace optoscope
