// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"

#include <QDateTime>
#include <QString>

/// Numbers as all views write them, with their units.
namespace optoscope::numbertext {

/// "1.468 s" since the session began.
QString seconds(Instant at);
/// "1.468 012 s": to the microsecond, digits in groups.
QString preciseSeconds(Instant at);
/// "+0.251 300 s"
QString preciseDifference(nanoseconds time);
/// "12:34:56.789 012" where this machine is; \a anchor is the clock at Instant 0.
QString clock(const QDateTime &anchor, Instant at);
/// "+251.3 ms", "+1.52 s", "+850 µs": three or four digits, as fits into a column.
QString pause(nanoseconds time);
/// "200 to 1500 ms"
QString limits(const ReactionLimits &limits);
/// "2F 3F 21"
QString hex(QByteArrayView bytes);

} // namespace optoscope::numbertext
