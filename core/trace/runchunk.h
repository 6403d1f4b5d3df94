// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/runhead.h"
#include "core/trace/traceentry.h"

#include <QSharedData>

#include <optional>
#include <vector>

namespace optoscope {

/// A place between two runs of a chunk, and what is needed to read on from there.
struct RunCursor {
    qint64 run = 0; ///< runs of the chunk before it
    qint64 character = 0; ///< characters of the chunk before it
    qint64 stream = 0; ///< bytes of the chunk's stream before it
    // Of the run before: when it ended, its spacing and lateness. Unsigned, since any 64 bits must
    // come back, and differences may wrap.
    quint64 end = 0;
    quint64 spacing = 0;
    quint64 lateness = 0;
};

/// Runs of characters in columns: the wire's bits, the flags, the side, and a stream of bytes that
/// tells when and how each run came. Every 64th run can be found at once; from there the stream is
/// read. A run of one character takes about 7 bytes, one in a long run 1, with a damaged one in the
/// chunk 1 more.
class RunChunk : public QSharedData
{
public:
    /// Runs or characters that fill a chunk. A run is never cut: the last one may go beyond.
    static constexpr qint64 mostRuns = 65536;
    static constexpr qint64 mostCharacters = 65536;

    void append(Instant at, bool isSent, const CharacterRun &run);
    bool isFull() const;
    /// Gives back what was reserved for more.
    void squeeze();

    qint64 runCount() const { return m_end.run; }
    qint64 characterCount() const { return static_cast<qint64>(m_wire.size()); }
    /// Bytes of memory.
    qint64 size() const;

    /// The run at \a cursor, which must not be the end; moves to the next.
    RunHead next(RunCursor &cursor) const;
    RunCursor cursorOfRun(qint64 run) const;
    /// Before the run that holds \a character.
    RunCursor cursorOfCharacter(qint64 character) const;

    /// Whose pauses are looked for, and what is known from before.
    struct PauseSearch {
        bool sent = true; ///< the runs that count; the others are as if they were not there
        bool received = true;
        nanoseconds least{0}; ///< A pause is longer than that.
        std::optional<Instant> end; ///< of all runs so far that count
    };
    /// The first character of the next run from \a cursor on that came after a pause, and \a cursor
    /// behind that run; nothing, and \a cursor at the end, if there is none.
    std::optional<qint64> nextAfterPause(RunCursor &cursor, PauseSearch &search) const;

    const quint8 *wire() const { return m_wire.data(); }
    /// The flags of each character; nullptr if none is damaged.
    const quint8 *flags() const { return m_flags.empty() ? nullptr : m_flags.data(); }
    bool isSent(qint64 character) const;
    /// The end of the characters of one side that \a character is among.
    qint64 sideEnd(qint64 character) const;
    void copyCharacters(qint64 first, qint64 count, Characters &to) const;

    QByteArray toBytes() const;
    /// What toBytes() gave; nothing if \a bytes are not that.
    static std::optional<RunChunk> fromBytes(const QByteArray &bytes);

private:
    struct Checkpoint {
        quint32 stream = 0;
        quint32 character = 0;
        quint64 end = 0;
        quint64 spacing = 0;
        quint64 lateness = 0;
    };

    void appendCharacters(const Characters &characters, bool isSent);
    RunCursor cursorOf(size_t checkpoint) const;

    std::vector<quint8> m_wire;
    std::vector<quint8> m_flags; ///< empty as long as no character is damaged
    std::vector<quint64> m_sent; ///< a bit a character
    std::vector<quint8> m_stream;
    std::vector<Checkpoint> m_checkpoints;
    RunCursor m_end;
};

} // namespace optoscope
