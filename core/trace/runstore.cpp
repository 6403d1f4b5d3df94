// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/runstore.h"

#include <algorithm>

namespace optoscope {

void RunStore::setChunkStore(std::shared_ptr<ChunkStore> store, qint64 budget)
{
    m_store = std::move(store);
    m_budget = budget;
    putAway();
}

qint64 RunStore::residentBytes() const
{
    return m_sealedBytes + m_open->size() + m_sealed.size() * static_cast<qint64>(sizeof(Sealed));
}

void RunStore::append(Instant at, bool isSent, const CharacterRun &run)
{
    m_open->append(at, isSent, run);
    if (m_open.constData()->isFull())
        seal();
}

void RunStore::seal()
{
    m_open->squeeze();
    const RunChunk *full = m_open.constData();
    m_sealed.append({m_openRun, m_openCharacter, full->size(), ChunkPointer(full), {}});
    m_sealedBytes += full->size();
    m_openRun += full->runCount();
    m_openCharacter += full->characterCount();
    m_open = QSharedDataPointer<RunChunk>(new RunChunk);
    putAway();
}

void RunStore::putAway()
{
    while (m_store && m_sealedBytes > m_budget && m_away < m_sealed.size()) {
        const QByteArray bytes = m_sealed.at(m_away).chunk->toBytes();
        std::shared_ptr<const StoredChunk> stored = m_store->keep(bytes);
        const bool isKept = stored != nullptr;
        if (m_state != State::Unreadable)
            m_state = isKept ? State::PutAway : State::NoRoom;
        if (!isKept)
            return;
        Sealed &sealed = m_sealed[m_away++];
        sealed.stored = std::move(stored);
        sealed.chunk.reset();
        m_sealedBytes -= sealed.size;
    }
}

qsizetype RunStore::chunkCount() const
{
    return m_sealed.size() + (m_open->runCount() > 0 ? 1 : 0);
}

ChunkPart RunStore::chunk(qsizetype number) const
{
    if (number == m_sealed.size())
        return {m_openRun, m_openCharacter, ChunkPointer(m_open.constData())};
    const Sealed &sealed = m_sealed.at(number);
    return {sealed.firstRun, sealed.firstCharacter, sealed.chunk ? sealed.chunk : readBack(number)};
}

ChunkPointer RunStore::readBack(qsizetype number) const
{
    const auto known = std::ranges::find(m_readBack, number, &ReadBack::number);
    if (known != m_readBack.end())
        return known->chunk;
    const std::optional<QByteArray> bytes = m_sealed.at(number).stored->read();
    std::optional<RunChunk> chunk = bytes ? RunChunk::fromBytes(*bytes) : std::nullopt;
    if (!chunk) {
        m_state = State::Unreadable;
        return {};
    }
    ReadBack &slot = m_readBack[m_oldestReadBack];
    m_oldestReadBack = (m_oldestReadBack + 1) % m_readBack.size();
    slot = {number, ChunkPointer(new RunChunk(std::move(*chunk)))};
    return slot.chunk;
}

qsizetype RunStore::chunkOfRun(qint64 run) const
{
    if (run >= m_openRun)
        return m_sealed.size();
    const auto after = std::ranges::upper_bound(m_sealed, run, {}, &Sealed::firstRun);
    return std::distance(m_sealed.begin(), after) - 1;
}

qsizetype RunStore::chunkOfCharacter(qint64 character) const
{
    if (character >= m_openCharacter)
        return m_sealed.size();
    const auto after = std::ranges::upper_bound(m_sealed, character, {}, &Sealed::firstCharacter);
    return std::distance(m_sealed.begin(), after) - 1;
}

RunCursor RunStore::cursorOfRun(const ChunkPart &part, qsizetype number, qint64 run) const
{
    constexpr qint64 near = 32;
    const qint64 wanted = run - part.firstRun;
    RunCursor cursor = m_place.cursor;
    if (m_place.number != number || wanted < cursor.run || wanted > cursor.run + near)
        return part.chunk->cursorOfRun(wanted);
    while (cursor.run < wanted)
        part.chunk->next(cursor);
    return cursor;
}

RunHead RunStore::head(qint64 run) const
{
    const qsizetype number = chunkOfRun(run);
    const ChunkPart part = chunk(number);
    if (!part.chunk)
        return {};
    RunCursor cursor = cursorOfRun(part, number, run);
    m_place = {number, cursor};
    return part.chunk->next(cursor);
}

qint64 RunStore::firstCharacter(qint64 run) const
{
    if (run >= runCount())
        return characterCount();
    const qsizetype number = chunkOfRun(run);
    const ChunkPart part = chunk(number);
    if (!part.chunk)
        return part.firstCharacter;
    m_place = {number, cursorOfRun(part, number, run)};
    return part.firstCharacter + m_place.cursor.character;
}

qint64 RunStore::runOfCharacter(qint64 character) const
{
    const qsizetype number = chunkOfCharacter(character);
    const ChunkPart part = chunk(number);
    if (!part.chunk)
        return part.firstRun;
    m_place = {number, part.chunk->cursorOfCharacter(character - part.firstCharacter)};
    return part.firstRun + m_place.cursor.run;
}

Characters RunStore::characters(CharacterRange range) const
{
    Characters found;
    qint64 next = std::max<qint64>(range.first, 0);
    // Not the sum: a range may ask for everything there can be.
    const qint64 end = range.first + std::min(range.count, characterCount() - range.first);
    if (next >= end)
        return found;
    found.reserve(end - next);
    for (qsizetype number = chunkOfCharacter(next); next < end; ++number) {
        const bool isLast = number + 1 >= m_sealed.size();
        const qint64 after = number >= m_sealed.size() ? characterCount()
            : isLast                                   ? m_openCharacter
                                                       : m_sealed.at(number + 1).firstCharacter;
        const ChunkPart part = chunk(number);
        const qint64 to = std::min(after, end);
        if (part.chunk)
            part.chunk->copyCharacters(next - part.firstCharacter, to - next, found);
        next = to;
    }
    return found;
}

} // namespace optoscope
