// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/instant.h"

#include <QDateTime>

#include <optional>

/// Times as a person types them.
namespace optoscope::timetext {

/// "200" and "200 ms", "1.5 s", "850 µs", "2 min", with a sign or without; milliseconds where no
/// unit is written.
std::optional<nanoseconds> durationFrom(QStringView text);

/// "2.5", "2.5 s", "2500 ms": since the session began, seconds where no unit is written.
/// "12:34", "12:34:56.789", "2026-03-01 12:34:56": on the clock, if \a anchor tells when Instant 0
/// was; without a date the first such time from the anchor on. "+250 ms", "-1 s": from \a here, in
/// milliseconds where no unit is written.
std::optional<Instant> timeFrom(const QString &text, Instant here, const QDateTime &anchor);

} // namespace optoscope::timetext
