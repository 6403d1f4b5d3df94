// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/linecursors.h"

#include "ui/line/linebits.h"

#include <algorithm>

namespace optoscope {
namespace {

using Instants = QVarLengthArray<Instant, 16>;

/// Beginning, edges and end of \a character.
Instants edgesOf(const LineCharacter &character, const LineSettings &settings)
{
    const LineBits bits = lineBits(character.character, settings);
    const auto at = [&](double bit) {
        const nanoseconds length = character.end - character.begin;
        return character.begin
            + nanoseconds(static_cast<qint64>(static_cast<double>(length.count()) * bit
                                              / static_cast<double>(bits.size())));
    };
    Instants found{character.begin};
    for (qsizetype i = 1; i < bits.size(); ++i) {
        if (bits[i].level != bits[i - 1].level)
            found.append(at(static_cast<double>(i)));
    }
    if (bits.last().level == Level::Space)
        found.append(at(static_cast<double>(bits.size() - 1) + lowPartOfStopBit));
    found.append(character.end);
    return found;
}

/// Tells \a visit of the edges in the blocks of both lines from the one at \a at on, in the
/// direction of \a step, until it has found one on each line or \a most blocks are through.
template <typename Visit>
void visitEdges(const LineIndex &index, const LineIndex::EntryAccess &entry, Instant at, int step,
                int most, const Visit &visit)
{
    for (const LineSide side : lineSides) {
        const PieceList<LineBlock> &blocks = index.track(side).blocks();
        qsizetype block = index.track(side).blockAt(at);
        if (step > 0)
            block = std::max<qsizetype>(block, 0);
        for (int i = 0; i < most && block >= 0 && block < std::ssize(blocks); ++i, block += step) {
            bool isFound = false;
            const LineBlock &here = blocks[static_cast<size_t>(block)];
            for (const LineCharacter &character : index.characters(side, here, entry)) {
                for (const Instant edge : edgesOf(character, index.settings(character.settings)))
                    isFound = visit(edge) || isFound;
            }
            if (isFound)
                break;
        }
    }
}

} // namespace

std::optional<LineStretch> LineCursors::stretch() const
{
    if (!first || !second)
        return {};
    return LineStretch{std::min(*first, *second), std::max(*first, *second)};
}

std::optional<LineMeasure> LineCursors::measure(const LineIndex &index,
                                                const LineIndex::EntryAccess &entry) const
{
    const auto between = stretch();
    if (!between)
        return {};
    LineMeasure found;
    found.time = between->end - between->begin;
    const auto nanos = static_cast<double>(found.time.count());
    found.hertz = nanos > 0 ? 1e9 / nanos : 0;
    found.baud = index.settingsAt(between->begin).baud;
    found.bits = nanos * found.baud.value / 1e9;
    found.sent = index.countBetween(LineSide::Sent, between->begin, between->end, entry);
    found.received = index.countBetween(LineSide::Received, between->begin, between->end, entry);
    return found;
}

std::optional<Instant> nearestEdge(const LineIndex &index, const LineIndex::EntryAccess &entry,
                                   Instant at, nanoseconds reach)
{
    std::optional<Instant> best;
    const auto look = [&](Instant edge) {
        const nanoseconds away = std::chrono::abs(edge - at);
        if (away <= reach && (!best || away < std::chrono::abs(*best - at)))
            best = edge;
        return edge > at + reach;
    };
    visitEdges(index, entry, at - reach, 1, 4, look);
    return best;
}

std::optional<Instant> nextEdge(const LineIndex &index, const LineIndex::EntryAccess &entry,
                                Instant at, nanoseconds least, bool forward)
{
    std::optional<Instant> best;
    const auto look = [&](Instant edge) {
        if (forward ? edge < at + least : edge > at - least)
            return false;
        if (!best || (forward ? edge < *best : edge > *best))
            best = edge;
        return true;
    };
    // Two blocks suffice: in the first the search begins, and the other is wholly beyond it.
    visitEdges(index, entry, forward ? at + least : at - least, forward ? 1 : -1, 2, look);
    return best;
}

} // namespace optoscope
