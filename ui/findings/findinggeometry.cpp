// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/findinggeometry.h"

#include <algorithm>

namespace optoscope {
namespace {

/// Longer lines are hard to read.
constexpr int mostDigitsOfLine = 130;

} // namespace

FindingGeometry FindingGeometry::of(QPoint topLeft, int width, const QFontMetrics &metrics,
                                    const QString &text, const QString &advice)
{
    FindingGeometry all;
    const int line = metrics.height();
    const int digit = metrics.horizontalAdvance(u'0');
    const int pad = line / 2;
    const int left = topLeft.x() + pad + line + pad / 2;
    const int right = topLeft.x() + width - pad;
    int y = topLeft.y() + pad;
    all.mark = QRect(topLeft.x() + pad, y, line, line);
    const int timeWidth = 11 * digit;
    all.title = QRect(left, y, std::max(0, right - timeWidth - left), line);
    all.time = QRect(right - timeWidth, y, timeWidth, line);
    y += line + line / 6;

    const int textWidth = std::clamp(right - left, 1, mostDigitsOfLine * digit);
    const auto wrapped = [&](const QString &words) {
        const QRect needed =
            metrics.boundingRect(QRect(0, 0, textWidth, 100 * line), Qt::TextWordWrap, words);
        const QRect place(left, y, textWidth, words.isEmpty() ? 0 : needed.height());
        y += place.height();
        return place;
    };
    all.text = wrapped(text);
    all.advice = wrapped(advice);
    all.height = y + pad - topLeft.y();
    return all;
}

} // namespace optoscope
