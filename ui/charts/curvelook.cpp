// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curvelook.h"

#include "ui/palette/theme.h"

#include <QPainter>

#include <array>

namespace optoscope {
namespace {

constexpr int shapes = 4;
constexpr double pointSize = 2.5;
/// Lengths of dashes and pauses in pixels; the first line has none.
const std::array<QList<qreal>, shapes> dashes{QList<qreal>{}, QList<qreal>{7, 3},
                                              QList<qreal>{2, 3}, QList<qreal>{9, 3, 2, 3}};
constexpr std::array<Qt::BrushStyle, shapes> hatchings{Qt::SolidPattern, Qt::BDiagPattern,
                                                       Qt::Dense6Pattern, Qt::FDiagPattern};

} // namespace

CurveLook::CurveLook(int number, const QPalette &palette)
    : m_number((number + number / theme::curveColorCount) % shapes)
    , m_color(theme::curve(number, palette))
    , m_base(palette.color(QPalette::Base))
{
}

QPen CurveLook::pen() const
{
    QPen pen(m_color, 1);
    pen.setCosmetic(true);
    const QList<qreal> &pattern = dashes.at(static_cast<size_t>(m_number));
    if (!pattern.isEmpty())
        pen.setDashPattern(pattern);
    return pen;
}

QBrush CurveLook::fill() const
{
    const Qt::BrushStyle style = hatchings.at(static_cast<size_t>(m_number));
    if (style != Qt::SolidPattern)
        return {m_color, style};
    // Not by transparency, which takes several times as long.
    const auto mix = [](int one, int other) { return (5 * one + 4 * other) / 9; };
    return QColor(mix(m_base.red(), m_color.red()), mix(m_base.green(), m_color.green()),
                  mix(m_base.blue(), m_color.blue()));
}

void CurveLook::paintPoint(QPainter &painter, QPointF at) const
{
    painter.setPen(QPen(m_color, 1));
    painter.setBrush(m_number % 2 == 0 ? m_color : m_base);
    const double r = pointSize;
    switch (m_number) {
    case 0: painter.drawEllipse(at, r, r); break;
    case 1: painter.drawRect(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r)); break;
    case 2:
        painter.drawPolygon(QPolygonF{at - QPointF(0, r + 1), at + QPointF(r + 1, 0),
                                      at + QPointF(0, r + 1), at - QPointF(r + 1, 0)});
        break;
    default:
        painter.drawPolygon(
            QPolygonF{at - QPointF(0, r + 1), at + QPointF(r + 1, r), at + QPointF(-r - 1, r)});
    }
}

void CurveLook::paintSample(QPainter &painter, const QRectF &rect, bool isBar) const
{
    if (isBar) {
        painter.setPen(QPen(m_color, 1));
        painter.setBrush(fill());
        painter.drawRect(rect.adjusted(2, 2, -3, -3));
        return;
    }
    painter.setPen(pen());
    painter.drawLine(QPointF(rect.left(), rect.center().y()),
                     QPointF(rect.right(), rect.center().y()));
    painter.setRenderHint(QPainter::Antialiasing);
    paintPoint(painter, rect.center());
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace optoscope
