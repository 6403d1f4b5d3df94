// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

#include <array>

namespace optoscope {

/// Where one line is drawn. Rows for which there is no room are empty.
struct LaneGeometry {
    QRect all;
    QRect labels; ///< characters as text and digits
    QRect signal; ///< mark is its upper edge, space its lower one
    QRect letters; ///< names of the bits
};

/// The rows of the picture of both lines, in pixels.
struct LineGeometry {
    QRect names; ///< "TX", "RX" at the left
    QRect plot; ///< everything that has a time
    QRect marks; ///< changes of the settings and findings
    std::array<LaneGeometry, 2> lanes;
    QRect axis;

    /// For a picture of \a size in a font of \a lineHeight, with \a nameWidth for the names.
    static LineGeometry of(QSize size, int lineHeight, int nameWidth);
};

} // namespace optoscope
