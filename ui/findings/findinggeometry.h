// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFontMetrics>
#include <QRect>

namespace optoscope {

/// Where the parts of a finding are in its row, in pixels. Text and advice are as high as they
/// need to be in the width that there is.
struct FindingGeometry {
    QRect mark;
    QRect title;
    QRect time;
    QRect text;
    QRect advice; ///< empty without advice
    int height = 0; ///< of the row

    static FindingGeometry of(QPoint topLeft, int width, const QFontMetrics &metrics,
                              const QString &text, const QString &advice);
};

} // namespace optoscope
