// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"

#include <deque>

namespace optoscope {

/// Finds back when and how the characters of one party's stream came.
class RunIndex
{
public:
    /// What a stretch of the stream was on the wire.
    struct Span {
        Instant at; ///< start of the first character
        Instant end; ///< end of the last stop bit
        qint64 traceOffset = 0; ///< of the first character among all of the trace
        nanoseconds longestGap{0};
        nanoseconds lateness{0}; ///< of the first character's time
        int damaged = 0; ///< characters with a flag
        bool isTimed = false; ///< The times are real; those of a decoded file are not.
    };

    void append(qint64 traceOffset, Instant at, const CharacterRun &run);
    /// The span of \a length characters from \a offset of the stream; they must be there.
    Span span(qint64 offset, qint64 length) const;
    /// The end of the last character so far, if there is one.
    std::optional<Instant> lastEnd() const;
    qint64 count() const { return m_count; }
    /// Forgets what lies before \a offset.
    void dropBefore(qint64 offset);

private:
    struct Run {
        qint64 offset = 0;
        qint64 traceOffset = 0;
        qint64 count = 0;
        Instant at;
        nanoseconds spacing{0};
        nanoseconds lateness{0};
        QList<qint64> damaged; ///< positions in the run
    };

    std::deque<Run> m_runs;
    qint64 m_count = 0;
    std::optional<Instant> m_lastEnd;
};

} // namespace optoscope
