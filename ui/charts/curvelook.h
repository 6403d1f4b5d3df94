// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPen>
#include <QPolygonF>

class QPainter;
class QPalette;

namespace optoscope {

/// How a line is told from others: by colour, by dashes, by the shape of its points and by the
/// hatching of its bars, so that no colour has to be seen.
class CurveLook
{
public:
    CurveLook(int number, const QPalette &palette);

    const QColor &color() const { return m_color; }
    /// One pixel wide: wider ones take many times as long to draw.
    QPen pen() const;
    QBrush fill() const;
    /// A reading on its own, or one of few.
    void paintPoint(QPainter &painter, QPointF at) const;
    /// What stands for it in a legend: a bit of the line, or a bar.
    void paintSample(QPainter &painter, const QRectF &rect, bool isBar) const;

private:
    int m_number;
    QColor m_color;
    QColor m_base;
};

} // namespace optoscope
