// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/instant.h"

#include <QList>
#include <QString>

namespace optoscope {

/// A stretch of time laid over a number of pixels.
struct TimeScale {
    Instant begin;
    double nanosPerPixel = 1e6;
    int width = 0; ///< pixels, each `pixelRatio` of the device's wide
    double pixelRatio = 1;

    double x(Instant at) const { return static_cast<double>((at - begin).count()) / nanosPerPixel; }
    Instant at(double x) const { return begin + span(x); }
    nanoseconds span(double pixels) const;
    Instant end() const { return at(width); }
    /// One pixel of the device.
    nanoseconds devicePixel() const { return span(1 / pixelRatio); }

    friend bool operator==(const TimeScale &, const TimeScale &) = default;
};

/// A mark on the time axis; those between the round ones have no label.
struct TimeTick {
    double x = 0;
    QString label;
};

/// The steps of an axis are 1, 2 or 5 of a power of ten, and labelled ones at least \a labelWidth
/// pixels apart. Labels are times since the session began.
QList<TimeTick> timeTicks(const TimeScale &scale, double labelWidth);

/// \a at with as many digits as \a resolution needs: "251.3 ms", "1.468 012 s".
QString timeText(Instant at, nanoseconds resolution);

} // namespace optoscope
