// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/characterrange.h"
#include "core/trace/chunkstore.h"
#include "core/trace/runchunk.h"

#include <QSharedDataPointer>

#include <array>

namespace optoscope {

using ChunkPointer = QExplicitlySharedDataPointer<const RunChunk>;

/// A chunk among the others. What it holds does not change while it is held.
struct ChunkPart {
    qint64 firstRun = 0;
    qint64 firstCharacter = 0;
    ChunkPointer chunk; ///< null if it was put away and cannot be had back
};

/// The runs of a trace in chunks. What goes beyond the memory that it may take is put away, oldest
/// first, and read back when it is asked for. A copy shares the chunks and costs next to nothing:
/// another thread can read one while the original grows.
class RunStore
{
public:
    static constexpr qint64 usualBudget = qint64(256) << 20;

    enum class State : quint8 {
        InMemory, ///< Nothing was put away.
        PutAway, ///< What goes beyond the budget is put away.
        NoRoom, ///< It should be, but there is no room: it stays in memory.
        Unreadable, ///< Something that was put away could not be had back.
    };

    RunStore() = default;
    ~RunStore() = default;
    // A copy is as cheap as a move, and leaves no store without an open chunk.
    RunStore(const RunStore &) = default;
    RunStore &operator=(const RunStore &) = default;

    /// Where to put chunks away, and how many bytes may stay in memory.
    void setChunkStore(std::shared_ptr<ChunkStore> store, qint64 budget);
    State state() const { return m_state; }
    /// Bytes of memory that the runs take, without what was read back.
    qint64 residentBytes() const;

    void append(Instant at, bool isSent, const CharacterRun &run);

    qint64 runCount() const { return m_openRun + m_open->runCount(); }
    qint64 characterCount() const { return m_openCharacter + m_open->characterCount(); }
    /// Run \a run, which must be in range; without characters if it cannot be had back.
    RunHead head(qint64 run) const;
    /// The place of the first character of \a run; of the end if there is no such run.
    qint64 firstCharacter(qint64 run) const;
    /// The run that holds \a character, which must be in range.
    qint64 runOfCharacter(qint64 character) const;
    /// Characters of \a range; what lies outside or cannot be had back is left out.
    Characters characters(CharacterRange range) const;

    qsizetype chunkCount() const;
    ChunkPart chunk(qsizetype number) const;

private:
    struct Sealed {
        qint64 firstRun = 0;
        qint64 firstCharacter = 0;
        qint64 size = 0;
        ChunkPointer chunk; ///< null when put away
        std::shared_ptr<const StoredChunk> stored;
    };
    struct ReadBack {
        qsizetype number = -1;
        ChunkPointer chunk;
    };
    /// Where the last run was read: the next is often the one after.
    struct Place {
        qsizetype number = -1;
        RunCursor cursor;
    };

    void seal();
    void putAway();
    qsizetype chunkOfRun(qint64 run) const;
    qsizetype chunkOfCharacter(qint64 character) const;
    ChunkPointer readBack(qsizetype number) const;
    RunCursor cursorOfRun(const ChunkPart &part, qsizetype number, qint64 run) const;

    QList<Sealed> m_sealed;
    QSharedDataPointer<RunChunk> m_open{new RunChunk};
    qint64 m_openRun = 0; ///< runs before the open chunk
    qint64 m_openCharacter = 0; ///< characters before it
    qsizetype m_away = 0; ///< chunks that are put away, the oldest ones
    qint64 m_sealedBytes = 0; ///< of sealed chunks in memory
    qint64 m_budget = usualBudget;
    std::shared_ptr<ChunkStore> m_store;

    mutable State m_state = State::InMemory;
    mutable std::array<ReadBack, 4> m_readBack;
    mutable size_t m_oldestReadBack = 0;
    mutable Place m_place;
};

} // namespace optoscope
