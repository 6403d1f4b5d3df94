// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/glyphpen.h"

#include <QPainter>

namespace optoscope {

GlyphPen::GlyphPen(const QFont &font)
    : m_font(QRawFont::fromFont(font))
{
    for (size_t i = ' '; i < m_indexes.size(); ++i)
        m_indexes[i] =
            m_font.glyphIndexesForString(QString(QChar(static_cast<char16_t>(i)))).value(0);
}

void GlyphPen::add(qreal x, char character)
{
    m_glyphs.append(m_indexes[static_cast<quint8>(character) & 0x7F]);
    m_places.append({x, 0});
}

void GlyphPen::draw(QPainter *painter, qreal baseline)
{
    if (m_glyphs.isEmpty())
        return;
    QGlyphRun run;
    run.setRawFont(m_font);
    run.setGlyphIndexes(m_glyphs);
    run.setPositions(m_places);
    painter->drawGlyphRun({0, baseline}, run);
    m_glyphs.clear();
    m_places.clear();
}

} // namespace optoscope
