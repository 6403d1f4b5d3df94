// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/bytesoptions.h"

#include <QRect>

namespace optoscope {

/// Where the columns of a bytes row are, in pixels from the row's left edge, made from nothing but
/// the size of a character of the fixed font and what is to be shown.
struct BytesLayout {
    BytesLayout() = default;
    /// Seconds since the start have \a secondDigits digits before the point.
    BytesLayout(int characterWidth, int lineHeight, const BytesOptions &options = {},
                int secondDigits = leastSecondDigits);

    static constexpr int leastSecondDigits = 3;

    int columns = TraceRow::width; ///< characters of a full row
    int characterWidth = 8;
    int rowHeight = 18;
    int timeLeft = 0;
    int timeWidth = 0;
    int pauseLeft = 0;
    int pauseWidth = 0;
    int latenessLeft = 0;
    int latenessWidth = 0; ///< 0 where it is not shown
    int directionLeft = 0;
    int directionWidth = 0;
    int hexLeft = 0;
    int hexWidth = 0;
    int textLeft = 0;
    int textWidth = 0;
    int remarksLeft = 0;
    int remarksWidth = 0; ///< at least

    int width() const { return remarksLeft + remarksWidth; }
    /// The digits of character \a column (0 to 15); a gap stands after the first half.
    QRect hexCell(int column) const;
    /// The same with the room around, without a gap to the cells beside it.
    QRect hexArea(int column) const;
};

} // namespace optoscope
