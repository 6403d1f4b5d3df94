// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/timeaxis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace optoscope {
namespace {

struct Step {
    qint64 nanoseconds = 1;
    int parts = 5; ///< short ticks to the next long one
};

Step roundStep(double least)
{
    qint64 power = 1;
    while (static_cast<double>(power) * 10 < least && power < 1000000000000000000)
        power *= 10;
    for (const auto &[factor, parts] : {std::pair{1, 5}, std::pair{2, 4}, std::pair{5, 5}}) {
        if (static_cast<double>(power * factor) >= least)
            return {power * factor, parts};
    }
    return {power * 10, 5};
}

struct Unit {
    qint64 nanoseconds;
    QString name;
    int digits; ///< after the point, down to a nanosecond
};

Unit unitFor(qint64 largest)
{
    if (largest >= 1000000000)
        return {1000000000, QStringLiteral("s"), 9};
    if (largest >= 1000000)
        return {1000000, QStringLiteral("ms"), 6};
    return {1000, QStringLiteral("µs"), 3};
}

QString textIn(const Unit &unit, qint64 time, qint64 resolution)
{
    int digits = unit.digits;
    while (digits > 0 && resolution >= 10) {
        resolution /= 10;
        --digits;
    }
    qint64 size = std::abs(time);
    // Rounded by whole numbers, since a double has not enough digits for long sessions.
    qint64 last = 1;
    for (int i = digits; i < unit.digits; ++i)
        last *= 10;
    size = (size + last / 2) / last * last;
    QString text = QString::number(size / unit.nanoseconds);
    if (digits > 0) {
        QString fraction = QStringLiteral("%1")
                               .arg(size % unit.nanoseconds, unit.digits, 10, QLatin1Char('0'))
                               .left(digits);
        for (qsizetype i = 3; i < fraction.size(); i += 4)
            fraction.insert(i, QChar(0x2009));
        text += QLatin1Char('.') + fraction;
    }
    if (time < 0 && size > 0)
        text.prepend(QChar(0x2212));
    return text + QChar(0x00A0) + unit.name;
}

qint64 floorTo(qint64 value, qint64 step)
{
    const qint64 down = value / step * step;
    return down > value ? down - step : down;
}

} // namespace

nanoseconds TimeScale::span(double pixels) const
{
    return nanoseconds(std::llround(pixels * nanosPerPixel));
}

QList<TimeTick> timeTicks(const TimeScale &scale, double labelWidth)
{
    QList<TimeTick> ticks;
    const Step step = roundStep(std::max(1.0, labelWidth * scale.nanosPerPixel));
    const qint64 part = std::max<qint64>(1, step.nanoseconds / step.parts);
    const qint64 begin = scale.begin.time_since_epoch().count();
    const qint64 end = scale.end().time_since_epoch().count();
    const Unit unit = unitFor(std::max(std::abs(begin), std::abs(end)));
    // A tick left of the picture still has a label that reaches into it.
    for (qint64 at = floorTo(begin, step.nanoseconds); at <= end; at += part) {
        const bool isLong = at % step.nanoseconds == 0;
        ticks.append({scale.x(Instant(nanoseconds(at))),
                      isLong ? textIn(unit, at, step.nanoseconds) : QString()});
    }
    return ticks;
}

QString timeText(Instant at, nanoseconds resolution)
{
    const qint64 time = at.time_since_epoch().count();
    return textIn(unitFor(std::abs(time)), time, std::max<qint64>(1, resolution.count()));
}

} // namespace optoscope
