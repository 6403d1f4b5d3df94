// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/runchunk.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace optoscope {
namespace {

constexpr qint64 checkpointStep = 64;
constexpr int wordBits = 64;

// A run in the stream: a head, then the count if the head has no room for it, then what changed
// (spacing, lateness), then how much later it began than the run before ended.
constexpr quint8 sentBit = 0x01;
constexpr quint8 beginsReadBit = 0x02;
constexpr quint8 spacingBit = 0x04;
constexpr quint8 latenessBit = 0x08;
constexpr int countShift = 4;
constexpr quint64 longCount = 15;

constexpr int groupBits = 7;
constexpr quint8 moreGroups = 0x80;
constexpr size_t mostRunBytes = 1 + 4 * 10;

quint8 *putNumber(quint8 *to, quint64 number)
{
    while (number >= moreGroups) {
        *to++ = static_cast<quint8>(number) | moreGroups;
        number >>= groupBits;
    }
    *to++ = static_cast<quint8>(number);
    return to;
}

quint64 takeNumber(const quint8 *&from)
{
    quint64 number = *from & (moreGroups - 1);
    for (int shift = groupBits; *from++ & moreGroups; shift += groupBits)
        number |= static_cast<quint64>(*from & (moreGroups - 1)) << shift;
    return number;
}

/// The same without a branch a byte, which would be guessed wrong every other time: for numbers of
/// up to eight bytes that do not end within eight bytes of \a end.
quint64 takeNumber(const quint8 *&from, const quint8 *end)
{
    constexpr quint64 stops = 0x8080808080808080;
    if (end - from < 8)
        return takeNumber(from);
    const auto word = qFromLittleEndian<quint64>(from);
    const quint64 last = ~word & stops;
    if (last == 0)
        return takeNumber(from);
    // The bits up to the one that says that no more follows, and of them seven of each byte.
    quint64 groups = word & (last ^ (last - 1)) & ~stops;
    groups = (groups & 0x007F007F007F007F) | (groups & 0x7F007F007F007F00) >> 1;
    groups = (groups & 0x00003FFF00003FFF) | (groups & 0x3FFF00003FFF0000) >> 2;
    groups = (groups & 0x000000000FFFFFFF) | (groups & 0x0FFFFFFF00000000) >> 4;
    from += std::countr_zero(last) / 8 + 1;
    return groups;
}

quint64 signedDifference(quint64 number)
{
    return (number >> 1) ^ (~(number & 1) + 1);
}

/// Small numbers for small differences of either sign.
quint8 *putDifference(quint8 *to, quint64 difference)
{
    const quint64 sign = difference >> 63 ? ~quint64(0) : 0;
    return putNumber(to, (difference << 1) ^ sign);
}

quint64 takeDifference(const quint8 *&from)
{
    return signedDifference(takeNumber(from));
}

quint64 bitsOf(nanoseconds time)
{
    return static_cast<quint64>(time.count());
}

nanoseconds timeOf(quint64 bits)
{
    return nanoseconds(static_cast<qint64>(bits));
}

template <typename T>
size_t sizeOf(const std::vector<T> &column)
{
    return column.size() * sizeof(T);
}

template <typename T>
void putColumn(QByteArray &to, const std::vector<T> &column)
{
    to.append(reinterpret_cast<const char *>(column.data()),
              static_cast<qsizetype>(sizeOf(column)));
}

template <typename T>
void takeColumn(const char *&from, quint64 count, std::vector<T> &column)
{
    column.resize(count);
    if (count > 0)
        std::memcpy(column.data(), from, sizeOf(column));
    from += sizeOf(column);
}

/// What stands before the columns when a chunk is put away.
struct ChunkHead {
    quint64 wire = 0;
    quint64 flags = 0;
    quint64 sent = 0;
    quint64 stream = 0;
    quint64 checkpoints = 0;
    RunCursor end;
};

} // namespace

void RunChunk::append(Instant at, bool isSent, const CharacterRun &run)
{
    if (m_end.run % checkpointStep == 0) {
        m_checkpoints.push_back({static_cast<quint32>(m_end.stream),
                                 static_cast<quint32>(m_end.character), m_end.end, m_end.spacing,
                                 m_end.lateness});
    }
    const auto count = static_cast<quint64>(run.characters.size());
    const quint64 start = bitsOf(at.time_since_epoch());
    const quint64 spacing = bitsOf(run.spacing);
    const quint64 lateness = bitsOf(run.lateness);
    std::array<quint8, mostRunBytes> bytes;
    quint8 *to = bytes.data() + 1;
    auto head = static_cast<quint8>(std::min(count, longCount) << countShift);
    head |= isSent ? sentBit : 0;
    head |= run.beginsRead ? beginsReadBit : 0;
    if (count >= longCount)
        to = putNumber(to, count - longCount);
    if (spacing != m_end.spacing) {
        head |= spacingBit;
        to = putDifference(to, spacing - m_end.spacing);
    }
    if (lateness != m_end.lateness) {
        head |= latenessBit;
        to = putDifference(to, lateness - m_end.lateness);
    }
    bytes[0] = head;
    to = putDifference(to, start - m_end.end);
    m_stream.insert(m_stream.end(), bytes.data(), to);
    appendCharacters(run.characters, isSent);
    m_end = {m_end.run + 1,           characterCount(), static_cast<qint64>(m_stream.size()),
             start + spacing * count, spacing,          lateness};
}

void RunChunk::appendCharacters(const Characters &characters, bool isSent)
{
    for (const Character &character : characters) {
        const size_t place = m_wire.size();
        m_wire.push_back(character.wire);
        if (character.isDamaged() && m_flags.empty())
            m_flags.resize(place);
        if (character.isDamaged() || !m_flags.empty())
            m_flags.push_back(static_cast<quint8>(character.flags.toInt()));
        if (place % wordBits == 0)
            m_sent.push_back(0);
        if (isSent)
            m_sent.back() |= quint64(1) << (place % wordBits);
    }
}

bool RunChunk::isFull() const
{
    return runCount() >= mostRuns || characterCount() >= mostCharacters;
}

void RunChunk::squeeze()
{
    m_wire.shrink_to_fit();
    m_flags.shrink_to_fit();
    m_sent.shrink_to_fit();
    m_stream.shrink_to_fit();
    m_checkpoints.shrink_to_fit();
}

qint64 RunChunk::size() const
{
    const size_t bytes = sizeof(*this) + m_wire.capacity() + m_flags.capacity()
        + m_sent.capacity() * sizeof(quint64) + m_stream.capacity()
        + m_checkpoints.capacity() * sizeof(Checkpoint);
    return static_cast<qint64>(bytes);
}

RunHead RunChunk::next(RunCursor &cursor) const
{
    const quint8 *from = m_stream.data() + cursor.stream;
    const quint8 head = *from++;
    quint64 count = head >> countShift;
    if (count == longCount)
        count += takeNumber(from);
    if (head & spacingBit)
        cursor.spacing += takeDifference(from);
    if (head & latenessBit)
        cursor.lateness += takeDifference(from);
    const quint64 start = cursor.end + takeDifference(from);
    cursor.end = start + cursor.spacing * count;
    cursor.stream = from - m_stream.data();
    cursor.character += static_cast<qint64>(count);
    ++cursor.run;
    return {Instant(timeOf(start)),     timeOf(cursor.spacing), timeOf(cursor.lateness),
            static_cast<qint64>(count), (head & sentBit) != 0,  (head & beginsReadBit) != 0};
}

std::optional<qint64> RunChunk::nextAfterPause(RunCursor &cursor, PauseSearch &search) const
{
    // A session may have a run a character: this is next(), but it keeps everything at hand.
    const quint8 *const begin = m_stream.data();
    const quint8 *const behind = begin + m_stream.size();
    const quint8 *from = begin + cursor.stream;
    RunCursor at = cursor;
    quint64 lastEnd = search.end ? bitsOf(search.end->time_since_epoch()) : 0;
    bool hasEnd = search.end.has_value();
    std::optional<qint64> found;
    while (from < behind && !found) {
        const quint8 head = *from++;
        quint64 count = head >> countShift;
        if (count == longCount)
            count += takeNumber(from, behind);
        if (head & spacingBit)
            at.spacing += signedDifference(takeNumber(from, behind));
        if (head & latenessBit)
            at.lateness += signedDifference(takeNumber(from, behind));
        const quint64 start = at.end + signedDifference(takeNumber(from, behind));
        at.end = start + at.spacing * count;
        const qint64 first = at.character;
        at.character += static_cast<qint64>(count);
        ++at.run;
        if (count == 0 || !(head & sentBit ? search.sent : search.received))
            continue;
        if (hasEnd && static_cast<qint64>(start - lastEnd) > search.least.count())
            found = first;
        const bool isLater = !hasEnd || static_cast<qint64>(at.end - lastEnd) > 0;
        lastEnd = isLater ? at.end : lastEnd;
        hasEnd = true;
    }
    at.stream = from - begin;
    cursor = at;
    if (hasEnd)
        search.end = Instant(timeOf(lastEnd));
    return found;
}

RunCursor RunChunk::cursorOf(size_t checkpoint) const
{
    const Checkpoint &point = m_checkpoints[checkpoint];
    return {static_cast<qint64>(checkpoint) * checkpointStep,
            point.character,
            point.stream,
            point.end,
            point.spacing,
            point.lateness};
}

RunCursor RunChunk::cursorOfRun(qint64 run) const
{
    RunCursor cursor = cursorOf(static_cast<size_t>(run / checkpointStep));
    while (cursor.run < run)
        next(cursor);
    return cursor;
}

RunCursor RunChunk::cursorOfCharacter(qint64 character) const
{
    const auto after =
        std::ranges::upper_bound(m_checkpoints, character, {}, &Checkpoint::character);
    RunCursor cursor =
        cursorOf(static_cast<size_t>(std::distance(m_checkpoints.begin(), after)) - 1);
    for (;;) {
        const RunCursor before = cursor;
        next(cursor);
        if (cursor.character > character)
            return before;
    }
}

bool RunChunk::isSent(qint64 character) const
{
    return (m_sent[static_cast<size_t>(character / wordBits)] >> (character % wordBits)) & 1;
}

qint64 RunChunk::sideEnd(qint64 character) const
{
    const quint64 flip = isSent(character) ? ~quint64(0) : 0;
    auto word = static_cast<size_t>(character / wordBits);
    // Ones where the other side is.
    quint64 others = (m_sent[word] ^ flip) & (~quint64(0) << (character % wordBits));
    while (others == 0 && ++word < m_sent.size())
        others = m_sent[word] ^ flip;
    if (others == 0)
        return characterCount();
    return std::min(characterCount(),
                    static_cast<qint64>(word) * wordBits + std::countr_zero(others));
}

void RunChunk::copyCharacters(qint64 first, qint64 count, Characters &to) const
{
    const quint8 *wire = m_wire.data() + first;
    const qsizetype before = to.size();
    to.resize(before + count);
    Character *out = to.data() + before;
    for (qint64 i = 0; i < count; ++i)
        out[i].wire = wire[i];
    if (m_flags.empty())
        return;
    const quint8 *flags = m_flags.data() + first;
    for (qint64 i = 0; i < count; ++i)
        out[i].flags = CharacterFlags::fromInt(flags[i]);
}

QByteArray RunChunk::toBytes() const
{
    const ChunkHead head{m_wire.size(),   m_flags.size(),       m_sent.size(),
                         m_stream.size(), m_checkpoints.size(), m_end};
    QByteArray bytes;
    const size_t size = sizeof(head) + sizeOf(m_wire) + sizeOf(m_flags) + sizeOf(m_sent)
        + sizeOf(m_stream) + sizeOf(m_checkpoints);
    bytes.reserve(static_cast<qsizetype>(size));
    bytes.append(reinterpret_cast<const char *>(&head), sizeof(head));
    putColumn(bytes, m_wire);
    putColumn(bytes, m_flags);
    putColumn(bytes, m_sent);
    putColumn(bytes, m_stream);
    putColumn(bytes, m_checkpoints);
    return bytes;
}

std::optional<RunChunk> RunChunk::fromBytes(const QByteArray &bytes)
{
    ChunkHead head;
    const auto size = static_cast<quint64>(bytes.size());
    if (size < sizeof(head))
        return {};
    std::memcpy(&head, bytes.constData(), sizeof(head));
    for (const quint64 count : {head.wire, head.flags, head.sent, head.stream, head.checkpoints}) {
        if (count > size)
            return {};
    }
    if (size
        != sizeof(head) + head.wire + head.flags + head.sent * sizeof(quint64) + head.stream
            + head.checkpoints * sizeof(Checkpoint))
        return {};
    RunChunk chunk;
    const char *from = bytes.constData() + sizeof(head);
    takeColumn(from, head.wire, chunk.m_wire);
    takeColumn(from, head.flags, chunk.m_flags);
    takeColumn(from, head.sent, chunk.m_sent);
    takeColumn(from, head.stream, chunk.m_stream);
    takeColumn(from, head.checkpoints, chunk.m_checkpoints);
    chunk.m_end = head.end;
    return chunk;
}

} // namespace optoscope
