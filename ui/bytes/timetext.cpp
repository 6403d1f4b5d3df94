// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/timetext.h"

#include <array>
#include <cmath>

namespace optoscope::timetext {
namespace {

struct Unit {
    QLatin1String name;
    double seconds;
};

// Longer names before those that they end with.
constexpr std::array<Unit, 7> units{{{QLatin1String("ms"), 1e-3},
                                     {QLatin1String("us"), 1e-6},
                                     {QLatin1String("ns"), 1e-9},
                                     {QLatin1String("min"), 60},
                                     {QLatin1String("h"), 3600},
                                     {QLatin1String("s"), 1},
                                     {QLatin1String(""), 0}}};

std::optional<nanoseconds> parsed(QStringView text, double usualUnit)
{
    constexpr double most = 9e9; // seconds; beyond it nanoseconds do not fit
    QString number = text.toString().simplified().remove(u' ').remove(QChar(0x2009));
    number.replace(QChar(0xB5), u'u').replace(QChar(0x3BC), u'u').replace(u',', u'.');
    double factor = usualUnit;
    for (const Unit &unit : units) {
        if (!number.endsWith(unit.name, Qt::CaseInsensitive) || unit.name.isEmpty())
            continue;
        number.chop(unit.name.size());
        factor = unit.seconds;
        break;
    }
    bool isNumber = false;
    const double seconds = number.toDouble(&isNumber) * factor;
    if (!isNumber || !std::isfinite(seconds) || std::abs(seconds) > most)
        return {};
    return nanoseconds(std::llround(seconds * 1e9));
}

std::optional<Instant> onTheClock(const QString &text, const QDateTime &anchor)
{
    if (!anchor.isValid())
        return {};
    const QDateTime start = anchor.toLocalTime();
    const qsizetype blank = text.lastIndexOf(u' ');
    QDate day = start.date();
    if (blank > 0)
        day = QDate::fromString(text.left(blank).trimmed(), Qt::ISODate);
    QTime time;
    for (const char *format : {"H:mm", "H:mm:ss", "H:mm:ss.z"}) {
        if (!time.isValid())
            time = QTime::fromString(text.mid(blank + 1), QString::fromLatin1(format));
    }
    if (!day.isValid() || !time.isValid())
        return {};
    QDateTime moment(day, time);
    if (blank <= 0 && moment < start && start.msecsTo(moment.addDays(1)) < 86400000)
        moment = moment.addDays(1);
    return Instant(std::chrono::milliseconds(anchor.msecsTo(moment)));
}

} // namespace

std::optional<nanoseconds> durationFrom(QStringView text)
{
    constexpr double milliseconds = 1e-3;
    return parsed(text, milliseconds);
}

std::optional<Instant> timeFrom(const QString &text, Instant here, const QDateTime &anchor)
{
    const QString typed = text.trimmed();
    if (typed.contains(u':'))
        return onTheClock(typed, anchor);
    if (typed.startsWith(u'+') || typed.startsWith(u'-')) {
        const std::optional<nanoseconds> step = durationFrom(typed);
        return step ? std::optional(here + *step) : std::nullopt;
    }
    const std::optional<nanoseconds> since = parsed(typed, 1);
    return since ? std::optional(Instant(*since)) : std::nullopt;
}

} // namespace optoscope::timetext
