// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

class QPainter;

namespace optoscope {

/// What the parts of the picture are drawn with: fonts, and levels that lie on whole pixels of the
/// device.
class LineBrush
{
public:
    /// Draws into a plot of \a width pixels, in sizes relative to \a font.
    LineBrush(QPainter *painter, const QPalette &palette, const QFont &font, int width);

    QPainter *painter() const { return m_painter; }
    const QPalette &palette() const { return m_palette; }
    const QFont &label() const { return m_label; }
    const QFont &small() const { return m_small; }
    double ratio() const { return m_ratio; }
    /// Thickness of a level.
    double pen() const { return m_pen; }
    int width() const { return m_width; }

    /// A level from \a left to \a right; what is wrong is thicker.
    void level(double left, double right, double y, const QColor &color,
               bool isWrong = false) const;
    void edge(double x, double top, double bottom, const QColor &color) const;
    double snapped(double x) const;

    /// The fixed font of labels and a smaller one for the letters of bits.
    static QFont labelFont(const QFont &font);
    static QFont smallFont(const QFont &font);
    static QColor mixed(const QColor &below, const QColor &above, double share);
    /// Pixels that a letter of the small font needs to stand apart from the next.
    double letterRoom() const;

private:
    QPainter *m_painter;
    QPalette m_palette;
    QFont m_label;
    QFont m_small;
    int m_width;
    double m_ratio;
    double m_pen;
};

} // namespace optoscope
