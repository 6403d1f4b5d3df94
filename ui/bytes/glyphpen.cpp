// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/glyphpen.h"

#include <QPainter>

#include <algorithm>

namespace optoscope {
namespace {

template <typename Glyphs>
qreal widthOf(const Glyphs &glyphs)
{
    qreal width = 0;
    for (const auto &glyph : glyphs)
        width += glyph.width;
    return width;
}

} // namespace

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

QList<GlyphPen::Glyph> GlyphPen::glyphsOf(const QString &text) const
{
    // Letters of other scripts join or stack.
    const bool isPlain = std::ranges::all_of(text, [](QChar character) {
        const char16_t code = character.unicode();
        return code < 0x300 || (code >= 0x370 && code < 0x483) || (code >= 0x2000 && code < 0x2E80);
    });
    if (!isPlain)
        return {};
    const QList<quint32> indexes = m_font.glyphIndexesForString(text);
    if (indexes.contains(0))
        return {};
    const QList<QPointF> advances = m_font.advancesForGlyphIndexes(indexes);
    QList<Glyph> glyphs;
    glyphs.reserve(indexes.size());
    for (qsizetype i = 0; i < indexes.size(); ++i)
        glyphs.append({indexes.at(i), advances.at(i).x()});
    return glyphs;
}

void GlyphPen::add(qreal x, const QList<Glyph> &glyphs)
{
    for (const Glyph &glyph : glyphs) {
        m_glyphs.append(glyph.index);
        m_places.append({x, 0});
        x += glyph.width;
    }
}

bool GlyphPen::addAtRight(const QRect &place, const QString &text)
{
    const QList<Glyph> glyphs = glyphsOf(text);
    add(place.left() + place.width() - widthOf(glyphs), glyphs);
    return !glyphs.isEmpty();
}

std::optional<qreal> GlyphPen::addFitting(const QRect &place, const QString &text)
{
    QList<Glyph> glyphs = glyphsOf(text);
    if (glyphs.isEmpty())
        return {};
    qreal width = widthOf(glyphs);
    if (width > place.width()) {
        const QList<Glyph> ellipsis = glyphsOf(QStringLiteral("…"));
        width += widthOf(ellipsis);
        while (!glyphs.isEmpty() && width > place.width())
            width -= glyphs.takeLast().width;
        glyphs += ellipsis;
    }
    add(place.left(), glyphs);
    return width;
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
