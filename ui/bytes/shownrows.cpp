// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/shownrows.h"

#include <algorithm>

namespace optoscope {

qint64 ShownRows::orderOf(quint32 item) const
{
    const Item unpacked = unpack(item);
    if (!unpacked.isHead)
        return 2 * static_cast<qint64>(unpacked.number) + 1;
    return 2 * m_rows->rowOfCharacter(m_groups->at(unpacked.number).first);
}

qsizetype ShownRows::groupOfRow(qsizetype row) const
{
    const TraceRow &at = m_rows->at(row);
    return at.count > 0 ? m_groups->groupOf(at.first) : m_groups->groupAround(at.first);
}

qsizetype ShownRows::placeFrom(qsizetype row) const
{
    const auto isBefore = [this](quint32 item, qint64 order) { return orderOf(item) < order; };
    const auto from = std::lower_bound(m_items.begin(), m_items.end(), 2 * row, isBefore);
    return std::distance(m_items.begin(), from);
}

qsizetype ShownRows::placeOfRow(qsizetype row) const
{
    const auto isAfter = [this](qint64 order, quint32 item) { return order < orderOf(item); };
    const auto after = std::upper_bound(m_items.begin(), m_items.end(), 2 * row + 1, isAfter);
    return std::distance(m_items.begin(), after) - 1;
}

qsizetype ShownRows::placeOfHead(qsizetype group, qsizetype end) const
{
    const qint64 order = 2 * rowsOf(group).first;
    const auto isBefore = [this](quint32 item, qint64 than) { return orderOf(item) < than; };
    const auto from = std::lower_bound(m_items.begin(), m_items.begin() + end, order, isBefore);
    const qsizetype place = std::distance(m_items.begin(), from);
    const Item head{static_cast<quint32>(group), true};
    return place < end && at(place) == head ? place : -1;
}

std::pair<qsizetype, qsizetype> ShownRows::rowsOf(qsizetype group) const
{
    const MessageGroups::Group &of = m_groups->at(group);
    const qsizetype first = m_rows->rowOfCharacter(of.first);
    const qsizetype last = m_rows->rowOfCharacter(of.end - 1);
    return {first, last < 0 ? m_rows->count() : last + 1};
}

ShownRows::Items ShownRows::itemsOf(qsizetype first, qsizetype end, qsizetype place,
                                    const Test &passes) const
{
    Items items;
    qsizetype headed = -1;
    if (first < m_rows->count()) {
        const qsizetype group = groupOfRow(first);
        const bool isBegun = group >= 0 && rowsOf(group).first < first;
        headed = isBegun && placeOfHead(group, place) >= 0 ? group : -1;
    }
    for (qsizetype row = first; row < end; ++row) {
        if (passes && !passes(row))
            continue;
        const qsizetype group = m_hasHeads ? groupOfRow(row) : -1;
        if (group >= 0 && group != headed) {
            items.push_back(static_cast<quint32>(group) | headBit);
            headed = group;
        }
        if (group < 0 || !m_groups->at(group).isFolded)
            items.push_back(static_cast<quint32>(row));
    }
    return items;
}

qsizetype ShownRows::sameAs(qsizetype place, const Items &items) const
{
    const auto from = m_items.begin() + place;
    return std::distance(from,
                         std::mismatch(from, m_items.end(), items.begin(), items.end()).first);
}

void ShownRows::remove(qsizetype place, qsizetype count)
{
    const auto from = m_items.begin() + place;
    m_items.erase(from, from + count);
}

void ShownRows::insert(qsizetype place, const Items &items, size_t from)
{
    m_items.insert(m_items.begin() + place, items.begin() + static_cast<qsizetype>(from),
                   items.end());
}

} // namespace optoscope
