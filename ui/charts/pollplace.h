// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/pollrecord.h"
#include "core/trace/characterrange.h"
#include "core/trace/trace.h"

#include <optional>

namespace optoscope {

/// Where a poll is in a trace.
struct PollPlace {
    Instant at; ///< of what is meant: the finding, or the start of the poll
    /// The characters that are meant; none if the line was silent.
    CharacterRange characters;
    friend bool operator==(const PollPlace &, const PollPlace &) = default;
};

/// Looks for \a poll in \a trace, which holds it alone or among others: at the entry that it refers
/// to, and where that is another poll's, by its time. Meant is its worst finding, as the poll alone
/// came to it; without one the poll's start. Nothing if it is not there.
std::optional<PollPlace> placeOf(const PollRecord &poll, const Trace &trace);

} // namespace optoscope
