// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/seriespyramid.h"
#include "ui/charts/charttime.h"
#include "ui/charts/pollmarks.h"
#include "ui/charts/valuescale.h"

#include <QStringList>

#include <optional>

namespace optoscope {

class ChartData;
class TimeWindow;

/// An axis for all lines of one unit.
struct ChartAxis {
    QString unit;
    bool isConsumption = false; ///< of bars
    ValueScale scale;
    int line = -1; ///< the only one on it; -1: there are several
};

/// What is drawn of a line: points, or bars of what was consumed.
struct ChartCurve {
    int line = 0; ///< among those of the data
    int axis = 0;
    QList<SeriesPoint> points;
    QList<Consumption> bars;
    bool isBars = false;
};

/// How a chart is to be drawn.
struct SceneRequest {
    int columns = 1000; ///< the plot's width in pixels of the device
    double labelWidth = 80; ///< of the time axis, in the same pixels, with a pause behind it
    int valueMarks = 5; ///< about so many on an axis of values
    double markWidth = 14; ///< of a poll's mark
    bool showsConsumption = false; ///< of counters; else their readings
    std::optional<charttime::Interval> interval; ///< nothing: what suits the range
    QTimeZone zone;
};

/// All that a chart shows of a stretch of time, before it has a place on the screen. The screen,
/// pictures and files are made from the same.
struct ChartScene {
    UtcTime begin{};
    UtcTime end{};
    QList<ChartCurve> curves;
    QList<ChartAxis> axes;
    QList<charttime::Mark> times;
    QList<MarkGroup> marks;
    charttime::Interval interval = charttime::Interval::Hour; ///< of bars

    static ChartScene of(const ChartData &data, const TimeWindow &window,
                         const SceneRequest &request);
    bool hasBars() const;
};

} // namespace optoscope
