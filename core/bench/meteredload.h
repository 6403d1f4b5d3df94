// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/readoutfile.h"

#include <chrono>

namespace optoscope {

/// What a house draws, as its meter has counted it: the same for the same time, in watts that rise
/// and fall over the day and over minutes, and energy that is their sum.
struct MeteredLoad {
    double kilowatts = 0; ///< now
    double kilowattHours = 0; ///< since 2026-01-01, before that negative

    static MeteredLoad at(std::chrono::milliseconds utc);
};

/// \a readout as the meter gives it at \a utc (since 1970): energy drawn (1.8.x) and reactive
/// energy (3.8.0) have gone on from what the file says, power, currents, voltages, frequency and
/// clock are those of that moment. Places and decimals stay as in the file, and all other codes as
/// they are.
ReadoutFile readoutAt(const ReadoutFile &readout, std::chrono::milliseconds utc);

} // namespace optoscope
