// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/line/lineindex.h"

namespace optoscope {

/// What lies between two points in time.
struct LineMeasure {
    nanoseconds time{0};
    double hertz = 0; ///< 1 / time; 0 if there is no time between them
    double bits = 0; ///< bit times at `baud`; 0 if that is not known
    Baud baud; ///< of the line at the earlier point
    qint64 sent = 0; ///< characters that began there
    qint64 received = 0;
};

/// One or two points in time that are measured from.
struct LineCursors {
    std::optional<Instant> first;
    std::optional<Instant> second;

    bool areSet() const { return first.has_value(); }
    /// What both enclose; nothing with fewer than two.
    std::optional<LineStretch> stretch() const;
    std::optional<LineMeasure> measure(const LineIndex &index,
                                       const LineIndex::EntryAccess &entry) const;
    friend bool operator==(const LineCursors &, const LineCursors &) = default;
};

/// The nearest edge, beginning or end of a character to \a at, no farther away than \a reach.
std::optional<Instant> nearestEdge(const LineIndex &index, const LineIndex::EntryAccess &entry,
                                   Instant at, nanoseconds reach);
/// The next edge after \a at (\a forward) or the last one before it, at least \a least
/// away. Nothing if there is none.
std::optional<Instant> nextEdge(const LineIndex &index, const LineIndex::EntryAccess &entry,
                                Instant at, nanoseconds least, bool forward);

} // namespace optoscope
