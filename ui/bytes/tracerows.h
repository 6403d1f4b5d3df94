// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"
#include "ui/session/piecelist.h"

#include <vector>

namespace optoscope {

/// How the trace is cut into rows.
enum class RowLayout : quint8 {
    Lines, ///< at line feeds and pauses, 16 characters at most
    Eight, ///< 8 characters a row
    Sixteen, ///< 16 characters a row
};
/// Characters of a full row.
constexpr int rowWidth(RowLayout layout)
{
    return layout == RowLayout::Eight ? 8 : 16;
}

/// Two characters of a message may be at most so far apart (clause 6.4.x.5).
inline constexpr std::chrono::milliseconds gapLimit(1500);

/// One line of the bytes view.
struct TraceRow {
    enum class Kind : quint8 {
        Sent,
        Received,
        Other, ///< Anything without characters: a line change, an event, a note.
        Message, ///< The head of a message; what it stands above is not in a trace's rows.
    };
    static constexpr int width = 16; ///< characters at most

    qint64 first = 0; ///< first character, counted over the trace
    qint32 entry = 0; ///< the entry that it begins in
    quint8 count = 0; ///< characters
    quint8 dataMask = 0xFF; ///< data bits at that time
    Kind kind = Kind::Other;
    quint8 flags = 0; ///< of any of its characters
};

/// Cuts a growing trace into rows. A row ends when it is full, where a message begins, when the
/// direction changes, at a pause over the limit and at everything that has no characters; in lines
/// also after a line feed and at a pause of three characters, at least 20 ms. Only the last row can
/// still grow.
class TraceRows
{
public:
    /// First characters of messages, rising.
    using Starts = std::vector<qint64>;

    /// Forgets all rows.
    void setLayout(RowLayout layout);
    RowLayout layout() const { return m_layout; }
    /// Takes the entries of \a trace from \a firstEntry on.
    void append(const Trace &trace, qsizetype firstEntry, const Starts &starts = {});
    /// Cuts anew from the row on that holds \a character; that row's number. Where messages begin
    /// before it must not have changed.
    qsizetype cutAgain(const Trace &trace, qint64 character, const Starts &starts);
    void clear() { setLayout(m_layout); }

    qsizetype count() const { return static_cast<qsizetype>(m_rows.size()); }
    const TraceRow &at(qsizetype row) const { return m_rows[static_cast<size_t>(row)]; }
    /// The row that holds \a character; -1 if none does.
    qsizetype rowOfCharacter(qint64 character) const;
    /// The first row that begins at \a character or behind it; count() if there is none.
    qsizetype rowFrom(qint64 character) const;
    /// The row that begins with entry \a entry or holds it; -1 if there is none.
    qsizetype rowOfEntry(qsizetype entry) const;
    /// The rows with damaged characters, rising.
    const std::vector<quint32> &damaged() const { return m_damaged; }

private:
    void appendEntries(const Trace &trace, qsizetype firstEntry, qint64 from, const Starts &starts);
    void appendOther(const Trace &trace, qsizetype index);
    void appendRun(const RunHead &run, qint32 index, qint64 first, const Character *characters,
                   const Starts &starts);
    bool isEnd(const TraceRow &row, quint8 wire) const;

    PieceList<TraceRow> m_rows;
    std::vector<quint32> m_damaged;
    RowLayout m_layout = RowLayout::Lines;
    quint8 m_dataMask = 0xFF;
    Instant m_end; ///< of the last character
    bool m_open = false; ///< The last row can grow.
};

} // namespace optoscope
