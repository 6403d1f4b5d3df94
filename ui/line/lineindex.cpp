// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/lineindex.h"

#include "core/uart/encoder.h"

#include <algorithm>
#include <limits>

namespace optoscope {
namespace {

constexpr Baud assumedBaud{300};
/// Between the sides where no times are known: the least reaction time (clause 6.4.x.5).
constexpr nanoseconds assumedPause = std::chrono::milliseconds(200);

const LineSettings &assumedSettings()
{
    static const LineSettings settings = withSoftwareParity(assumedBaud, format7E1);
    return settings;
}

nanoseconds usualTime(const LineSettings &settings)
{
    const Baud baud = settings.baud.value > 0 ? settings.baud : assumedBaud;
    return BitClock{baud}.bits(formatOnLine(settings).bitsOnWire());
}

/// How long a character of \a run is drawn: a line that ran faster than its settings shows it in
/// the distance of its characters.
nanoseconds drawnTime(const CharacterRun &run, const LineSettings &settings)
{
    constexpr double mostFactor = 1.1;
    const nanoseconds usual = usualTime(settings);
    const bool isFaster = run.spacing.count() > 0 && run.spacing < usual
        && static_cast<double>(usual.count())
            < mostFactor * static_cast<double>(run.spacing.count());
    return isFaster ? run.spacing : usual;
}

/// Where character \a i of a run that begins at \a at stands if the one before ended at \a before.
Instant beginOf(Instant at, const CharacterRun &run, qint64 i, Instant before)
{
    return run.spacing.count() > 0 ? std::max<Instant>(before, at + i * run.spacing) : before;
}

bool isOf(const TraceEntry &entry, LineSide side)
{
    return side == LineSide::Sent ? std::holds_alternative<Sent>(entry.what)
                                  : std::holds_alternative<Received>(entry.what);
}

} // namespace

LineIndex::LineIndex()
    : m_edges(assumedSettings())
{
}

void LineIndex::append(const Trace &trace, qsizetype firstEntry)
{
    for (qsizetype i = firstEntry; i < trace.count(); ++i) {
        const TraceEntry entry = trace.entry(i);
        stretchTo(entry.at);
        if (const auto *settings = std::get_if<LineSettings>(&entry.what)) {
            const Instant before = m_changes.empty() ? entry.at : m_changes.back().at;
            m_changes.push_back({std::max(before, entry.at), *settings});
            m_edges = EdgeCounts(*settings);
        } else if (const auto *held = std::get_if<Break>(&entry.what)) {
            appendBreak(entry.at, held->on);
        } else if (const CharacterRun *run = runOf(entry)) {
            appendRun(isOf(entry, LineSide::Sent) ? LineSide::Sent : LineSide::Received, entry,
                      *run, static_cast<qint32>(i), trace.firstCharacter(i));
        }
    }
}

void LineIndex::stretchTo(Instant at)
{
    m_begin = std::min(m_begin, at);
    m_end = std::max(m_end, at);
    m_isEmpty = false;
}

void LineIndex::appendRun(LineSide side, const TraceEntry &entry, const CharacterRun &run,
                          qint32 index, qint64 firstCharacter)
{
    LineTrack &track = m_tracks.at(static_cast<size_t>(side));
    const auto number = static_cast<qint32>(m_changes.size()) - 1;
    const LineSettings &line = settings(number);
    const nanoseconds length = drawnTime(run, line);
    const bool isTimed = run.spacing.count() > 0;
    Instant before = track.characterCount() > 0 ? track.end() : entry.at;
    if (!isTimed) {
        m_timesAreAssumed = true;
        before = std::max(m_tracks[0].end(), m_tracks[1].end())
            + (side == m_lastSide ? nanoseconds() : assumedPause);
    }
    for (qsizetype i = 0; i < run.characters.size(); ++i) {
        const Character character = run.characters.at(i);
        const Instant begin = beginOf(entry.at, run, i, before);
        before = begin + length;
        LineBlock block;
        block.begin = begin;
        block.end = before;
        block.firstCharacter = firstCharacter + i;
        block.entry = index;
        block.offset = static_cast<qint32>(i);
        block.settings = number;
        block.edges = static_cast<quint16>(m_edges.of(character));
        block.count = 1;
        block.flags = character.flags;
        track.append(block, !isTimed && i == 0);
    }
    m_lastSide = side;
    stretchTo(before);
}

void LineIndex::appendBreak(Instant at, bool on)
{
    at = std::max(at, track(LineSide::Sent).end());
    const bool isHeld = !m_breaks.empty() && m_breaks.back().end == Instant::max();
    if (on && !isHeld)
        m_breaks.push_back({at, Instant::max()});
    else if (!on && isHeld)
        m_breaks.back().end = std::max(at, m_breaks.back().begin);
    stretchTo(at);
}

const LineSettings &LineIndex::settings(qint32 number) const
{
    return number < 0 ? assumedSettings() : m_changes[static_cast<size_t>(number)].settings;
}

const LineSettings &LineIndex::settingsAt(Instant at) const
{
    const auto after =
        std::upper_bound(m_changes.begin(), m_changes.end(), at,
                         [](Instant value, const LineChange &change) { return value < change.at; });
    return settings(static_cast<qint32>(std::distance(m_changes.begin(), after)) - 1);
}

bool LineIndex::isUnbroken(const LineBlock &block) const
{
    // A gap of a bit can be told from none; rounding is far less.
    const nanoseconds slack = usualTime(settings(block.settings)) / 20;
    return block.flags.toInt() == 0
        && block.end - block.begin <= block.count * usualTime(settings(block.settings)) + slack;
}

LineIndex::Characters LineIndex::characters(LineSide side, const LineBlock &block,
                                            const EntryAccess &entry) const
{
    Characters found;
    Instant before = block.begin;
    qint64 number = block.firstCharacter;
    qint64 offset = block.offset;
    for (qsizetype index = block.entry; found.size() < block.count; ++index) {
        const TraceEntry part = entry(index);
        const CharacterRun *run = runOf(part);
        if (!run)
            continue;
        const qsizetype size = run->characters.size();
        if (!isOf(part, side)) {
            number += size;
            continue;
        }
        const nanoseconds length = drawnTime(*run, settings(block.settings));
        for (qint64 i = offset; i < size && found.size() < block.count; ++i) {
            const bool isFirst = found.isEmpty();
            const Instant begin = isFirst ? block.begin : beginOf(part.at, *run, i, before);
            before = begin + length;
            found.append({number++, begin, before, run->characters.at(i), block.settings});
        }
        offset = 0;
    }
    return found;
}

std::optional<LineCharacter> LineIndex::characterAt(LineSide side, Instant at,
                                                    const EntryAccess &entry) const
{
    const qsizetype block = track(side).blockAt(at);
    if (block < 0)
        return {};
    for (const LineCharacter &character :
         characters(side, track(side).blocks()[static_cast<size_t>(block)], entry)) {
        if (character.begin <= at && at < character.end)
            return character;
    }
    return {};
}

std::optional<LineStretch> LineIndex::stretchOf(LineSide side, CharacterRange range,
                                                const EntryAccess &entry) const
{
    const PieceList<LineBlock> &blocks = track(side).blocks();
    const qint64 end = range.first + range.count;
    const qsizetype last = track(side).blockOfCharacter(end - 1);
    if (range.count <= 0 || last < 0)
        return {};
    LineStretch found{Instant::max(), Instant::min()};
    const auto look = [&](qsizetype block) {
        for (const LineCharacter &character :
             characters(side, blocks[static_cast<size_t>(block)], entry)) {
            if (character.number < range.first || character.number >= end)
                continue;
            found.begin = std::min(found.begin, character.begin);
            found.end = std::max(found.end, character.end);
        }
    };
    look(last);
    // The first character lies in its block or, where that ends before it, in the one after.
    const qsizetype first = std::max<qsizetype>(track(side).blockOfCharacter(range.first), 0);
    for (qsizetype block = first; block <= std::min(first + 1, last); ++block)
        look(block);
    if (found.begin > found.end)
        return {};
    return found;
}

std::optional<LineStretch> LineIndex::stretchOf(CharacterRange range,
                                                const EntryAccess &entry) const
{
    const auto sent = stretchOf(LineSide::Sent, range, entry);
    const auto received = stretchOf(LineSide::Received, range, entry);
    if (!sent || !received)
        return sent ? sent : received;
    return LineStretch{std::min(sent->begin, received->begin), std::max(sent->end, received->end)};
}

qint64 LineIndex::countBefore(LineSide side, Instant at, const EntryAccess &entry) const
{
    const qsizetype index = track(side).blockAt(at);
    if (index < 0)
        return 0;
    const LineBlock &block = track(side).blocks()[static_cast<size_t>(index)];
    const Characters inside = characters(side, block, entry);
    return block.ordinal
        + std::ranges::count_if(inside, [at](const LineCharacter &one) { return one.begin < at; });
}

qint64 LineIndex::countBetween(LineSide side, Instant from, Instant to,
                               const EntryAccess &entry) const
{
    return std::max<qint64>(0, countBefore(side, to, entry) - countBefore(side, from, entry));
}

CharacterRange LineIndex::charactersBetween(Instant from, Instant to,
                                            const EntryAccess &entry) const
{
    qint64 first = std::numeric_limits<qint64>::max();
    qint64 last = -1;
    for (const LineSide side : lineSides) {
        const PieceList<LineBlock> &blocks = track(side).blocks();
        const auto look = [&](qsizetype block) {
            for (const LineCharacter &one :
                 characters(side, blocks[static_cast<size_t>(block)], entry)) {
                if (one.end <= from || one.begin > to)
                    continue;
                first = std::min(first, one.number);
                last = std::max(last, one.number);
            }
        };
        const qsizetype end = track(side).blockAt(to);
        const qsizetype begin = std::max<qsizetype>(track(side).blockAt(from), 0);
        for (qsizetype block = begin; block <= std::min(begin + 1, end); ++block)
            look(block);
        if (end >= 0)
            look(end);
    }
    return last < 0 ? CharacterRange() : CharacterRange{first, last - first + 1};
}

} // namespace optoscope
