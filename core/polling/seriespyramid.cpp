// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/seriespyramid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace optoscope {
namespace {

/// Polls that lie further apart than this many times the distance before have lost their rhythm.
constexpr qint64 rhythm = 2;

bool isEarlier(const Sample &first, const Sample &second)
{
    return first.utc < second.utc;
}

qint64 floorTo(qint64 value, qint64 step)
{
    const qint64 down = value / step * step;
    return down > value ? down - step : down;
}

} // namespace

qint64 SeriesPyramid::Chunk::time(size_t index) const
{
    return wide.empty() ? base + offsets[index] : wide[index];
}

void SeriesPyramid::Chunk::push(qint64 time, double value, bool startsRun)
{
    if (values.empty()) {
        base = time;
        offsets.reserve(static_cast<size_t>(chunkSize));
        values.reserve(static_cast<size_t>(chunkSize));
    }
    if (wide.empty() && time - base > std::numeric_limits<quint32>::max()) {
        for (const quint32 offset : offsets)
            wide.push_back(base + offset);
        offsets = {};
    }
    if (wide.empty())
        offsets.push_back(static_cast<quint32>(time - base));
    else
        wide.push_back(time);
    runs.set(values.size(), startsRun);
    values.push_back(value);
}

void SeriesPyramid::Chunk::truncate(size_t size)
{
    offsets.resize(std::min(offsets.size(), size));
    wide.resize(std::min(wide.size(), size));
    values.resize(size);
}

qint64 SeriesPyramid::timeAt(qsizetype index) const
{
    return m_chunks[static_cast<size_t>(index / chunkSize)].time(
        static_cast<size_t>(index % chunkSize));
}

double SeriesPyramid::valueAt(qsizetype index) const
{
    return m_chunks[static_cast<size_t>(index / chunkSize)]
        .values[static_cast<size_t>(index % chunkSize)];
}

Sample SeriesPyramid::at(qsizetype index) const
{
    return {UtcTime(timeAt(index)), valueAt(index)};
}

bool SeriesPyramid::startsRun(qsizetype index) const
{
    return m_chunks[static_cast<size_t>(index / chunkSize)]
        .runs[static_cast<size_t>(index % chunkSize)];
}

SeriesPoint SeriesPyramid::pointAt(qsizetype index) const
{
    return {UtcTime(timeAt(index)), valueAt(index), startsRun(index)};
}

void SeriesPyramid::setGapLimit(std::optional<UtcTime> limit)
{
    if (m_gapLimit == limit)
        return;
    m_gapLimit = limit;
    findGaps(0, m_size);
}

void SeriesPyramid::addFailures(const QList<UtcTime> &failures)
{
    if (failures.isEmpty())
        return;
    const UtcTime earliest = *std::ranges::min_element(failures);
    for (const UtcTime failure : failures)
        m_failures.push_back(failure.count());
    std::ranges::sort(m_failures);
    thinFailures(earliest.count());
    findGaps(indexOf(earliest), m_size);
}

/// Between two neighbours the first and the last failure say it all, however long the meter was
/// silent.
void SeriesPyramid::thinFailures(qint64 from)
{
    auto out = std::ranges::lower_bound(m_failures, from);
    out -= std::min<std::ptrdiff_t>(2, out - m_failures.begin());
    auto in = out;
    while (in != m_failures.end()) {
        const qsizetype before = indexAfter(*in);
        auto next = in + 1;
        while (next != m_failures.end() && indexAfter(*next) == before)
            ++next;
        *out++ = *in;
        if (*std::prev(next) != *in)
            *out++ = *std::prev(next);
        in = next;
    }
    m_failures.erase(out, m_failures.end());
}

bool SeriesPyramid::isGap(qint64 time, qsizetype index) const
{
    if (index == 0)
        return true;
    const qint64 before = timeAt(index - 1);
    const auto failure = std::ranges::upper_bound(m_failures, before);
    if (failure != m_failures.end() && *failure < time)
        return true;
    if (!m_gapLimit || time - before <= m_gapLimit->count())
        return false;
    return index == 1 || time - before > rhythm * (before - timeAt(index - 2));
}

void SeriesPyramid::findGaps(qsizetype from, qsizetype to)
{
    for (qsizetype i = from; i < to; ++i)
        m_chunks[static_cast<size_t>(i / chunkSize)].runs.set(static_cast<size_t>(i % chunkSize),
                                                              isGap(timeAt(i), i));
}

void SeriesPyramid::append(QList<Sample> samples)
{
    samples.removeIf([](const Sample &sample) { return !std::isfinite(sample.value); });
    if (samples.isEmpty())
        return;
    if (!std::ranges::is_sorted(samples, isEarlier))
        std::ranges::stable_sort(samples, isEarlier);
    const qsizetype kept = indexAfter(samples.constFirst().utc.count());
    if (kept < m_size) {
        QList<Sample> later;
        for (qsizetype i = kept; i < m_size; ++i)
            later.append(at(i));
        truncate(kept);
        QList<Sample> merged;
        std::ranges::merge(later, samples, std::back_inserter(merged), isEarlier);
        samples = merged;
    }
    for (const Sample &sample : std::as_const(samples))
        push(sample);
}

void SeriesPyramid::push(const Sample &sample)
{
    const qint64 time = sample.utc.count();
    if (m_size % chunkSize == 0)
        m_chunks.emplace_back();
    m_chunks.back().push(time, sample.value, isGap(time, m_size));
    m_chunks.back().gain += gainAt(m_size);
    qsizetype span = fan;
    for (std::vector<SeriesExtent> &level : m_levels) {
        if (m_size % span == 0) {
            level.push_back({sample.value, sample.value});
        } else {
            SeriesExtent &node = level.back();
            node = {std::min(node.least, sample.value), std::max(node.most, sample.value)};
        }
        span *= fan;
    }
    ++m_size;
}

void SeriesPyramid::truncate(qsizetype size)
{
    m_size = size;
    m_chunks.resize(static_cast<size_t>((size + chunkSize - 1) / chunkSize));
    if (size % chunkSize != 0) {
        Chunk &last = m_chunks.back();
        last.truncate(static_cast<size_t>(size % chunkSize));
        last.gain = 0;
        for (qsizetype i = size / chunkSize * chunkSize; i < size; ++i)
            last.gain += gainAt(i);
    }
    qsizetype span = fan;
    for (std::vector<SeriesExtent> &level : m_levels) {
        level.resize(static_cast<size_t>((size + span - 1) / span));
        if (size % span != 0) {
            const qsizetype begin = size / span * span;
            SeriesExtent node = nodeAt(begin, span / fan);
            for (qsizetype i = begin + span / fan; i < size; i += span / fan) {
                const SeriesExtent part = nodeAt(i, span / fan);
                node = {std::min(node.least, part.least), std::max(node.most, part.most)};
            }
            level.back() = node;
        }
        span *= fan;
    }
}

qsizetype SeriesPyramid::indexAfter(qint64 time) const
{
    const auto after = std::ranges::upper_bound(m_chunks, time, {}, &Chunk::base);
    if (after == m_chunks.begin())
        return 0;
    const auto chunk = std::prev(after);
    size_t low = 0;
    size_t high = chunk->values.size();
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (chunk->time(middle) <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return (chunk - m_chunks.begin()) * chunkSize + static_cast<qsizetype>(low);
}

qsizetype SeriesPyramid::indexOf(UtcTime utc) const
{
    return utc == UtcTime::min() ? 0 : indexAfter(utc.count() - 1);
}

std::optional<Sample> SeriesPyramid::nearest(UtcTime utc) const
{
    if (isEmpty())
        return {};
    const qsizetype after = indexOf(utc);
    if (after == m_size)
        return at(m_size - 1);
    if (after == 0)
        return at(0);
    return timeAt(after) - utc.count() < utc.count() - timeAt(after - 1) ? at(after)
                                                                         : at(after - 1);
}

SeriesExtent SeriesPyramid::nodeAt(qsizetype index, qsizetype span) const
{
    if (span == 1)
        return {valueAt(index), valueAt(index)};
    size_t level = 0;
    for (qsizetype s = fan; s < span; s *= fan)
        ++level;
    return m_levels[level][static_cast<size_t>(index / span)];
}

SeriesPyramid::Extremes SeriesPyramid::extremes(qsizetype from, qsizetype to) const
{
    struct Best {
        double value;
        qsizetype index;
        qsizetype span;
    };
    Best least{valueAt(from), from, 1};
    Best most = least;
    constexpr qsizetype largest = fan * fan * fan * fan * fan;
    for (qsizetype i = from; i < to;) {
        qsizetype span = 1;
        while (span < largest && i % (span * fan) == 0 && i + span * fan <= to)
            span *= fan;
        const SeriesExtent node = nodeAt(i, span);
        if (node.least < least.value)
            least = {node.least, i, span};
        if (node.most > most.value)
            most = {node.most, i, span};
        i += span;
    }
    return {locate(least.index, least.span, least.value, true),
            locate(most.index, most.span, most.value, false)};
}

qsizetype SeriesPyramid::locate(qsizetype index, qsizetype span, double value, bool least) const
{
    while (span > 1) {
        span /= fan;
        const auto extreme = [&](qsizetype at) {
            const SeriesExtent node = nodeAt(at, span);
            return least ? node.least : node.most;
        };
        while (extreme(index) != value)
            index += span;
    }
    return index;
}

std::optional<SeriesExtent> SeriesPyramid::extent(UtcTime from, UtcTime to) const
{
    const qsizetype first = indexOf(from);
    const qsizetype last = indexAfter(to.count());
    if (first >= last)
        return {};
    const Extremes found = extremes(first, last);
    return SeriesExtent{valueAt(found.least), valueAt(found.most)};
}

void SeriesPyramid::addColumn(QList<SeriesPoint> &points, qsizetype from, qsizetype to) const
{
    const Extremes found = extremes(from, to);
    SeriesPoint point = pointAt(std::min(found.least, found.most));
    point.startsRun = startsRun(from);
    points.append(point);
    if (found.least != found.most) {
        point = pointAt(std::max(found.least, found.most));
        point.startsRun = false;
        points.append(point);
    }
}

QList<SeriesPoint> SeriesPyramid::points(UtcTime from, UtcTime to, int columns) const
{
    QList<SeriesPoint> points;
    if (isEmpty() || from >= to)
        return points;
    const qsizetype first = std::max<qsizetype>(0, indexOf(from) - 1);
    const qsizetype last = std::min(m_size, indexAfter(to.count()) + 1);
    if (last - first <= mostPoints) {
        for (qsizetype i = first; i < last; ++i)
            points.append(pointAt(i));
        return points;
    }
    // Whole columns, of which there may be one more and a part of one, and the two at the borders.
    const int most = std::clamp(columns, 1, mostPoints / 2 - 3);
    const qint64 width = (to - from).count() / most + 1;
    points.append(pointAt(first));
    qsizetype begin = first + 1;
    for (qint64 column = floorTo(from.count(), width); begin < last - 1; column += width) {
        const qsizetype end = std::min(last - 1, indexAfter(column + width - 1));
        if (end > begin)
            addColumn(points, begin, end);
        begin = std::max(begin, end);
    }
    points.append(pointAt(last - 1));
    return points;
}

/// What the counter showed at \a bound: the last reading until then, if the readings go on.
std::optional<qsizetype> SeriesPyramid::readingAt(qint64 bound) const
{
    const qsizetype after = indexAfter(bound);
    if (after == 0)
        return {};
    const bool goesOn = after < m_size && !startsRun(after);
    return goesOn || timeAt(after - 1) == bound ? std::optional(after - 1) : std::nullopt;
}

double SeriesPyramid::gainAt(qsizetype index) const
{
    return index == 0 ? 0 : std::max(0.0, valueAt(index) - valueAt(index - 1));
}

double SeriesPyramid::counted(qsizetype from, qsizetype to) const
{
    double sum = 0;
    for (qsizetype i = from + 1; i <= to;) {
        if (i % chunkSize == 0 && i + chunkSize <= to + 1) {
            sum += m_chunks[static_cast<size_t>(i / chunkSize)].gain;
            i += chunkSize;
        } else {
            sum += gainAt(i++);
        }
    }
    return sum;
}

QList<Consumption> SeriesPyramid::consumption(const QList<UtcTime> &bounds) const
{
    QList<Consumption> all;
    for (qsizetype i = 0; i + 1 < bounds.size(); ++i) {
        const UtcTime begin = bounds[i];
        const UtcTime end = bounds[i + 1];
        const auto before = readingAt(begin.count());
        const auto until = readingAt(end.count());
        const bool isWhole = before && until;
        const qsizetype from = before.value_or(indexOf(begin));
        const qsizetype to = until.value_or(indexAfter(end.count()) - 1);
        if (isWhole || from < to)
            all.append({begin, end, counted(from, to), isWhole});
    }
    return all;
}

std::optional<UtcTime> SeriesPyramid::usualDistance() const
{
    if (m_size < 2)
        return {};
    constexpr qsizetype most = 129;
    std::vector<qint64> distances;
    const qsizetype step = std::max<qsizetype>(1, (m_size - 1) / most);
    for (qsizetype i = 1; i < m_size; i += step)
        distances.push_back(timeAt(i) - timeAt(i - 1));
    const auto middle = distances.begin() + static_cast<qsizetype>(distances.size()) / 2;
    std::ranges::nth_element(distances, middle);
    return UtcTime(*middle);
}

void SeriesPyramid::forgetBefore(UtcTime utc)
{
    const qsizetype first = indexOf(utc);
    if (first == 0)
        return;
    QList<Sample> kept;
    kept.reserve(m_size - first);
    for (qsizetype i = first; i < m_size; ++i)
        kept.append(at(i));
    SeriesPyramid rest;
    rest.m_gapLimit = m_gapLimit;
    rest.m_failures.assign(std::ranges::lower_bound(m_failures, utc.count()), m_failures.end());
    rest.append(std::move(kept));
    *this = std::move(rest);
}

qint64 SeriesPyramid::bytes() const
{
    size_t bytes = sizeof(SeriesPyramid) + m_chunks.capacity() * sizeof(Chunk)
        + m_failures.capacity() * sizeof(qint64);
    for (const Chunk &chunk : m_chunks)
        bytes += chunk.offsets.capacity() * sizeof(quint32) + chunk.wide.capacity() * sizeof(qint64)
            + chunk.values.capacity() * sizeof(double);
    for (const std::vector<SeriesExtent> &level : m_levels)
        bytes += level.capacity() * sizeof(SeriesExtent);
    return static_cast<qint64>(bytes);
}

} // namespace optoscope
