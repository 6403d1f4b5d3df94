// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"

#include <array>
#include <optional>

namespace optoscope {

/// What an entry without characters is.
enum class EntryKind : quint8 {
    LineChange, ///< LineSettings
    ControlLines,
    Break,
    Session, ///< begun or finished
    Port, ///< opened or closed
    Finding,
    Step, ///< of a self-test, begun or ended
    Measured,
    Person, ///< was asked, or answered
    Note,
};
inline constexpr size_t entryKinds = static_cast<size_t>(EntryKind::Note) + 1;

/// Nothing for a run.
std::optional<EntryKind> kindOf(const TraceEntry &entry);

/// The entries of a trace that have no characters, and where they stand among all. There are few of
/// them, so they are kept as they are.
class SideEntries
{
public:
    /// Entry number \a entry of the trace; numbers rise.
    void append(qsizetype entry, const TraceEntry &what);

    qsizetype count() const { return m_entries.size(); }
    /// How many of them stand before entry \a entry.
    qsizetype countBefore(qsizetype entry) const;
    /// The one that is number \a place among them.
    const TraceEntry &at(qsizetype place) const { return m_entries.at(place); }
    bool isAt(qsizetype place, qsizetype entry) const
    {
        return place < m_numbers.size() && m_numbers.at(place) == entry;
    }
    /// The number of the entry that is run \a run.
    qsizetype entryOfRun(qint64 run) const;
    /// The numbers of all entries of \a kind, rising.
    const QList<qsizetype> &ofKind(EntryKind kind) const
    {
        return m_kinds[static_cast<size_t>(kind)];
    }

private:
    TraceEntries m_entries;
    QList<qsizetype> m_numbers;
    std::array<QList<qsizetype>, entryKinds> m_kinds;
};

} // namespace optoscope
