// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace optoscope {

/// The time of a reading or a poll: since 1970-01-01 UTC, so that time zones and summer time do
/// not matter.
using UtcTime = std::chrono::milliseconds;

/// One number of a register.
struct Sample {
    UtcTime utc{};
    double value = 0;
    friend bool operator==(const Sample &, const Sample &) = default;
};

} // namespace optoscope
