// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/tracesearch.h"

#include <QtEndian>

#include <algorithm>

namespace optoscope {
namespace {

constexpr qint64 wordBytes = 8;

/// The first of \a count flags from \a at on that is set, \a count if none is.
qint64 nextFlag(const quint8 *flags, qint64 at, qint64 count)
{
    while (at + wordBytes <= count && qFromLittleEndian<quint64>(flags + at) == 0)
        at += wordBytes;
    while (at < count && flags[at] == 0)
        ++at;
    return at;
}

} // namespace

TraceSearch::TraceSearch(Trace trace, SearchQuery query, qsizetype most)
    : m_trace(std::move(trace))
    , m_query(std::move(query))
    , m_most(most)
    , m_scans{PatternScan(m_query.pattern), PatternScan(m_query.pattern)}
    , m_masks{MaskChange()}
{
    learnMasks();
}

void TraceSearch::extend(const Trace &grown)
{
    m_trace = grown;
    learnMasks();
}

void TraceSearch::learnMasks()
{
    const QList<qsizetype> changes = m_trace.entriesOf(EntryKind::LineChange);
    // The first stands for what holds before any change.
    for (auto known = static_cast<qsizetype>(m_masks.size()) - 1; known < changes.size(); ++known) {
        const qsizetype entry = changes.at(known);
        const auto settings = std::get<LineSettings>(m_trace.entry(entry).what);
        m_masks.push_back({m_trace.firstCharacter(entry), settings.format.dataMask()});
    }
}

bool TraceSearch::step()
{
    const RunStore &runs = m_trace.runs();
    if (isCut() || m_chunk >= runs.chunkCount())
        return false;
    const ChunkPart part = runs.chunk(m_chunk);
    if (!part.chunk) {
        m_isIncomplete = true;
        m_scans = {PatternScan(m_query.pattern), PatternScan(m_query.pattern)};
        m_end.reset();
        m_lastSide.reset();
    } else if (m_query.what == SearchQuery::What::Pause) {
        searchPauses(part);
    } else {
        searchSides(part);
    }
    if (m_chunk + 1 == runs.chunkCount()) {
        m_next = m_trace.characterCount();
        m_nextRun = runs.runCount();
        return false;
    }
    const ChunkPart following = runs.chunk(++m_chunk);
    m_next = following.firstCharacter;
    m_nextRun = following.firstRun;
    return !isCut();
}

bool TraceSearch::isWanted(bool isSent) const
{
    return m_query.sides == SearchQuery::Sides::Both
        || (m_query.sides == SearchQuery::Sides::Sent) == isSent;
}

void TraceSearch::searchSides(const ChunkPart &part)
{
    const qint64 count = part.chunk->characterCount();
    for (qint64 at = m_next - part.firstCharacter; at < count && !isCut();) {
        const bool isSent = part.chunk->isSent(at);
        const qint64 end = part.chunk->sideEnd(at);
        if (isWanted(isSent))
            searchSpan(part, at, end, isSent);
        m_lastSide = isSent;
        at = end;
    }
}

void TraceSearch::searchSpan(const ChunkPart &part, qint64 from, qint64 to, bool isSent)
{
    if (m_lastSide != isSent)
        m_isNewTurn = true;
    switch (m_query.what) {
    case SearchQuery::What::Bytes: searchBytes(part, from, to, isSent); break;
    case SearchQuery::What::Damaged: searchDamaged(part, from, to); break;
    case SearchQuery::What::Turns: addOrStretch({part.firstCharacter + from, to - from}); break;
    case SearchQuery::What::Pause: break; // between runs, not among characters
    }
    m_isNewTurn = false;
}

void TraceSearch::searchBytes(const ChunkPart &part, qint64 from, qint64 to, bool isSent)
{
    while (from < to) {
        const qint64 first = part.firstCharacter + from;
        while (m_mask + 1 < m_masks.size() && m_masks[m_mask + 1].first <= first)
            ++m_mask;
        qint64 end = to;
        if (m_mask + 1 < m_masks.size())
            end = std::min(to, m_masks[m_mask + 1].first - part.firstCharacter);
        const WireSpan span{part.chunk->wire() + from, end - from, first, m_masks[m_mask].mask};
        m_scans[isSent ? 1 : 0].scan(span, m_most - m_hits.size(), m_found);
        for (const CharacterRange &hit : m_found)
            add(hit);
        m_found.clear();
        from = end;
    }
}

void TraceSearch::searchDamaged(const ChunkPart &part, qint64 from, qint64 to)
{
    const quint8 *flags = part.chunk->flags();
    if (!flags)
        return;
    for (qint64 at = nextFlag(flags, from, to); at < to && !isCut(); at = nextFlag(flags, at, to)) {
        const qint64 first = at;
        while (at < to && flags[at] != 0)
            ++at;
        addOrStretch({part.firstCharacter + first, at - first});
    }
}

void TraceSearch::searchPauses(const ChunkPart &part)
{
    if (m_nextRun - part.firstRun >= part.chunk->runCount())
        return;
    RunCursor cursor = part.chunk->cursorOfRun(m_nextRun - part.firstRun);
    RunChunk::PauseSearch search{isWanted(true), isWanted(false), m_query.pause, m_end};
    while (!isCut()) {
        const std::optional<qint64> first = part.chunk->nextAfterPause(cursor, search);
        if (!first)
            break;
        add({part.firstCharacter + *first, 1});
    }
    m_end = search.end;
}

void TraceSearch::add(CharacterRange hit)
{
    // One that the other side interrupted may come after those that began later.
    auto place = m_hits.end();
    while (place != m_hits.begin() && std::prev(place)->first > hit.first)
        --place;
    m_hits.insert(place, hit);
}

void TraceSearch::addOrStretch(CharacterRange hit)
{
    const bool follows = !m_isNewTurn && !m_hits.isEmpty()
        && m_hits.constLast().first + m_hits.constLast().count == hit.first;
    if (follows)
        m_hits.last().count += hit.count;
    else
        m_hits.append(hit);
}

} // namespace optoscope
