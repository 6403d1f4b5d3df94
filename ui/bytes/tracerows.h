// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <vector>

namespace optoscope {

/// One line of the bytes view.
struct TraceRow {
    enum class Kind : quint8 {
        Sent,
        Received,
        Other, ///< Anything without characters: a line change, an event, a note.
    };
    static constexpr int width = 16; ///< characters at most

    qint64 first = 0; ///< first character, counted over the trace
    qint32 entry = 0; ///< the entry that it begins in
    quint8 count = 0; ///< characters
    quint8 dataMask = 0xFF; ///< data bits at that time
    Kind kind = Kind::Other;
};

/// Cuts a growing trace into rows. A row ends after 16 characters, after a line feed, when the
/// direction changes, at a pause (three characters, at least 20 ms) and at everything that has no
/// characters. Only the last row can still grow.
class TraceRows
{
public:
    /// Takes the entries of \a trace from \a firstEntry on.
    void append(const Trace &trace, qsizetype firstEntry);
    void clear() { *this = {}; }

    qsizetype count() const { return static_cast<qsizetype>(m_rows.size()); }
    const TraceRow &at(qsizetype row) const { return m_rows[static_cast<size_t>(row)]; }
    /// The row that holds \a character; -1 if none does.
    qsizetype rowOfCharacter(qint64 character) const;
    /// The row that begins with entry \a entry or holds it; -1 if there is none.
    qsizetype rowOfEntry(qsizetype entry) const;

private:
    void appendRun(const TraceEntry &entry, const CharacterRun &run, qint32 index, qint64 first);

    std::vector<TraceRow> m_rows;
    quint8 m_dataMask = 0xFF;
    Instant m_end; ///< of the last character
    bool m_open = false; ///< The last row can grow.
};

} // namespace optoscope
