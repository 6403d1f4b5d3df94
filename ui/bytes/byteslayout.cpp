// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/byteslayout.h"

#include "ui/bytes/tracerows.h"

namespace optoscope {
namespace {

constexpr int digitsOfPair = 3; // two digits and a blank
/// Room for the names of a few control characters.
constexpr int textCharacters = TraceRow::width + 8;
/// "✗ parity ×16"
constexpr int markCharacters = 13;

} // namespace

BytesLayout::BytesLayout(int character, int lineHeight)
    : characterWidth(character)
    , rowHeight(lineHeight + lineHeight / 5)
{
    const int gap = characterWidth + characterWidth / 2;
    timeLeft = characterWidth;
    timeWidth = 14 * characterWidth;
    pauseLeft = timeLeft + timeWidth + characterWidth;
    pauseWidth = 10 * characterWidth;
    directionLeft = pauseLeft + pauseWidth + gap;
    directionWidth = 2 * characterWidth;
    hexLeft = directionLeft + directionWidth + characterWidth;
    hexWidth = (TraceRow::width * digitsOfPair + 1) * characterWidth;
    textLeft = hexLeft + hexWidth + gap;
    textWidth = textCharacters * characterWidth;
    marksLeft = textLeft + textWidth + gap;
    marksWidth = markCharacters * characterWidth;
}

QRect BytesLayout::hexCell(int column) const
{
    const int half = column >= TraceRow::width / 2 ? characterWidth : 0;
    return {hexLeft + column * digitsOfPair * characterWidth + half, 0, 2 * characterWidth,
            rowHeight};
}

} // namespace optoscope
