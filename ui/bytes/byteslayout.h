// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

namespace optoscope {

/// Where the columns of a bytes row are, in pixels from the row's left edge, made from nothing but
/// the size of a character of the fixed font.
struct BytesLayout {
    BytesLayout() = default;
    BytesLayout(int characterWidth, int lineHeight);

    int characterWidth = 8;
    int rowHeight = 18;
    int timeLeft = 0;
    int timeWidth = 0;
    int pauseLeft = 0;
    int pauseWidth = 0;
    int directionLeft = 0;
    int directionWidth = 0;
    int hexLeft = 0;
    int hexWidth = 0;
    int textLeft = 0;
    int textWidth = 0;
    int marksLeft = 0;
    int marksWidth = 0;

    int width() const { return marksLeft + marksWidth; }
    /// The digits of character \a column (0 to 15); a gap stands after the eighth pair.
    QRect hexCell(int column) const;
};

} // namespace optoscope
