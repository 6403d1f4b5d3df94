// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/scheduleplan.h"

#include <QString>

#include <optional>

namespace optoscope::cli {

/// "90", "90s", "15m", "1h", "1d"; nothing for anything else.
std::optional<std::chrono::milliseconds> intervalFrom(const QString &text);
/// "22:00-06:00,12:30-13:00"; nothing for anything else.
std::optional<QList<QuietTime>> quietTimesFrom(const QString &text);

} // namespace optoscope::cli
