// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/sample.h"

#include <QList>
#include <QString>
#include <QTimeZone>

/// Local time on a chart. UTC is what is kept; the zone says what people read, also over the two
/// nights of the year in which their clocks leap.
namespace optoscope::charttime {

/// A mark of the time axis.
struct Mark {
    UtcTime utc{};
    QString label;
    friend bool operator==(const Mark &, const Mark &) = default;
};

/// What consumption is counted over.
enum class Interval : quint8 { Quarter, Hour, Day, Month };

/// At most \a most marks at round local times, the date at the first one and at each new day.
QList<Mark> marks(UtcTime begin, UtcTime end, int most, const QTimeZone &zone);

/// All ends of intervals about begin to end, one more on either side: a day may have 23 or 25
/// hours.
QList<UtcTime> bounds(UtcTime begin, UtcTime end, Interval interval, const QTimeZone &zone);
/// How long an interval usually is.
UtcTime lengthOf(Interval interval);

/// "Mon 23 Nov 2026 14:05:07", with the zone's name where the hour comes twice.
QString momentText(UtcTime utc, const QTimeZone &zone);
/// "2026-11-23T14:05:07+01:00", for files.
QString isoText(UtcTime utc, const QTimeZone &zone);

} // namespace optoscope::charttime
