// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartscene.h"

#include "ui/charts/chartdata.h"
#include "ui/charts/timewindow.h"

#include <algorithm>
#include <array>

namespace optoscope {
namespace {

using charttime::Interval;

constexpr std::array<Interval, 4> intervals{Interval::Quarter, Interval::Hour, Interval::Day,
                                            Interval::Month};
/// Bars narrower than so many pixels are none.
constexpr double leastBar = 5;
constexpr qsizetype mostBars = 600;

/// The finest interval that has enough readings and leaves its bars wide enough; at least \a wish.
Interval suitable(const ChartData &data, const TimeWindow &window, const SceneRequest &request)
{
    UtcTime distance{0};
    for (const ChartLine &line : data.lines()) {
        if (line.isShown && ChartData::isCounter(line.series))
            distance = std::max(distance, line.samples.usualDistance().value_or(UtcTime(0)));
    }
    for (const Interval interval : intervals) {
        const auto length = charttime::lengthOf(interval);
        const double count =
            static_cast<double>(window.span().count()) / static_cast<double>(length.count());
        const bool isWanted =
            request.interval ? interval >= *request.interval : length >= 2 * distance;
        const double width = request.columns / std::max(1.0, count);
        if (isWanted && count < mostBars && width >= (request.interval ? 1.5 : leastBar))
            return interval;
    }
    return Interval::Month;
}

struct Reach {
    double least = 0;
    double most = 0;
    bool isEmpty = true;

    void include(double value)
    {
        least = isEmpty ? value : std::min(least, value);
        most = isEmpty ? value : std::max(most, value);
        isEmpty = false;
    }
};

Reach reachOf(const ChartCurve &curve, const ChartScene &scene)
{
    Reach reach;
    for (const SeriesPoint &point : curve.points) {
        if (point.utc >= scene.begin && point.utc <= scene.end)
            reach.include(point.value);
    }
    // Nothing in sight but a line from one side to the other.
    if (reach.isEmpty) {
        for (const SeriesPoint &point : curve.points)
            reach.include(point.value);
    }
    for (const Consumption &bar : curve.bars)
        reach.include(bar.amount);
    if (curve.isBars)
        reach.include(0);
    return reach;
}

int axisFor(ChartScene &scene, const QString &unit, bool isConsumption, int line)
{
    for (int i = 0; i < scene.axes.size(); ++i) {
        if (scene.axes[i].unit == unit && scene.axes[i].isConsumption == isConsumption) {
            scene.axes[i].line = -1;
            return i;
        }
    }
    scene.axes.append({unit, isConsumption, {}, line});
    return static_cast<int>(scene.axes.size()) - 1;
}

void scaleAxes(ChartScene &scene, int marks)
{
    for (int i = 0; i < scene.axes.size(); ++i) {
        Reach reach;
        for (const ChartCurve &curve : std::as_const(scene.curves)) {
            const Reach own = curve.axis == i ? reachOf(curve, scene) : Reach();
            if (!own.isEmpty) {
                reach.include(own.least);
                reach.include(own.most);
            }
        }
        scene.axes[i].scale = reach.isEmpty ? ValueScale::of(0, 1, marks)
                                            : ValueScale::of(reach.least, reach.most, marks);
    }
}

} // namespace

ChartScene ChartScene::of(const ChartData &data, const TimeWindow &window,
                          const SceneRequest &request)
{
    ChartScene scene;
    scene.begin = window.begin();
    scene.end = window.end();
    QList<UtcTime> bounds;
    if (request.showsConsumption) {
        scene.interval = suitable(data, window, request);
        bounds = charttime::bounds(scene.begin, scene.end, scene.interval, request.zone);
    }
    for (int i = 0; i < data.count(); ++i) {
        const ChartLine &line = data.line(i);
        if (!line.isShown)
            continue;
        ChartCurve curve;
        curve.line = i;
        curve.isBars = request.showsConsumption && ChartData::isCounter(line.series);
        curve.axis = axisFor(scene, QString::fromLatin1(line.series.unit), curve.isBars, i);
        if (curve.isBars) {
            curve.bars = line.samples.consumption(bounds);
            curve.bars.removeIf([&scene](const Consumption &bar) {
                return bar.end <= scene.begin || bar.begin >= scene.end;
            });
        } else {
            curve.points = line.samples.points(scene.begin, scene.end, request.columns);
        }
        scene.curves.append(curve);
    }
    scaleAxes(scene, request.valueMarks);
    scene.times =
        charttime::marks(scene.begin, scene.end,
                         static_cast<int>(request.columns / request.labelWidth), request.zone);
    scene.marks = data.marks().groups(scene.begin, scene.end,
                                      static_cast<int>(request.columns / request.markWidth));
    return scene;
}

bool ChartScene::hasBars() const
{
    return std::ranges::any_of(curves, &ChartCurve::isBars);
}

} // namespace optoscope
