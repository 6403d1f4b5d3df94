// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/series.h"
#include "core/polling/seriespyramid.h"
#include "ui/charts/pollmarks.h"

#include <QObject>

#include <deque>

namespace optoscope {

/// A series with its samples and how it looks.
struct ChartLine {
    Series series;
    QString name; ///< in words
    SeriesPyramid samples;
    bool isShown = false;
    int look = 0; ///< its colour and dashes
    qsizetype judged = 0; ///< how many samples there were when their usual distance was judged
};

/// What charts draw: lines, and marks of polls.
class ChartData final : public QObject
{
    Q_OBJECT
public:
    explicit ChartData(QObject *parent = nullptr);

    /// Lines that are there already keep their samples. New ones are hidden.
    void setLines(const QList<ChartLine> &lines);
    void clear();
    /// Samples of series that nobody named are left out.
    void append(qint64 series, const QList<Sample> &samples);
    /// Lines have gaps where polls failed.
    void append(const QList<PollRecord> &polls);
    /// How often the meter is polled: what lies much further apart has a gap between it. Nothing:
    /// that is seen from the samples.
    void setInterval(std::optional<UtcTime> interval);
    void setShown(int index, bool shown);
    /// Drops all samples and marks before \a utc.
    void forgetBefore(UtcTime utc);
    /// Of all lines, and of marks.
    qsizetype sampleCount() const;
    /// What all of them take in memory.
    qint64 bytes() const;

    const std::deque<ChartLine> &lines() const { return m_lines; }
    const ChartLine &line(int index) const { return m_lines[static_cast<size_t>(index)]; }
    int count() const { return static_cast<int>(m_lines.size()); }
    const PollMarks &marks() const { return m_marks; }
    /// Of the first and the last sample or mark; nothing while there is none.
    std::optional<std::pair<UtcTime, UtcTime>> reach() const;

    /// Its readings only ever grow, so that their difference is what was consumed.
    static bool isCounter(const Series &series);

Q_SIGNALS:
    /// There are other lines, or will be.
    void linesAboutToChange();
    void linesChanged();
    /// Lines have other samples, or there are other marks.
    void samplesChanged();
    void shownChanged(int line);

private:
    ChartLine *find(qint64 series);
    void giveLook(ChartLine &line);
    void judgeGaps(ChartLine &line);

    std::deque<ChartLine> m_lines;
    PollMarks m_marks;
    QList<UtcTime> m_failures; ///< for lines that come later
    std::optional<UtcTime> m_interval;
};

} // namespace optoscope
