// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/messagegroups.h"
#include "ui/bytes/tracerows.h"

#include <functional>

namespace optoscope {

/// Which of a trace's rows are shown, with the heads of messages above theirs: everything that is
/// neither folded nor filtered out. Four bytes a shown row.
class ShownRows
{
public:
    /// A row of the trace, or the head of a group.
    struct Item {
        quint32 number = 0;
        bool isHead = false;
        friend bool operator==(Item, Item) = default;
    };
    using Items = std::vector<quint32>;
    /// Tells whether the filter lets a row of the trace through.
    using Test = std::function<bool(qsizetype row)>;

    ShownRows(const TraceRows *rows, const MessageGroups *groups)
        : m_rows(rows)
        , m_groups(groups)
    {
    }

    void setHeads(bool on) { m_hasHeads = on; }
    void clear() { m_items.clear(); }

    qsizetype count() const { return static_cast<qsizetype>(m_items.size()); }
    Item at(qsizetype place) const { return unpack(m_items[static_cast<size_t>(place)]); }
    /// The group that row \a row of the trace is in, -1 if in none.
    qsizetype groupOfRow(qsizetype row) const;
    /// Where row \a row of the trace is shown; if it is not, the place of its head or of what is
    /// shown above it; -1 if there is nothing above.
    qsizetype placeOfRow(qsizetype row) const;
    qsizetype placeOfHead(qsizetype group) const { return placeOfHead(group, count()); }

    /// What is to be shown of the trace's rows from \a first up to \a end, behind the first
    /// \a place places.
    Items itemsOf(qsizetype first, qsizetype end, qsizetype place, const Test &passes) const;
    /// The first place of anything that belongs to row \a row of the trace or a later one.
    qsizetype placeFrom(qsizetype row) const;
    /// Rows of the trace that belong to \a group: from its first, up to the second number.
    std::pair<qsizetype, qsizetype> rowsOf(qsizetype group) const;

    void remove(qsizetype place, qsizetype count);
    void insert(qsizetype place, const Items &items, size_t from = 0);
    /// How many of the places from \a place on show the same as \a items.
    qsizetype sameAs(qsizetype place, const Items &items) const;

private:
    static constexpr quint32 headBit = quint32(1) << 31;
    static Item unpack(quint32 item) { return {item & ~headBit, (item & headBit) != 0}; }
    /// Rises from item to item.
    qint64 orderOf(quint32 item) const;
    qsizetype placeOfHead(qsizetype group, qsizetype end) const;

    const TraceRows *m_rows;
    const MessageGroups *m_groups;
    Items m_items;
    bool m_hasHeads = true;
};

} // namespace optoscope
