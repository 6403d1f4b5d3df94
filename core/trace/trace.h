// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"

#include <QDateTime>

namespace optoscope {

/// A range of characters, counted over the trace in both directions.
struct CharacterRange {
    qint64 first = 0;
    qint64 count = 0;
    friend bool operator==(const CharacterRange &, const CharacterRange &) = default;
};

/// The one record of a session. Append-only and read by value, so that its inside can become
/// compact without anyone noticing (design §3).
class Trace
{
public:
    void append(const TraceEntries &entries);

    qsizetype count() const { return m_entries.size(); }
    bool isEmpty() const { return m_entries.isEmpty(); }
    /// Entry \a index, which must be in range.
    TraceEntry entry(qsizetype index) const { return m_entries.at(index); }

    /// Characters of all runs so far.
    qint64 characterCount() const { return m_characterCount; }
    /// Characters of \a range in the order of the trace; what lies outside is left out.
    Characters characters(CharacterRange range) const;
    /// The place of entry \a index's first character among all characters.
    qint64 firstCharacter(qsizetype index) const { return m_firstCharacters.at(index); }
    /// The entry that holds character \a character, -1 if there is none.
    qsizetype entryOfCharacter(qint64 character) const;

    /// The wall-clock time of Instant 0; one per capture.
    QDateTime anchor() const { return m_anchor; }
    void setAnchor(const QDateTime &anchor) { m_anchor = anchor; }

private:
    TraceEntries m_entries;
    QList<qint64> m_firstCharacters;
    qint64 m_characterCount = 0;
    QDateTime m_anchor;
};

} // namespace optoscope
