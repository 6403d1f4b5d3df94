// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/linegeometry.h"

#include <algorithm>

namespace optoscope {
namespace {

constexpr int leastSignal = 14;

LaneGeometry laneOf(const QRect &all, int lineHeight)
{
    const int gap = lineHeight / 4;
    const int letterHeight = lineHeight * 4 / 5;
    const int mostSignal = lineHeight * 5;
    LaneGeometry lane;
    lane.all = all;
    int free = all.height() - 2 * gap;
    const int labels = free >= lineHeight + leastSignal ? lineHeight : 0;
    free -= labels;
    const int letters = free >= letterHeight + leastSignal ? letterHeight : 0;
    free -= letters;
    const int signal = std::clamp(free, 2, mostSignal);
    const int top = all.top() + gap + (free - signal) / 2;
    lane.labels = QRect(all.left(), top, all.width(), labels);
    lane.signal = QRect(all.left(), top + labels + 2, all.width(), std::max(1, signal - 4));
    lane.letters = QRect(all.left(), top + labels + signal, all.width(), letters);
    return lane;
}

} // namespace

LineGeometry LineGeometry::of(QSize size, int lineHeight, int nameWidth)
{
    LineGeometry geometry;
    const int left = std::min(nameWidth, size.width());
    const int width = std::max(0, size.width() - left);
    const int axis = lineHeight + 5;
    const int marks = lineHeight + 3;
    const int lanes = std::max(0, size.height() - axis - marks);
    geometry.names = QRect(0, 0, left, size.height());
    geometry.plot = QRect(left, 0, width, size.height());
    geometry.marks = QRect(left, 0, width, marks);
    geometry.axis = QRect(left, size.height() - axis, width, axis);
    const QRect upper(left, marks, width, lanes / 2);
    geometry.lanes[0] = laneOf(upper, lineHeight);
    geometry.lanes[1] = laneOf(upper.translated(0, lanes / 2), lineHeight);
    return geometry;
}

} // namespace optoscope
