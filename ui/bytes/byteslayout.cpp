// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/byteslayout.h"

#include "ui/bytes/tracerows.h"

namespace optoscope {
namespace {

constexpr int digitsOfPair = 3; // two digits and a blank

} // namespace

BytesLayout::BytesLayout(int character, int lineHeight)
    : characterWidth(character)
    , rowHeight(lineHeight + lineHeight / 5)
{
    const int gap = 2 * characterWidth;
    timeLeft = characterWidth;
    timeWidth = 14 * characterWidth;
    pauseLeft = timeLeft + timeWidth + characterWidth;
    pauseWidth = 10 * characterWidth;
    directionLeft = pauseLeft + pauseWidth + gap;
    directionWidth = 2 * characterWidth;
    hexLeft = directionLeft + directionWidth + characterWidth;
    hexWidth = TraceRow::width * digitsOfPair * characterWidth;
    textLeft = hexLeft + hexWidth + gap;
    textWidth = TraceRow::width * characterWidth;
    marksLeft = textLeft + textWidth + gap;
    marksWidth = 22 * characterWidth;
}

QRect BytesLayout::hexCell(int column) const
{
    const int half = column >= TraceRow::width / 2 ? characterWidth : 0;
    return {hexLeft + column * digitsOfPair * characterWidth + half, 0, 2 * characterWidth,
            rowHeight};
}

QRect BytesLayout::textCell(int column) const
{
    return {textLeft + column * characterWidth, 0, characterWidth, rowHeight};
}

int BytesLayout::columnAt(int x) const
{
    for (int column = 0; column < TraceRow::width; ++column) {
        const QRect hex = hexCell(column).adjusted(0, 0, characterWidth - 1, 0);
        const QRect text = textCell(column);
        if ((x >= hex.left() && x <= hex.right()) || (x >= text.left() && x <= text.right()))
            return column;
    }
    return -1;
}

} // namespace optoscope
