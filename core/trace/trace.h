// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/characterrange.h"
#include "core/trace/runstore.h"
#include "core/trace/sideentries.h"

#include <QDateTime>

namespace optoscope {

/// The one record of a session. Append-only and read by value: its inside is compact (design §3),
/// characters in columns, everything else in a list beside them. A copy shares what is there and
/// costs next to nothing: a worker can read one while the original grows. One object belongs to one
/// thread, also for reading.
class Trace
{
public:
    void append(const TraceEntries &entries);

    qsizetype count() const { return m_runs.runCount() + m_side.count(); }
    bool isEmpty() const { return count() == 0; }
    /// Entry \a index, which must be in range.
    TraceEntry entry(qsizetype index) const;
    /// How the characters of entry \a index came, without them; nothing if it is not a run.
    std::optional<RunHead> run(qsizetype index) const;

    /// Characters of all runs so far.
    qint64 characterCount() const { return m_runs.characterCount(); }
    /// Characters of \a range in the order of the trace; what lies outside is left out.
    Characters characters(CharacterRange range) const { return m_runs.characters(range); }
    /// The place of entry \a index's first character among all characters.
    qint64 firstCharacter(qsizetype index) const;
    /// The entry that holds character \a character, -1 if there is none.
    qsizetype entryOfCharacter(qint64 character) const;

    /// When entry \a index, which must be in range, began.
    Instant timeOf(qsizetype index) const;
    /// An entry that began at or before \a at while the one after it began later: the last of them
    /// where times rise. -1 if the first began later.
    qsizetype entryAt(Instant at) const;

    /// The numbers of all entries of \a kind, rising.
    QList<qsizetype> entriesOf(EntryKind kind) const { return m_side.ofKind(kind); }
    /// The next entry of \a kind after \a index, or the last before it; -1 if there is none.
    qsizetype nextOf(EntryKind kind, qsizetype index) const;
    qsizetype previousOf(EntryKind kind, qsizetype index) const;

    /// Where runs are put away that go beyond \a budget bytes of memory. A copy uses the same
    /// store.
    void setChunkStore(std::shared_ptr<ChunkStore> store, qint64 budget = RunStore::usualBudget)
    {
        m_runs.setChunkStore(std::move(store), budget);
    }
    const RunStore &runs() const { return m_runs; }

    /// The wall-clock time of Instant 0; one per capture.
    QDateTime anchor() const { return m_anchor; }
    void setAnchor(const QDateTime &anchor) { m_anchor = anchor; }

private:
    /// Characters of a long run that was read: views ask for parts of it many times.
    struct LongRun {
        qsizetype entry = -1;
        Characters characters;
    };

    Characters charactersOf(qsizetype index, qint64 run, qint64 count) const;

    RunStore m_runs;
    SideEntries m_side;
    QDateTime m_anchor;
    mutable std::array<LongRun, 2> m_longRuns;
    mutable size_t m_olderLongRun = 0;
};

} // namespace optoscope
