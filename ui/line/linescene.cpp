// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/linescene.h"

#include <algorithm>
#include <cmath>

namespace optoscope {
namespace {

/// Narrower bits cannot be told from each other.
constexpr double leastBitPixels = 2.5;
constexpr int mostDensity = 8;

/// Gathers what is too narrow, in columns of the device's pixels.
class Columns
{
public:
    explicit Columns(const TimeScale &scale)
        : m_scale(scale)
        , m_edges(static_cast<size_t>(std::max(0.0, std::ceil(scale.width * scale.pixelRatio))))
        , m_flags(m_edges.size())
    {
    }

    void add(const LineSpan &span)
    {
        const double left = m_scale.x(span.begin) * m_scale.pixelRatio;
        const double right = std::max(m_scale.x(span.end) * m_scale.pixelRatio, left + 1e-6);
        const double perPixel = static_cast<double>(span.edges) / (right - left);
        for (qint64 column = first(left); column < last(right); ++column) {
            const auto x = static_cast<double>(column);
            const double share = std::min(right, x + 1) - std::max(left, x);
            m_edges[static_cast<size_t>(column)] += static_cast<float>(perPixel * share);
        }
        if (span.flags.toInt() != 0)
            flag((left + right) / 2, span.flags);
    }

    /// An error at \a x pixels of the device.
    void flag(double x, CharacterFlags flags)
    {
        if (x >= 0 && x < static_cast<double>(m_flags.size()))
            m_flags[static_cast<size_t>(x)] |= flags;
    }

    QList<LineBand> bands() const
    {
        QList<LineBand> found;
        int before = 0;
        for (size_t column = 0; column < m_edges.size(); ++column) {
            const int density = densityOf(m_edges[column]);
            const double x = static_cast<double>(column) / m_scale.pixelRatio;
            const double right = static_cast<double>(column + 1) / m_scale.pixelRatio;
            if (density > 0 && density == before)
                found.last().right = right;
            else if (density > 0)
                found.append({x, right, density});
            before = density;
        }
        return found;
    }

    QList<LineErrorMark> errors(double markWidth) const
    {
        QList<LineErrorMark> found;
        for (size_t column = 0; column < m_flags.size(); ++column) {
            if (m_flags[column].toInt() == 0)
                continue;
            const double x = (static_cast<double>(column) + 0.5) / m_scale.pixelRatio;
            if (found.isEmpty() || x - found.constLast().x >= markWidth)
                found.append({x, 0, {}});
            ++found.last().count;
            found.last().flags |= m_flags[column];
        }
        return found;
    }

private:
    qint64 first(double left) const
    {
        return std::max<qint64>(0, static_cast<qint64>(std::floor(left)));
    }
    qint64 last(double right) const
    {
        return std::min<qint64>(std::ssize(m_edges), static_cast<qint64>(std::ceil(right)));
    }

    /// Logarithmic: one more step for each doubling, from an edge in eight pixels on.
    static int densityOf(float edges)
    {
        if (edges <= 0)
            return 0;
        return std::clamp(static_cast<int>(std::lround(std::log2(edges))) + 4, 1, mostDensity);
    }

    TimeScale m_scale;
    std::vector<float> m_edges;
    std::vector<CharacterFlags> m_flags;
};

/// Collects one line's part of a scene.
class LaneBuilder final : public LineTrack::Visitor
{
public:
    LaneBuilder(LineSide side, const LineIndex &index, const LineIndex::EntryAccess &entry,
                const LineRequest &request)
        : m_side(side)
        , m_index(index)
        , m_entry(entry)
        , m_request(request)
        , m_columns(request.scale)
    {
    }

    LineLane build()
    {
        const TimeScale &scale = m_request.scale;
        m_index.track(m_side).visit(scale.begin, scale.end(), scale.devicePixel(), *this);
        m_lane.bands = m_columns.bands();
        m_lane.errors = m_columns.errors(m_request.markWidth);
        if (const auto chosen = m_index.stretchOf(m_side, m_request.selection, m_entry))
            m_lane.selection = {scale.x(chosen->begin), scale.x(chosen->end)};
        if (m_side == LineSide::Sent)
            addBreaks();
        return std::move(m_lane);
    }

    void visitSpan(const LineSpan &span) override { m_columns.add(span); }

    void visitBlock(const LineBlock &block) override
    {
        const TimeScale &scale = m_request.scale;
        // Most of them where much is in sight: neither bits nor labels fit.
        const double each = (scale.x(block.end) - scale.x(block.begin)) / block.count;
        if (each < std::min(leastBitPixels, m_request.characterWidth)
            && m_index.isUnbroken(block)) {
            m_columns.add(block.span());
            return;
        }
        for (const LineCharacter &character : m_index.characters(m_side, block, m_entry)) {
            if (character.end > scale.begin && character.begin < scale.end())
                addCharacter(character);
        }
    }

private:
    void addCharacter(const LineCharacter &character)
    {
        const TimeScale &scale = m_request.scale;
        const LineSettings &settings = m_index.settings(character.settings);
        LineCell cell;
        cell.left = scale.x(character.begin);
        cell.right = scale.x(character.end);
        cell.number = character.number;
        cell.byte = character.character.wire & settings.format.dataMask();
        cell.flags = character.character.flags;
        cell.isLabelled = cell.right - cell.left >= m_request.characterWidth;
        const double bit = (cell.right - cell.left) / formatOnLine(settings).bitsOnWire();
        if (bit >= leastBitPixels) {
            cell.bitWidth = bit;
            cell.bits = lineBits(character.character, settings);
        } else {
            m_columns.add({character.begin, character.end, edgeCount(character.character, settings),
                           cell.flags});
        }
        if (cell.isLabelled || !cell.bits.isEmpty())
            m_lane.cells.append(cell);
    }

    void addBreaks()
    {
        const TimeScale &scale = m_request.scale;
        const std::vector<LineStretch> &breaks = m_index.breaks();
        auto next = std::ranges::lower_bound(breaks, scale.begin, {}, &LineStretch::end);
        while (next != breaks.end() && next->begin < scale.end()) {
            const Instant end = std::min(next->end, std::max(m_index.end(), next->begin));
            m_lane.breaks.append({scale.x(next->begin), scale.x(end)});
            // Others within the same pixel would not be seen.
            const Instant after = std::max(end, next->begin) + scale.devicePixel();
            next = std::ranges::lower_bound(next + 1, breaks.end(), after, {}, &LineStretch::end);
        }
    }

    LineSide m_side;
    const LineIndex &m_index;
    const LineIndex::EntryAccess &m_entry;
    const LineRequest &m_request;
    Columns m_columns;
    LineLane m_lane;
};

QList<LineChangeMark> changeMarks(const LineIndex &index, const TimeScale &scale)
{
    QList<LineChangeMark> found;
    const std::vector<LineChange> &changes = index.changes();
    auto next = std::ranges::lower_bound(changes, scale.begin, {}, &LineChange::at);
    while (next != changes.end() && next->at < scale.end()) {
        LineChangeMark mark{scale.x(next->at), {}, next->settings};
        if (next != changes.begin())
            mark.before = std::prev(next)->settings;
        if (!mark.before || *mark.before != mark.after)
            found.append(mark);
        const Instant after = next->at + scale.devicePixel();
        next = std::ranges::lower_bound(next + 1, changes.end(), after, {}, &LineChange::at);
    }
    return found;
}

QList<std::pair<double, Tone>> markPlaces(const LineRequest &request)
{
    const TimeScale &scale = request.scale;
    QList<std::pair<double, Tone>> found;
    auto next = std::ranges::lower_bound(request.marks, scale.begin, {}, &LineMark::at);
    for (; next != request.marks.end() && next->at < scale.end(); ++next) {
        const double x = scale.x(next->at);
        if (found.isEmpty() || x - found.constLast().first >= request.markWidth)
            found.append({x, next->tone});
        else if (next->tone == Tone::Error)
            found.last().second = Tone::Error;
    }
    return found;
}

} // namespace

LineScene LineScene::of(const LineIndex &index, const LineIndex::EntryAccess &entry,
                        const LineRequest &request)
{
    LineScene scene;
    for (const LineSide side : lineSides)
        scene.lanes.at(static_cast<size_t>(side)) =
            LaneBuilder(side, index, entry, request).build();
    const auto width = static_cast<double>(request.scale.width);
    scene.left = std::clamp(request.scale.x(index.begin()), 0.0, width);
    scene.right = std::clamp(request.scale.x(index.end()), 0.0, width);
    scene.ticks = timeTicks(request.scale, request.labelWidth);
    scene.changes = changeMarks(index, request.scale);
    scene.marks = markPlaces(request);
    return scene;
}

} // namespace optoscope
