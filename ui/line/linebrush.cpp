// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/linebrush.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace optoscope {
namespace {

constexpr double smallScale = 0.84;
constexpr double roomForLetter = 1.3;

} // namespace

LineBrush::LineBrush(QPainter *painter, const QPalette &palette, const QFont &font, int width)
    : m_painter(painter)
    , m_palette(palette)
    , m_label(labelFont(font))
    , m_small(smallFont(font))
    , m_width(width)
    , m_ratio(painter->device()->devicePixelRatioF())
    , m_pen(std::max(1.0, std::round(1.5 * m_ratio)) / m_ratio)
{
}

QFont LineBrush::labelFont(const QFont &font)
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font.pointSizeF());
    return fixed;
}

QFont LineBrush::smallFont(const QFont &font)
{
    QFont small = labelFont(font);
    small.setPointSizeF(font.pointSizeF() * smallScale);
    return small;
}

double LineBrush::letterRoom() const
{
    return QFontMetricsF(m_small).horizontalAdvance(u'0') * roomForLetter;
}

QColor LineBrush::mixed(const QColor &below, const QColor &above, double share)
{
    const auto mix = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return QColor(mix(below.red(), above.red()), mix(below.green(), above.green()),
                  mix(below.blue(), above.blue()));
}

double LineBrush::snapped(double x) const
{
    return std::round(x * m_ratio) / m_ratio;
}

void LineBrush::level(double left, double right, double y, const QColor &color, bool isWrong) const
{
    const double from = snapped(std::max(left, -2.0));
    const double to = snapped(std::min(right, m_width + 2.0)) + m_pen;
    // What is wrong is thicker, too, for those who do not see colours.
    const double thickness = isWrong ? 2 * m_pen : m_pen;
    const double top = snapped(y) - (isWrong ? m_pen / 2 : 0);
    m_painter->fillRect(QRectF(from, snapped(top), to - from, thickness), color);
}

void LineBrush::edge(double x, double top, double bottom, const QColor &color) const
{
    if (x < -2 || x > m_width + 2)
        return;
    const double from = snapped(top);
    m_painter->fillRect(QRectF(snapped(x), from, m_pen, snapped(bottom) + m_pen - from), color);
}

} // namespace optoscope
