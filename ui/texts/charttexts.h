// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/pollrecord.h"

#include <QString>

namespace optoscope::texts {

/// What a poll's mark stands for, in a sentence or two: its end or its finding, and its numbers.
QString pollText(const PollRecord &poll);
/// The same for several marks that lie too close to be told apart.
QString pollCountText(qsizetype count, bool hasFailure);

/// "12345.678 kWh"
QString quantityText(double value, const QString &unit);
/// "0.4 kWh", "at least 0.4 kWh" where a part of the time has no readings.
QString consumptionText(double amount, const QString &unit, bool isWhole);
/// The title of an axis of bars: "kWh per hour"; \a hours of an interval, less than 1: minutes.
QString consumptionAxisText(const QString &unit, double hours);
/// "42 s", "3 min 5 s", "2 h 10 min".
QString waitText(std::chrono::seconds time);
/// Where a line has a gap.
QString noReadingText();

/// The health of a link: what its lines are called.
QString reactionTimeName();
QString lineErrorsName();
QString retriesName();

/// What is missing before a chart can be drawn, and how to come by it.
QString emptyChartText();
QString nothingShownText();
QString emptyHealthText();

} // namespace optoscope::texts
