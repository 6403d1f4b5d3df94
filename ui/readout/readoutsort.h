// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

/// How the registers of a read-out are put in order.
namespace optoscope::readoutsort {

/// A value as a number, with a decimal point or comma; nothing for times, dates and texts.
std::optional<double> number(QStringView value);
/// Numbers by size, before texts, which go by their letters.
bool valueLess(QStringView left, QStringView right);
/// Runs of digits by their number, so that 1.8.0 comes before 1.10.0 and F.F.
bool addressLess(QStringView left, QStringView right);

} // namespace optoscope::readoutsort
