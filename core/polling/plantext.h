// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/scheduleplan.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace optoscope {

// The parts of a plan as a person writes them, on the command line and in the window.

/// "90", "90s", "15m", "1h", "1d"; nothing for anything else.
std::optional<std::chrono::milliseconds> intervalFrom(const QString &text);
/// "22:00-06:00,12:30-13:00"; nothing for anything else.
std::optional<QList<QuietTime>> quietTimesFrom(const QString &text);
QString quietTimesText(const QList<QuietTime> &times);
/// "1.8.0,2.8.0"; blanks and what is empty do not count.
QList<QByteArray> codesFrom(const QString &text);
QString codesText(const QList<QByteArray> &codes);

} // namespace optoscope
