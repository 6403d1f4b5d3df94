// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/logs/logitem.h"

#include <QDateTime>

namespace optoscope {

/// Takes a time off the beginning of \a line, with what separates it from the rest: a date and time
/// of day, a time of day, or seconds with at least three decimals; in brackets or not. Leaves the
/// line alone if it begins with none.
std::optional<LogStamp> takeStamp(QByteArrayView &line);

/// Makes instants of a log's times: rising, days counted on where only the time of day is known.
class LogClock
{
public:
    /// \a stamp's instant; without one, or with one of another kind, that of the one before.
    Instant at(const std::optional<LogStamp> &stamp);
    /// The wall-clock time of Instant 0; invalid where the log does not say a date.
    QDateTime anchor() const;

private:
    std::optional<LogStamp> m_first;
    nanoseconds m_day{0}; ///< full days since the first time of day
    nanoseconds m_ofDay{0};
    Instant m_last;
};

} // namespace optoscope
