// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/tracerows.h"

#include "ui/notes/noteplace.h"

#include <algorithm>
#include <ranges>

namespace optoscope {
namespace {

constexpr std::chrono::milliseconds leastPause(20);
constexpr quint8 lineFeed = 0x0A;
constexpr qint64 readAhead = 4096;

} // namespace

void TraceRows::setLayout(RowLayout layout)
{
    *this = {};
    m_layout = layout;
}

void TraceRows::append(const Trace &trace, qsizetype firstEntry, const Starts &starts)
{
    appendEntries(trace, firstEntry, 0, starts);
}

void TraceRows::appendEntries(const Trace &trace, qsizetype firstEntry, qint64 from,
                              const Starts &starts)
{
    // Runs may have one character each: they are read many at once.
    qint64 ahead = 0;
    Characters characters;
    for (qsizetype index = firstEntry; index < trace.count(); ++index) {
        std::optional<RunHead> run = trace.run(index);
        if (!run) {
            appendOther(trace, index);
            continue;
        }
        qint64 first = trace.firstCharacter(index);
        const qint64 skipped = std::clamp<qint64>(from - first, 0, run->count);
        run->at += skipped * run->spacing;
        run->count -= skipped;
        first += skipped;
        if (first < ahead || first + run->count > ahead + characters.size()) {
            ahead = first;
            const qint64 rest = trace.characterCount() - first;
            const qint64 wanted = std::min(rest, std::max(run->count, readAhead));
            characters = trace.characters({first, wanted});
            // Some of it cannot be had: what is there would stand in the wrong place.
            if (characters.size() < wanted)
                characters = trace.characters({first, run->count});
        }
        if (first + run->count <= ahead + characters.size())
            appendRun(*run, static_cast<qint32>(index), first,
                      characters.constData() + (first - ahead), starts);
    }
}

void TraceRows::appendOther(const Trace &trace, qsizetype index)
{
    const TraceEntry entry = trace.entry(index);
    if (const auto *settings = std::get_if<LineSettings>(&entry.what))
        m_dataMask = settings->format.dataMask();
    // A note about something earlier stands there.
    if (std::holds_alternative<Note>(entry.what) && !noteplace::isOnItsOwn(trace, index))
        return;
    m_rows.append({trace.firstCharacter(index), static_cast<qint32>(index), 0, m_dataMask,
                   TraceRow::Kind::Other});
    m_open = false;
}

void TraceRows::appendRun(const RunHead &run, qint32 index, qint64 first,
                          const Character *characters, const Starts &starts)
{
    const auto kind = run.isSent ? TraceRow::Kind::Sent : TraceRow::Kind::Received;
    const nanoseconds least = std::max<nanoseconds>(3 * run.spacing, leastPause);
    const nanoseconds pause = m_layout == RowLayout::Lines ? least : gapLimit;
    if (m_open && (m_rows.back().kind != kind || run.at - m_end > pause))
        m_open = false;
    auto start = std::ranges::lower_bound(starts, first);
    for (qint64 i = 0; i < run.count; ++i) {
        const Character &character = characters[i];
        if (start != starts.end() && *start == first + i) {
            m_open = false;
            ++start;
        }
        if (!m_open)
            m_rows.append({first + i, index, 0, m_dataMask, kind});
        TraceRow &row = m_rows.back();
        if (character.isDamaged()) {
            if (row.flags == 0)
                m_damaged.push_back(static_cast<quint32>(m_rows.size() - 1));
            row.flags |= static_cast<quint8>(character.flags.toInt());
        }
        ++row.count;
        m_open = !isEnd(row, character.wire);
    }
    m_end = std::max(m_end, run.end());
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
    m_rows.truncate(static_cast<size_t>(row));
    while (!m_damaged.empty() && m_damaged.back() >= static_cast<quint32>(row))
        m_damaged.pop_back();
    m_dataMask = from.dataMask;
    m_open = false;
    m_end = {};
    appendEntries(trace, from.entry, from.first, starts);
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

qsizetype TraceRows::rowFrom(qint64 character) const
{
    const auto from = std::ranges::lower_bound(m_rows, character, {}, &TraceRow::first);
    return std::distance(m_rows.begin(), from);
}

qsizetype TraceRows::rowOfEntry(qsizetype entry) const
{
    const auto after = std::ranges::upper_bound(m_rows, entry, {}, &TraceRow::entry);
    return std::distance(m_rows.begin(), after) - 1;
}

} // namespace optoscope
