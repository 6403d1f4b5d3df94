// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace.h"

#include <algorithm>

namespace optoscope {
namespace {

/// Characters of a run that is worth keeping for the next time.
constexpr qint64 longRun = 1024;

} // namespace

void Trace::append(const TraceEntries &entries)
{
    for (const TraceEntry &entry : entries) {
        if (const CharacterRun *run = runOf(entry))
            m_runs.append(entry.at, std::holds_alternative<Sent>(entry.what), *run);
        else
            m_side.append(count(), entry);
    }
}

TraceEntry Trace::entry(qsizetype index) const
{
    const qsizetype side = m_side.countBefore(index);
    if (m_side.isAt(side, index))
        return m_side.at(side);
    const qint64 number = index - side;
    const RunHead head = m_runs.head(number);
    CharacterRun run{charactersOf(index, number, head.count), head.spacing, head.lateness,
                     head.beginsRead};
    if (head.isSent)
        return {head.at, Sent{std::move(run)}};
    return {head.at, Received{std::move(run)}};
}

Characters Trace::charactersOf(qsizetype index, qint64 run, qint64 count) const
{
    const CharacterRange range{m_runs.firstCharacter(run), count};
    if (count < longRun)
        return m_runs.characters(range);
    const auto known = std::ranges::find(m_longRuns, index, &LongRun::entry);
    if (known != m_longRuns.end())
        return known->characters;
    LongRun &slot = m_longRuns[m_olderLongRun];
    m_olderLongRun = (m_olderLongRun + 1) % m_longRuns.size();
    slot = {index, m_runs.characters(range)};
    return slot.characters;
}

std::optional<RunHead> Trace::run(qsizetype index) const
{
    const qsizetype side = m_side.countBefore(index);
    if (m_side.isAt(side, index))
        return {};
    return m_runs.head(index - side);
}

qint64 Trace::firstCharacter(qsizetype index) const
{
    return m_runs.firstCharacter(index - m_side.countBefore(index));
}

qsizetype Trace::entryOfCharacter(qint64 character) const
{
    if (character < 0 || character >= characterCount())
        return -1;
    return m_side.entryOfRun(m_runs.runOfCharacter(character));
}

Instant Trace::timeOf(qsizetype index) const
{
    const qsizetype side = m_side.countBefore(index);
    return m_side.isAt(side, index) ? m_side.at(side).at : m_runs.head(index - side).at;
}

qsizetype Trace::entryAt(Instant at) const
{
    qsizetype before = -1;
    qsizetype after = count();
    while (after - before > 1) {
        const qsizetype middle = before + (after - before) / 2;
        if (timeOf(middle) <= at)
            before = middle;
        else
            after = middle;
    }
    return before;
}

qsizetype Trace::nextOf(EntryKind kind, qsizetype index) const
{
    const QList<qsizetype> &entries = m_side.ofKind(kind);
    const auto after = std::ranges::upper_bound(entries, index);
    return after == entries.end() ? -1 : *after;
}

qsizetype Trace::previousOf(EntryKind kind, qsizetype index) const
{
    const QList<qsizetype> &entries = m_side.ofKind(kind);
    const auto found = std::ranges::lower_bound(entries, index);
    return found == entries.begin() ? -1 : *std::prev(found);
}

} // namespace optoscope
