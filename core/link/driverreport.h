// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/adaptertable.h"
#include "core/link/portcapabilities.h"
#include "core/trace/finding.h"
#include "core/uart/character.h"
#include "core/uart/linesettings.h"

namespace optoscope {

/// What a port runs, read back from its driver.
struct DriverState {
    int baud = 0;
    CharacterFormat format;
    bool marksErrors = false; ///< Damaged characters and breaks come in PARMRK coding.
};

/// The driver's counters since it was loaded.
struct DriverCounters {
    int controlLines = 0; ///< changes of any modem line
    int framing = 0;
    int parity = 0;
    int overrun = 0;
};

/// What the port really runs after it was asked for something, and what is wrong with that.
struct ReadBack {
    LineSettings settings;
    Findings findings;
};

/// A driver may say yes and do otherwise: a mini-UART drops the parity (reference capture.md §2).
/// Bauds that differ by less than 3 % are what a divider gives. That errors are not reported is
/// said, so that nobody takes their absence for good news.
ReadBack compareWithDriver(const LineSettings &asked, const DriverState &state, Instant at);

/// Whether line errors are reported, before anything has been heard: yes only if the driver counts
/// them, no where neither the system nor the driver can (reference probe.md §4.5).
/// \a traits is what is known of the adapter.
PortCapabilities::Answer errorReports(const PortCapabilities &capabilities,
                                      const AdapterTraits &traits);

/// One of \a characters, as decoded from PARMRK, has a flag that only a report can have set.
bool proveErrorReports(const Characters &characters);

/// PARMRK marks parity and framing errors alike: \a before and \a after a read tell them apart, and
/// tell of lost characters. Without counters a damaged character of a port that checks parity is
/// taken for a parity error.
void applyCounters(Characters &characters, const LineSettings &settings,
                   const std::optional<DriverCounters> &before,
                   const std::optional<DriverCounters> &after);

} // namespace optoscope
