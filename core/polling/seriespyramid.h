// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/sample.h"

#include <QList>

#include <array>
#include <bitset>
#include <optional>
#include <vector>

namespace optoscope {

/// A point of a line that is drawn.
struct SeriesPoint {
    UtcTime utc{};
    double value = 0;
    bool startsRun = false; ///< No line leads to it: there is a gap before.
    friend bool operator==(const SeriesPoint &, const SeriesPoint &) = default;
};

/// The least and the largest of some values.
struct SeriesExtent {
    double least = 0;
    double most = 0;
    friend bool operator==(const SeriesExtent &, const SeriesExtent &) = default;
};

/// What a counter counted from begin to end; never negative.
struct Consumption {
    UtcTime begin{};
    UtcTime end{};
    double amount = 0;
    bool isWhole = true; ///< False: only a part of the time is covered by readings.
    friend bool operator==(const Consumption &, const Consumption &) = default;
};

/// All samples of a series by their time, with the least and the largest value of every 16, 256,
/// 4096 … of them, so that any range is drawn at once. It takes about 14 bytes a sample.
class SeriesPyramid
{
public:
    /// So many points a line has at most, whatever is asked for.
    static constexpr int mostPoints = 1200;

    /// Neighbours further apart than \a limit have a gap between them, unless those before lay
    /// about as far apart: then that is how often the meter is polled there. Nothing: no limit.
    void setGapLimit(std::optional<UtcTime> limit);
    /// Takes samples of any time, also before those that are there: clocks are set back. What is
    /// not finite is left out.
    void append(QList<Sample> samples);
    /// Drops all samples before \a utc.
    void forgetBefore(UtcTime utc);
    /// Where a poll failed there is a gap between its neighbours.
    void addFailures(const QList<UtcTime> &failures);

    qsizetype size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    Sample at(qsizetype index) const;
    bool startsRun(qsizetype index) const;
    /// The first sample at or after \a utc; size() if there is none.
    qsizetype indexOf(UtcTime utc) const;
    /// The sample nearest to \a utc; nothing in an empty series.
    std::optional<Sample> nearest(UtcTime utc) const;

    /// Of the samples with from <= utc <= to.
    std::optional<SeriesExtent> extent(UtcTime from, UtcTime to) const;
    /// What to draw from \a from to \a to on \a columns of the screen: the samples themselves where
    /// they are few, else the least and the largest of each column; and one on either side, so that
    /// the line reaches the border. Columns do not move when the range does.
    QList<SeriesPoint> points(UtcTime from, UtcTime to, int columns) const;
    /// What a counter counted between neighbours of \a bounds, which rise. A step down, by another
    /// meter or a counter that began anew, counts nothing. Intervals without readings are left out.
    QList<Consumption> consumption(const QList<UtcTime> &bounds) const;

    /// How far neighbours usually lie apart; nothing if there are none.
    std::optional<UtcTime> usualDistance() const;
    /// What all of it takes in memory.
    qint64 bytes() const;

private:
    static constexpr qsizetype chunkSize = 256;
    static constexpr qsizetype fan = 16;
    static constexpr qsizetype levelCount = 5;

    struct Chunk {
        qint64 base = 0; ///< time of the first sample
        std::vector<quint32> offsets; ///< milliseconds since base
        std::vector<qint64> wide; ///< instead of offsets where those would not do
        std::vector<double> values;
        std::bitset<static_cast<size_t>(chunkSize)> runs;
        double gain = 0; ///< all steps up, with the one to the first sample

        qint64 time(size_t index) const;
        void push(qint64 time, double value, bool startsRun);
        void truncate(size_t size);
    };
    struct Extremes {
        qsizetype least = 0;
        qsizetype most = 0;
    };

    qint64 timeAt(qsizetype index) const;
    double valueAt(qsizetype index) const;
    qsizetype indexAfter(qint64 time) const;
    void push(const Sample &sample);
    void truncate(qsizetype size);
    bool isGap(qint64 time, qsizetype index) const;
    void thinFailures(qint64 from);
    void findGaps(qsizetype from, qsizetype to);
    SeriesExtent nodeAt(qsizetype index, qsizetype span) const;
    Extremes extremes(qsizetype from, qsizetype to) const;
    qsizetype locate(qsizetype index, qsizetype span, double value, bool least) const;
    void addColumn(QList<SeriesPoint> &points, qsizetype from, qsizetype to) const;
    SeriesPoint pointAt(qsizetype index) const;
    std::optional<qsizetype> readingAt(qint64 bound) const;
    double gainAt(qsizetype index) const;
    double counted(qsizetype from, qsizetype to) const;

    std::vector<Chunk> m_chunks;
    std::array<std::vector<SeriesExtent>, levelCount> m_levels;
    std::vector<qint64> m_failures; ///< sorted
    std::optional<UtcTime> m_gapLimit;
    qsizetype m_size = 0;
};

} // namespace optoscope
