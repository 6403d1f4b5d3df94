// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/character.h"
#include "core/uart/instant.h"
#include "ui/session/piecelist.h"

#include <vector>

namespace optoscope {

/// What happened on one line in a stretch of time, in sum.
struct LineSpan {
    Instant begin;
    Instant end;
    qint64 edges = 0;
    CharacterFlags flags; ///< of all characters
};

/// Up to 16 characters of one line that follow each other.
struct LineBlock {
    static constexpr int mostCharacters = 16;

    Instant begin; ///< of the first start bit
    Instant end; ///< of the last stop bit
    qint64 firstCharacter = 0; ///< counted over the trace
    qint64 ordinal = 0; ///< characters of this line before it
    qint32 entry = 0; ///< of the first character
    qint32 offset = 0; ///< of the first character in its entry
    qint32 settings = 0; ///< which of the index's settings
    quint16 edges = 0;
    quint8 count = 0;
    CharacterFlags flags;

    LineSpan span() const { return {begin, end, edges, flags}; }
};

/// One line over time: blocks of characters, and above them sums of eight, of 64 … so that a
/// picture needs as many of them as it has pixels. Characters come in the order of their times and
/// never overlap.
class LineTrack
{
public:
    /// Is told what lies in a stretch of time, in order.
    class Visitor
    {
    public:
        Visitor() = default;
        virtual ~Visitor() = default;
        Q_DISABLE_COPY_MOVE(Visitor)
        /// Something shorter than what was asked for.
        virtual void visitSpan(const LineSpan &span) = 0;
        /// Characters that are to be looked at one by one.
        virtual void visitBlock(const LineBlock &block) = 0;
    };

    /// Adds \a character, a block of one. With \a startsBlock it begins a block of its own.
    void append(const LineBlock &character, bool startsBlock);

    /// In order.
    const PieceList<LineBlock> &blocks() const { return m_blocks; }
    qint64 characterCount() const;
    Instant end() const { return m_blocks.empty() ? Instant() : m_blocks.back().end; }
    /// The last block that begins at or before \a at, or with or before \a character; -1 if none.
    qsizetype blockAt(Instant at) const;
    qsizetype blockOfCharacter(qint64 character) const;

    /// Goes over \a from to \a to; what is shorter than \a least is told in sum.
    void visit(Instant from, Instant to, nanoseconds least, Visitor &visitor) const;

private:
    void close();
    void visitLevel(size_t level, size_t index, Instant from, Instant to, nanoseconds least,
                    Visitor &visitor) const;
    void visitOne(size_t block, Instant from, Instant to, nanoseconds least,
                  Visitor &visitor) const;

    PieceList<LineBlock> m_blocks;
    std::vector<PieceList<LineSpan>> m_levels; ///< complete groups only
};

} // namespace optoscope
