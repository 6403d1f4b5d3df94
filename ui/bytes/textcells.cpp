// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/textcells.h"

#include "ui/bytes/glyphpen.h"
#include "ui/session/numbertext.h"
#include "ui/texts/texts.h"

#include <QPainter>

namespace optoscope {
namespace {

/// Letters on a plate are smaller than those beside it.
constexpr double plateScale = 0.72;

bool isPrintable(char byte)
{
    return byte >= 0x20 && byte < 0x7F;
}

QString plateText(char byte)
{
    const QString name = texts::controlName(static_cast<quint8>(byte));
    return name.isEmpty() ? numbertext::hex({&byte, 1}) : name;
}

int plateWidth(const QString &text, int characterWidth)
{
    return qRound(static_cast<double>(text.size()) * plateScale * characterWidth)
        + characterWidth * 3 / 4;
}

QList<TextCell> cellsOf(QByteArrayView bytes, int characterWidth, bool plates)
{
    QList<TextCell> cells;
    int x = 0;
    for (const char byte : bytes) {
        TextCell cell{x, characterWidth, QString(QLatin1Char(byte)), false};
        if (!isPrintable(byte) && plates) {
            cell.text = plateText(byte);
            cell.width = plateWidth(cell.text, characterWidth);
            cell.isPlate = true;
        } else if (!isPrintable(byte)) {
            cell.text = QStringLiteral("·");
        }
        x += cell.width;
        cells.append(cell);
    }
    return cells;
}

} // namespace

QList<TextCell> textCells(QByteArrayView bytes, int characterWidth, int room)
{
    QList<TextCell> cells = cellsOf(bytes, characterWidth, true);
    if (!cells.isEmpty() && cells.constLast().x + cells.constLast().width > room)
        cells = cellsOf(bytes, characterWidth, false);
    return cells;
}

void paintTextCell(QPainter *painter, const QRect &text, const TextCell &cell, const QColor &color)
{
    const QRect place(text.left() + cell.x, text.top(), cell.width, text.height());
    painter->setPen(color);
    if (!cell.isPlate) {
        painter->drawText(place, Qt::AlignCenter | Qt::TextDontClip, cell.text);
        return;
    }
    painter->save();
    QFont small = painter->font();
    small.setPointSizeF(small.pointSizeF() * plateScale);
    painter->setFont(small);
    const int height = painter->fontMetrics().height();
    const QRectF plate(place.left() + 0.5, place.center().y() - height / 2.0 + 0.5,
                       place.width() - 2, height);
    QColor fill = color;
    fill.setAlphaF(0.12F);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    painter->setPen(Qt::NoPen);
    painter->drawRoundedRect(plate, 2.5, 2.5);
    painter->setPen(color);
    painter->drawText(plate, Qt::AlignCenter | Qt::TextDontClip, cell.text);
    painter->restore();
}

void paintBytes(QPainter *painter, GlyphPen &pen, const QRect &place, QByteArrayView bytes,
                const QColor &color)
{
    const QFontMetrics metrics = painter->fontMetrics();
    const int character = metrics.horizontalAdvance(u'0');
    const QList<TextCell> cells = cellsOf(bytes, character, true);
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const TextCell &cell = cells.at(i);
        const bool isLast = i == cells.size() - 1;
        if (cell.x + cell.width + (isLast ? 0 : character) > place.width()) {
            paintTextCell(painter, place, {cell.x, character, QStringLiteral("…"), false}, color);
            break;
        }
        if (cell.isPlate)
            paintTextCell(painter, place, cell, color);
        else
            pen.add(place.left() + cell.x, bytes.at(i));
    }
    painter->setPen(color);
    const int top = place.top() + (place.height() - metrics.height()) / 2;
    pen.draw(painter, top + metrics.ascent());
}

} // namespace optoscope
