// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QRect>
#include <QString>

class QPainter;

namespace optoscope {

class GlyphPen;

/// How one byte is written among others: a printable character as itself, any other as its name
/// (or its digits from 80 on) on a small plate. Few fonts have the pictures that Unicode has for
/// control characters.
struct TextCell {
    int x = 0; ///< from the left edge of the text
    int width = 0;
    QString text;
    bool isPlate = false;
};

/// The cells of \a bytes. Where plates would need more than \a room pixels, all of them become
/// dots as wide as a character.
QList<TextCell> textCells(QByteArrayView bytes, int characterWidth, int room);

/// Draws \a cell; \a text is where the text begins, as high as a line.
void paintTextCell(QPainter *painter, const QRect &text, const TextCell &cell, const QColor &color);
/// Draws \a bytes into \a place, with an ellipsis where they do not fit; \a pen has the painter's
/// font.
void paintBytes(QPainter *painter, GlyphPen &pen, const QRect &place, QByteArrayView bytes,
                const QColor &color);

} // namespace optoscope
