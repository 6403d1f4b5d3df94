// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/tracerows.h"

#include "ui/notes/noteplace.h"

#include <algorithm>
#include <ranges>

namespace optoscope {
namespace {

constexpr std::chrono::milliseconds leastPause(20);
constexpr quint8 lineFeed = 0x0A;

} // namespace

void TraceRows::setLayout(RowLayout layout)
{
    *this = {};
    m_layout = layout;
}

void TraceRows::append(const Trace &trace, qsizetype firstEntry, const Starts &starts)
{
    for (qsizetype index = firstEntry; index < trace.count(); ++index)
        appendEntry(trace, index, 0, starts);
}

void TraceRows::appendEntry(const Trace &trace, qsizetype index, qint64 from, const Starts &starts)
{
    const TraceEntry entry = trace.entry(index);
    const auto number = static_cast<qint32>(index);
    const qint64 first = trace.firstCharacter(index);
    if (const CharacterRun *run = runOf(entry)) {
        appendRun(entry, *run, number, first, std::max<qint64>(from - first, 0), starts);
        return;
    }
    if (const auto *settings = std::get_if<LineSettings>(&entry.what))
        m_dataMask = settings->format.dataMask();
    // A note about something earlier stands there.
    if (std::holds_alternative<Note>(entry.what) && !noteplace::isOnItsOwn(trace, index))
        return;
    m_rows.push_back({first, number, 0, m_dataMask, TraceRow::Kind::Other});
    m_open = false;
}

void TraceRows::appendRun(const TraceEntry &entry, const CharacterRun &run, qint32 index,
                          qint64 first, qint64 from, const Starts &starts)
{
    const auto kind =
        std::holds_alternative<Sent>(entry.what) ? TraceRow::Kind::Sent : TraceRow::Kind::Received;
    const nanoseconds least = std::max<nanoseconds>(3 * run.spacing, leastPause);
    const nanoseconds pause = m_layout == RowLayout::Lines ? least : gapLimit;
    if (m_open && (m_rows.back().kind != kind || entry.at - m_end > pause))
        m_open = false;
    auto start = std::ranges::lower_bound(starts, first + from);
    for (qsizetype i = from; i < run.characters.size(); ++i) {
        const Character &character = run.characters.at(i);
        if (start != starts.end() && *start == first + i) {
            m_open = false;
            ++start;
        }
        if (!m_open)
            m_rows.push_back({first + i, index, 0, m_dataMask, kind});
        TraceRow &row = m_rows.back();
        if (character.isDamaged()) {
            if (row.flags == 0)
                m_damaged.push_back(static_cast<quint32>(m_rows.size() - 1));
            row.flags |= static_cast<quint8>(character.flags.toInt());
        }
        ++row.count;
        m_open = !isEnd(row, character.wire);
    }
    m_end = std::max(m_end, endOf(entry.at, run));
}

bool TraceRows::isEnd(const TraceRow &row, quint8 wire) const
{
    if (row.count >= rowWidth(m_layout))
        return true;
    return m_layout == RowLayout::Lines && (wire & m_dataMask) == lineFeed;
}

qsizetype TraceRows::cutAgain(const Trace &trace, qint64 character, const Starts &starts)
{
    const qsizetype row = rowOfCharacter(character);
    if (row < 0)
        return count();
    const TraceRow from = at(row);
    m_rows.resize(static_cast<size_t>(row));
    while (!m_damaged.empty() && m_damaged.back() >= static_cast<quint32>(row))
        m_damaged.pop_back();
    m_dataMask = from.dataMask;
    m_open = false;
    m_end = {};
    appendEntry(trace, from.entry, from.first, starts);
    append(trace, from.entry + 1, starts);
    return row;
}

qsizetype TraceRows::rowOfCharacter(qint64 character) const
{
    const auto after = std::ranges::upper_bound(m_rows, character, {}, &TraceRow::first);
    for (qsizetype row = std::distance(m_rows.begin(), after) - 1; row >= 0; --row) {
        if (at(row).count > 0)
            return character < at(row).first + at(row).count ? row : -1;
    }
    return -1;
}

qsizetype TraceRows::rowOfEntry(qsizetype entry) const
{
    const auto after = std::ranges::upper_bound(m_rows, entry, {}, &TraceRow::entry);
    return std::distance(m_rows.begin(), after) - 1;
}

} // namespace optoscope
