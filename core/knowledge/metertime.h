// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QDateTime>

#include <optional>

namespace optoscope {

/// A time as a meter tells it: on its own clock, with or without a word on summer time. The date or
/// the time of day may be missing (invalid), not both.
struct MeterTime {
    enum class Season : quint8 { Unknown, Standard, Summer, Utc };
    QDate date;
    QTime time;
    Season season = Season::Unknown;

    friend bool operator==(const MeterTime &, const MeterTime &) = default;

    // Years have two digits: 70 to 99 are 1970 to 1999. A season digit may come first: 0 standard
    // time, 1 summer time, 2 UTC. What is no valid time (all zeros, all nines) gives nothing.

    /// hhmmss, shhmmss, hhmm, hh:mm:ss, hh:mm.
    static std::optional<MeterTime> timeOfDay(QByteArrayView text);
    /// YYMMDD, sYYMMDD, YYYYMMDD, YY-MM-DD, YYYY-MM-DD.
    static std::optional<MeterTime> day(QByteArrayView text);
    /// YYMMDDhhmm, YYMMDDhhmmss, both also behind a season digit; YYYYMMDDhhmm, YYYYMMDDhhmmss;
    /// YYMMDDhhmmssW or S (DSMR); YY-MM-DD or YYYY-MM-DD, then a comma, `&` or blank, then hh:mm
    /// with or without seconds. Twelve digits that are two different times give nothing.
    static std::optional<MeterTime> timeStamp(QByteArrayView text);
    /// Only YYMMDDhhmmssW or S, which is nothing but a time stamp wherever it stands.
    static std::optional<MeterTime> telegramTimeStamp(QByteArrayView text);
};

} // namespace optoscope
