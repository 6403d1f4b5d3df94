// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGlyphRun>
#include <QRawFont>

#include <array>

class QPainter;

namespace optoscope {

/// Draws many printable ASCII characters of a fixed font at once, each where it belongs. Drawing
/// them as texts, one by one, takes most of a repaint.
class GlyphPen
{
public:
    GlyphPen() = default;
    explicit GlyphPen(const QFont &font);

    /// Collects \a character, whose left edge is at \a x.
    void add(qreal x, char character);
    /// Draws what was collected in the pen's colour, and forgets it. \a baseline is that of all.
    void draw(QPainter *painter, qreal baseline);
    bool isEmpty() const { return m_glyphs.isEmpty(); }

private:
    QRawFont m_font;
    std::array<quint32, 128> m_indexes{};
    QList<quint32> m_glyphs;
    QList<QPointF> m_places;
};

} // namespace optoscope
