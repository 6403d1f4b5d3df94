// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/plantext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

using namespace std::chrono_literals;

std::optional<std::chrono::minutes> timeOfDay(const QString &hours, const QString &minutes)
{
    const std::chrono::minutes time =
        std::chrono::hours(hours.toInt()) + std::chrono::minutes(minutes.toInt());
    if (minutes.toInt() > 59 || time > 24h)
        return {};
    return time;
}

} // namespace

std::optional<std::chrono::milliseconds> intervalFrom(const QString &text)
{
    static const QRegularExpression form(u"^([0-9]{1,9})([smhd]?)$"_qs);
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch())
        return {};
    const auto number = match.captured(1).toLongLong();
    const QString unit = match.captured(2);
    if (unit == u"m")
        return number * 1min;
    if (unit == u"h")
        return number * 1h;
    if (unit == u"d")
        return number * 24h;
    return number * 1s;
}

std::optional<QList<QuietTime>> quietTimesFrom(const QString &text)
{
    static const QRegularExpression form(
        u"^\\s*([0-9]{1,2}):([0-9]{2})\\s*-\\s*([0-9]{1,2}):([0-9]{2})\\s*$"_qs);
    QList<QuietTime> all;
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        const auto match = form.match(part);
        const auto from = timeOfDay(match.captured(1), match.captured(2));
        const auto to = timeOfDay(match.captured(3), match.captured(4));
        if (!match.hasMatch() || !from || !to)
            return {};
        all.append({*from, *to});
    }
    return all;
}

QString quietTimesText(const QList<QuietTime> &times)
{
    const auto clock = [](std::chrono::minutes time) {
        return u"%1:%2"_qs.arg(time / 1h, 2, 10, QLatin1Char('0'))
            .arg((time % 1h).count(), 2, 10, QLatin1Char('0'));
    };
    QStringList parts;
    for (const QuietTime &time : times)
        parts.append(clock(time.from) + u'-' + clock(time.to));
    return parts.join(u',');
}

QList<QByteArray> codesFrom(const QString &text)
{
    QList<QByteArray> codes;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (const QByteArray code = part.trimmed().toLatin1(); !code.isEmpty())
            codes.append(code);
    }
    return codes;
}

QString codesText(const QList<QByteArray> &codes)
{
    return QString::fromLatin1(codes.join(','));
}

} // namespace optoscope
