// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"

#include <deque>
#include <vector>

namespace optoscope {

/// One received character on its way into a framer.
struct HeardCharacter {
    Instant at; ///< start of its start bit
    nanoseconds spacing{0}; ///< time of one character
    qint64 offset = 0; ///< among all characters of the trace
    quint8 data = 0; ///< data bits
    CharacterFlags flags;
};

using HeardCharacters = std::vector<HeardCharacter>;

/// Tells what is our own light coming back from what the meter says. A probe hears its own LED by
/// reflection, exactly or with damaged characters (reference signatures.md §7); a meter answers
/// 20 ms after our last stop bit at the earliest.
class EchoFilter
{
public:
    /// A stretch of characters of one kind.
    struct Piece {
        enum class Kind { Heard, ExactEcho, DamagedEcho };
        Kind kind = Kind::Heard;
        HeardCharacters characters;
    };

    /// We send \a data; its first start bit is at \a begin, its last stop bit ends at \a end.
    void sending(Instant begin, Instant end, QByteArray data);
    /// It left at other times than was thought.
    void sent(Instant begin, Instant end);
    void receive(const HeardCharacter &character);
    /// Nothing more comes that could be an echo: what is held back is judged now.
    void flush();
    /// The next stretch, oldest first; empty when there is none.
    std::optional<Piece> take();

    /// An echo may still come, or is held back.
    bool isExpecting() const { return !m_expected.isEmpty(); }

private:
    enum class Judgement { Exact, Damaged, NoEcho };

    Judgement judge() const;
    void settle();
    void receiveLate(const HeardCharacter &character);
    bool isBeginning() const;
    void append(Piece::Kind kind, const HeardCharacters &characters);

    QByteArray m_expected; ///< what we sent and have not heard back
    Instant m_end; ///< of its last stop bit
    bool m_timed = false; ///< The times are real; a decoded file has none.
    HeardCharacters m_held;
    std::deque<Piece> m_pieces;
};

} // namespace optoscope
