// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGlyphRun>
#include <QRawFont>
#include <QRect>

#include <array>
#include <optional>

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
    /// Collects \a text, which ends where \a place does; false if its characters are not just
    /// drawn side by side, or if the font has not all of them.
    bool addAtRight(const QRect &place, const QString &text);
    /// Collects \a text, which begins where \a place does, with an ellipsis if it does not fit.
    /// How wide it is then; nothing as before.
    std::optional<qreal> addFitting(const QRect &place, const QString &text);
    /// Draws what was collected in the pen's colour, and forgets it. \a baseline is that of all.
    void draw(QPainter *painter, qreal baseline);
    bool isEmpty() const { return m_glyphs.isEmpty(); }
    /// It has no font.
    bool isNull() const { return !m_font.isValid(); }

private:
    struct Glyph {
        quint32 index = 0;
        qreal width = 0;
    };

    /// None where another font or more than drawing side by side is needed.
    QList<Glyph> glyphsOf(const QString &text) const;
    void add(qreal x, const QList<Glyph> &glyphs);

    QRawFont m_font;
    std::array<quint32, 128> m_indexes{};
    QList<quint32> m_glyphs;
    QList<QPointF> m_places;
};

} // namespace optoscope
