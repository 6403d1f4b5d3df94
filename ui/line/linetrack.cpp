// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/linetrack.h"

#include <algorithm>

namespace optoscope {
namespace {

constexpr size_t groupSize = 8;
/// Entries of other kinds among those of a block, so that it is quickly walked.
constexpr qint32 mostEntries = 64;

bool canGrow(const LineBlock &block, const LineBlock &character)
{
    return block.count < LineBlock::mostCharacters && block.settings == character.settings
        && character.entry - block.entry < mostEntries;
}

LineSpan spanOf(const LineSpan &span)
{
    return span;
}

LineSpan spanOf(const LineBlock &block)
{
    return block.span();
}

template <typename Part>
LineSpan sumOfLast(const PieceList<Part> &parts, size_t end)
{
    LineSpan sum = spanOf(parts[end - groupSize]);
    for (size_t i = end - groupSize + 1; i < end; ++i) {
        const LineSpan part = spanOf(parts[i]);
        sum.end = part.end;
        sum.edges += part.edges;
        sum.flags |= part.flags;
    }
    return sum;
}

} // namespace

void LineTrack::append(const LineBlock &character, bool startsBlock)
{
    if (m_blocks.empty() || startsBlock || !canGrow(m_blocks.back(), character)) {
        const qint64 ordinal = characterCount();
        if (!m_blocks.empty())
            close();
        m_blocks.append(character);
        m_blocks.back().ordinal = ordinal;
        return;
    }
    LineBlock &block = m_blocks.back();
    block.end = character.end;
    block.edges = static_cast<quint16>(block.edges + character.edges);
    block.flags |= character.flags;
    ++block.count;
}

void LineTrack::close()
{
    if (m_blocks.size() % groupSize != 0)
        return;
    LineSpan sum = sumOfLast(m_blocks, m_blocks.size());
    for (size_t level = 0;; ++level) {
        if (level == m_levels.size())
            m_levels.emplace_back();
        PieceList<LineSpan> &spans = m_levels[level];
        spans.append(sum);
        if (spans.size() % groupSize != 0)
            return;
        sum = sumOfLast(spans, spans.size());
    }
}

qint64 LineTrack::characterCount() const
{
    return m_blocks.empty() ? 0 : m_blocks.back().ordinal + m_blocks.back().count;
}

qsizetype LineTrack::blockAt(Instant at) const
{
    const auto after =
        std::upper_bound(m_blocks.begin(), m_blocks.end(), at,
                         [](Instant value, const LineBlock &block) { return value < block.begin; });
    return std::distance(m_blocks.begin(), after) - 1;
}

qsizetype LineTrack::blockOfCharacter(qint64 character) const
{
    const auto after = std::upper_bound(
        m_blocks.begin(), m_blocks.end(), character,
        [](qint64 value, const LineBlock &block) { return value < block.firstCharacter; });
    return std::distance(m_blocks.begin(), after) - 1;
}

void LineTrack::visit(Instant from, Instant to, nanoseconds least, Visitor &visitor) const
{
    size_t seen = 0; // blocks that the levels so far stand for
    size_t each = 1;
    for (size_t level = 0; level < m_levels.size(); ++level)
        each *= groupSize;
    for (size_t level = m_levels.size(); level-- > 0; each /= groupSize) {
        for (size_t i = seen / each; i < m_levels[level].size(); ++i)
            visitLevel(level, i, from, to, least, visitor);
        seen = m_levels[level].size() * each;
    }
    for (size_t i = seen; i < m_blocks.size(); ++i)
        visitOne(i, from, to, least, visitor);
}

void LineTrack::visitLevel(size_t level, size_t index, Instant from, Instant to, nanoseconds least,
                           Visitor &visitor) const
{
    const LineSpan &span = m_levels[level][index];
    if (span.end <= from || span.begin >= to)
        return;
    if (span.end - span.begin < least) {
        visitor.visitSpan(span);
        return;
    }
    for (size_t i = index * groupSize; i < (index + 1) * groupSize; ++i) {
        if (level == 0)
            visitOne(i, from, to, least, visitor);
        else
            visitLevel(level - 1, i, from, to, least, visitor);
    }
}

void LineTrack::visitOne(size_t block, Instant from, Instant to, nanoseconds least,
                         Visitor &visitor) const
{
    const LineBlock &characters = m_blocks[block];
    if (characters.end <= from || characters.begin >= to)
        return;
    if (characters.end - characters.begin < least)
        visitor.visitSpan(characters.span());
    else
        visitor.visitBlock(characters);
}

} // namespace optoscope
