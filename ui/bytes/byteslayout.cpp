// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/byteslayout.h"

namespace optoscope {
namespace {

constexpr int digitsOfPair = 3; // two digits and a blank
/// Room for the names of a few control characters.
constexpr int nameCharacters = 4;
/// "Active energy import, total" in a proportional font
constexpr int remarkCharacters = 20;

/// Thin blanks of fixed fonts are as wide as letters.
int timeCharacters(TimeColumn column, int secondDigits)
{
    constexpr int fraction = 10; // ".000 000 s"
    switch (column) {
    case TimeColumn::SinceStart: return secondDigits + fraction;
    case TimeColumn::Clock: return 17;
    case TimeColumn::SinceLast: break;
    }
    return secondDigits + fraction + 1;
}

} // namespace

BytesLayout::BytesLayout(int character, int lineHeight, const BytesOptions &options,
                         int secondDigits)
    : columns(rowWidth(options.layout))
    , characterWidth(character)
    , rowHeight(lineHeight + lineHeight / 5)
{
    const int gap = characterWidth + characterWidth / 2;
    timeLeft = characterWidth / 2;
    timeWidth = timeCharacters(options.time, secondDigits) * characterWidth;
    pauseLeft = timeLeft + timeWidth + characterWidth;
    pauseWidth = 10 * characterWidth;
    latenessLeft = pauseLeft + pauseWidth + characterWidth;
    latenessWidth = options.lateness ? 9 * characterWidth : 0;
    directionLeft = latenessLeft + (options.lateness ? latenessWidth + characterWidth : 0);
    directionWidth = 2 * characterWidth;
    hexLeft = directionLeft + directionWidth + characterWidth;
    hexWidth = (columns * digitsOfPair + 1) * characterWidth;
    textLeft = hexLeft + hexWidth + characterWidth;
    textWidth = (columns + nameCharacters) * characterWidth;
    remarksLeft = textLeft + textWidth + gap;
    remarksWidth = remarkCharacters * characterWidth;
}

QRect BytesLayout::hexCell(int column) const
{
    const int half = column >= columns / 2 ? characterWidth : 0;
    return {hexLeft + column * digitsOfPair * characterWidth + half, 0, 2 * characterWidth,
            rowHeight};
}

QRect BytesLayout::hexArea(int column) const
{
    const int gap = characterWidth / 2;
    const int wide = column == columns / 2 - 1 ? characterWidth : 0;
    return hexCell(column).adjusted(-gap, 0, characterWidth - gap + wide, 0);
}

} // namespace optoscope
