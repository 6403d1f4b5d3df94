// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/patternscan.h"
#include "core/trace/trace.h"

namespace optoscope {

/// What is looked for in a trace.
struct SearchQuery {
    enum class What : quint8 {
        Bytes, ///< the pattern, in the data bits of one side's characters
        Damaged, ///< characters with a flag; those that follow each other are one hit
        Pause, ///< the first character after a silence longer than `pause`
        Turns, ///< all that one side said before the other did
    };
    enum class Sides : quint8 { Both, Sent, Received };

    What what = What::Bytes;
    Sides sides = Sides::Both; ///< whose characters count; the others are as if they were not there
    BytePattern pattern;
    nanoseconds pause{0};
};

/// Looks through a trace, a chunk a step, so that a worker can stop between them. It holds a copy
/// of the trace; when that has grown, it goes on with what is new.
class TraceSearch
{
public:
    static constexpr qsizetype usualMost = 1000000;

    /// Stops after \a most hits.
    TraceSearch(Trace trace, SearchQuery query, qsizetype most = usualMost);

    /// Looks through the next chunk; false when there is no more to look through.
    bool step();
    /// Goes on in \a grown, the trace as it is now.
    void extend(const Trace &grown);

    /// All hits so far, by their first character.
    const QList<CharacterRange> &hits() const { return m_hits; }
    /// There may be more hits than were wanted.
    bool isCut() const { return m_hits.size() >= m_most; }
    /// Some of the trace could not be had back from where it was put away.
    bool isIncomplete() const { return m_isIncomplete; }
    /// Characters that were looked at.
    qint64 searched() const { return m_next; }

private:
    struct MaskChange {
        qint64 first = 0; ///< character
        quint8 mask = 0xFF;
    };

    void learnMasks();
    void searchSides(const ChunkPart &part);
    void searchSpan(const ChunkPart &part, qint64 from, qint64 to, bool isSent);
    void searchBytes(const ChunkPart &part, qint64 from, qint64 to, bool isSent);
    void searchDamaged(const ChunkPart &part, qint64 from, qint64 to);
    void searchPauses(const ChunkPart &part);
    bool isWanted(bool isSent) const;
    void add(CharacterRange hit);
    void addOrStretch(CharacterRange hit);

    Trace m_trace;
    SearchQuery m_query;
    qsizetype m_most;
    std::array<PatternScan, 2> m_scans; ///< received, sent
    std::vector<MaskChange> m_masks;
    size_t m_mask = 0; ///< the one that holds at m_next
    qsizetype m_chunk = 0;
    qint64 m_next = 0; ///< character
    qint64 m_nextRun = 0;
    std::optional<Instant> m_end; ///< of the last run that counts
    std::optional<bool> m_lastSide; ///< of the last character that was looked at
    bool m_isNewTurn = true; ///< The other side spoke before the span.
    QList<CharacterRange> m_hits;
    QList<CharacterRange> m_found; ///< in a span
    bool m_isIncomplete = false;
};

} // namespace optoscope
