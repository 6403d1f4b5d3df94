// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/charttime.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace optoscope::charttime {
namespace {

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

/// Steps within a day; larger ones are counted in days and months.
constexpr std::array<qint64, 17> steps{
    second, 2 * second, 5 * second, 10 * second, 15 * second, 30 * second,
    minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
    hour,   2 * hour,   3 * hour,   6 * hour,    12 * hour};
constexpr std::array<int, 4> daySteps{1, 2, 5, 10};
constexpr std::array<int, 8> monthSteps{1, 3, 6, 12, 24, 60, 120, 600};

qint64 floorTo(qint64 value, qint64 step)
{
    const qint64 down = value / step * step;
    return down > value ? down - step : down;
}

QDateTime localTime(UtcTime utc, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(utc.count(), zone);
}

qint64 offsetAt(qint64 utc, const QTimeZone &zone)
{
    return zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(utc, Qt::UTC)) * second;
}

/// Every time from begin to end at which local clocks show a multiple of \a step.
QList<UtcTime> roundTimes(qint64 begin, qint64 end, qint64 step, const QTimeZone &zone)
{
    QList<UtcTime> times;
    const qint64 offset = offsetAt(begin, zone);
    const bool isLeaping = offset != offsetAt(end, zone);
    // Clocks leap by a multiple of so much, which may lead past a round time or to one twice.
    const qint64 grain = isLeaping ? std::min(step, 15 * minute) : step;
    for (qint64 at = floorTo(begin + offset, step) - offset; at <= end; at += grain) {
        const qint64 local = at + (isLeaping ? offsetAt(at, zone) : offset);
        if (at >= begin && local == floorTo(local, step))
            times.append(UtcTime(at));
    }
    return times;
}

/// The beginning of a local day; quick where no clock leaps near it.
UtcTime startOf(QDate date, const QTimeZone &zone, qint64 &offset)
{
    const qint64 midnight = (date.toJulianDay() - QDate(1970, 1, 1).toJulianDay()) * day;
    const qint64 now = offsetAt(midnight - offset, zone);
    const bool isSure = now == offset && offsetAt(midnight - offset - 3 * hour, zone) == now
        && offsetAt(midnight - offset + 3 * hour, zone) == now;
    offset = now;
    return UtcTime(isSure ? midnight - now : date.startOfDay(zone).toMSecsSinceEpoch());
}

/// The next date on which a step of days or months begins.
QDate nextDate(QDate date, int days, int months)
{
    if (months > 0) {
        const int number = date.year() * 12 + date.month() - 1;
        const int next = static_cast<int>(floorTo(number, months)) + months;
        return QDate(next / 12, next % 12 + 1, 1);
    }
    // Days are counted within their month, so that marks do not move from month to month; the last
    // step of a month is never a short one.
    const QDate next = date.addDays(days - (date.day() - 1) % days);
    const bool isLate = days > 1 && next.daysInMonth() - next.day() + 1 < days;
    return next.month() != date.month() || isLate ? QDate(date.year(), date.month(), 1).addMonths(1)
                                                  : next;
}

QDate firstDate(QDate date, int days, int months)
{
    if (months > 0) {
        const int number = static_cast<int>(floorTo(date.year() * 12 + date.month() - 1, months));
        return QDate(number / 12, number % 12 + 1, 1);
    }
    return date.addDays(-((date.day() - 1) % days));
}

QList<UtcTime> dates(UtcTime begin, UtcTime end, int days, int months, const QTimeZone &zone)
{
    QList<UtcTime> times;
    const QDate last = localTime(end, zone).date();
    qint64 offset = offsetAt(begin.count(), zone);
    for (QDate date = firstDate(localTime(begin, zone).date(), days, months);
         date.isValid() && date <= last; date = nextDate(date, days, months)) {
        const UtcTime at = startOf(date, zone, offset);
        if (at >= begin && at <= end)
            times.append(at);
    }
    return times;
}

QString dateLabel(const QDateTime &local, int months)
{
    const QLocale locale;
    if (months >= 12)
        return locale.toString(local, QStringLiteral("yyyy"));
    if (months > 0)
        return locale.toString(local, QStringLiteral("MMM yyyy"));
    return locale.toString(local, QStringLiteral("ddd d MMM"));
}

QList<Mark> dateMarks(UtcTime begin, UtcTime end, int most, const QTimeZone &zone)
{
    const auto labelled = [&](int days, int months) {
        QList<Mark> found;
        for (const UtcTime at : dates(begin, end, days, months, zone))
            found.append({at, dateLabel(localTime(at, zone), months)});
        return found;
    };
    const double length = static_cast<double>((end - begin).count()) / static_cast<double>(day);
    // Dates are shorter than dates with times.
    most = most * 3 / 2;
    for (const int days : daySteps) {
        if (length / days <= most)
            return labelled(days, 0);
    }
    for (const int months : monthSteps) {
        if (length / (30.4 * months) <= most)
            return labelled(0, months);
    }
    return labelled(0, monthSteps.back());
}

} // namespace

QList<Mark> marks(UtcTime begin, UtcTime end, int most, const QTimeZone &zone)
{
    most = std::max(1, most);
    const qint64 least = (end - begin).count() / most;
    const auto step = std::ranges::lower_bound(steps, least);
    if (step == steps.end())
        return dateMarks(begin, end, most, zone);
    QList<Mark> found;
    QDate date;
    for (const UtcTime at : roundTimes(begin.count(), end.count(), *step, zone)) {
        const QDateTime local = localTime(at, zone);
        const bool isNewDay = local.date() != std::exchange(date, local.date());
        const QString clock = QLocale().toString(
            local, *step < minute ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
        const bool isMidnight = local.time() == QTime(0, 0);
        QString label = isNewDay ? dateLabel(local, 0) : clock;
        if (isNewDay && !isMidnight)
            label = QStringLiteral("%1 %2").arg(dateLabel(local, 0), clock);
        found.append({at, label});
    }
    return found;
}

UtcTime lengthOf(Interval interval)
{
    switch (interval) {
    case Interval::Quarter: return std::chrono::minutes(15);
    case Interval::Hour: return std::chrono::hours(1);
    case Interval::Day: return std::chrono::hours(24);
    case Interval::Month: break;
    }
    return std::chrono::hours(24 * 30);
}

QList<UtcTime> bounds(UtcTime begin, UtcTime end, Interval interval, const QTimeZone &zone)
{
    const UtcTime length = lengthOf(interval);
    if (interval == Interval::Quarter || interval == Interval::Hour)
        return roundTimes((begin - length).count(), (end + length).count(), length.count(), zone);
    const UtcTime more = length + std::chrono::hours(48);
    const bool isDay = interval == Interval::Day;
    return dates(begin - more, end + more, isDay ? 1 : 0, isDay ? 0 : 1, zone);
}

QString momentText(UtcTime utc, const QTimeZone &zone)
{
    const QDateTime local = localTime(utc, zone);
    QString text = QLocale().toString(local, QStringLiteral("ddd d MMM yyyy HH:mm:ss"));
    const QTimeZone::OffsetData next = zone.nextTransition(local.addSecs(-7200));
    const QTimeZone::OffsetData last = zone.previousTransition(local.addSecs(1));
    const bool isNear = (next.atUtc.isValid() && next.atUtc <= local.addSecs(7200))
        || (last.atUtc.isValid() && last.atUtc >= local.addSecs(-7200));
    if (isNear)
        text += QLatin1Char(' ') + zone.abbreviation(local);
    return text;
}

QString isoText(UtcTime utc, const QTimeZone &zone)
{
    const QDateTime local = localTime(utc, zone);
    const qint64 offset = local.offsetFromUtc();
    return local.toOffsetFromUtc(static_cast<int>(offset)).toString(Qt::ISODate);
}

} // namespace optoscope::charttime
