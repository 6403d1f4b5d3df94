// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/numbertext.h"

#include <QCoreApplication>

#include <cstdlib>

namespace optoscope::numbertext {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("optoscope::numbertext", text);
}

} // namespace

QString seconds(Instant at)
{
    return QString::number(toMilliseconds(at) / 1000, 'f', 3) + QStringLiteral("\u00A0s");
}

QString preciseSeconds(Instant at)
{
    const qint64 micros = at.time_since_epoch().count() / 1000;
    const qint64 fraction = std::abs(micros % 1000000);
    return QStringLiteral("%1%2.%3\u2009%4\u00A0s")
        .arg(micros < 0 ? QStringLiteral("-") : QString())
        .arg(std::abs(micros) / 1000000)
        .arg(fraction / 1000, 3, 10, QLatin1Char('0'))
        .arg(fraction % 1000, 3, 10, QLatin1Char('0'));
}

QString preciseDifference(nanoseconds time)
{
    const QString text = preciseSeconds(Instant(time));
    return time.count() < 0 ? text : QString(u'+' + text);
}

QString clock(const QDateTime &anchor, Instant at)
{
    const auto micros = std::chrono::floor<std::chrono::microseconds>(at.time_since_epoch());
    const auto ms = std::chrono::floor<std::chrono::milliseconds>(micros);
    return anchor.addMSecs(ms.count()).toLocalTime().toString(QStringLiteral("HH:mm:ss.zzz"))
        + QStringLiteral("\u2009%1").arg((micros - ms).count(), 3, 10, QLatin1Char('0'));
}

QString pause(nanoseconds time)
{
    const double ms = toMilliseconds(time);
    const double size = std::abs(ms);
    if (size >= 10000)
        return QStringLiteral("+%1\u00A0s").arg(ms / 1000, 0, 'f', 1);
    if (size >= 2000)
        return QStringLiteral("+%1\u00A0s").arg(ms / 1000, 0, 'f', 2);
    if (size >= 1 || time.count() == 0)
        return QStringLiteral("+%1\u00A0ms").arg(ms, 0, 'f', size >= 1000 || size == 0 ? 0 : 1);
    return QStringLiteral("+%1\u00A0µs").arg(ms * 1000, 0, 'f', 0);
}

QString limits(const ReactionLimits &limits)
{
    return tr("%1 to %2\u00A0ms")
        .arg(toMilliseconds(limits.least), 0, 'f', 0)
        .arg(toMilliseconds(limits.most), 0, 'f', 0);
}

QString hex(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toHex(' ').toUpper());
}

} // namespace optoscope::numbertext
