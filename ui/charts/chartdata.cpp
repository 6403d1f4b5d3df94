// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartdata.h"

#include <QSet>

#include <algorithm>

namespace optoscope {
namespace {

/// Polls may be late by a retry or two, and one may be lost without a word.
constexpr double gapFactor = 2.5;

} // namespace

ChartData::ChartData(QObject *parent)
    : QObject(parent)
{
}

void ChartData::setLines(const QList<ChartLine> &lines)
{
    Q_EMIT linesAboutToChange();
    std::deque<ChartLine> old;
    old.swap(m_lines);
    for (const ChartLine &line : lines) {
        const auto known = std::ranges::find_if(
            old, [&line](const ChartLine &other) { return other.series.id == line.series.id; });
        if (known != old.end()) {
            known->series = line.series;
            known->name = line.name;
            m_lines.push_back(std::move(*known));
            old.erase(known);
        } else {
            m_lines.push_back(line);
            m_lines.back().samples.addFailures(m_failures);
            judgeGaps(m_lines.back());
            if (line.isShown)
                giveLook(m_lines.back());
        }
    }
    Q_EMIT linesChanged();
}

void ChartData::clear()
{
    Q_EMIT linesAboutToChange();
    m_lines.clear();
    m_marks = {};
    m_failures.clear();
    Q_EMIT linesChanged();
}

ChartLine *ChartData::find(qint64 series)
{
    const auto found = std::ranges::find_if(
        m_lines, [series](const ChartLine &line) { return line.series.id == series; });
    return found == m_lines.end() ? nullptr : &*found;
}

void ChartData::append(qint64 series, const QList<Sample> &samples)
{
    ChartLine *line = find(series);
    if (!line || samples.isEmpty())
        return;
    line->samples.append(samples);
    judgeGaps(*line);
    Q_EMIT samplesChanged();
}

void ChartData::append(const QList<PollRecord> &polls)
{
    QList<UtcTime> failures;
    for (const PollRecord &poll : polls) {
        if (PollMarks::isFailure(poll))
            failures.append(poll.due);
    }
    for (ChartLine &line : m_lines)
        line.samples.addFailures(failures);
    // Lines come before their polls, but for a meter that has never answered: then the first and
    // the last failure say it all.
    if (m_lines.empty() && !failures.isEmpty()) {
        m_failures += failures;
        std::ranges::sort(m_failures);
        m_failures = {m_failures.constFirst(), m_failures.constLast()};
    }
    m_marks.append(polls);
    Q_EMIT samplesChanged();
}

void ChartData::setInterval(std::optional<UtcTime> interval)
{
    if (interval == m_interval)
        return;
    m_interval = interval;
    for (ChartLine &line : m_lines) {
        line.judged = 0;
        judgeGaps(line);
    }
    Q_EMIT samplesChanged();
}

void ChartData::judgeGaps(ChartLine &line)
{
    // From the samples again when there are twice as many: the limit must not waver.
    if (line.judged > 0 && (m_interval || line.samples.size() < 2 * line.judged))
        return;
    line.judged = line.samples.size();
    std::optional<UtcTime> distance = m_interval ? m_interval : line.samples.usualDistance();
    if (distance)
        distance = UtcTime(qRound64(gapFactor * static_cast<double>(distance->count())));
    line.samples.setGapLimit(distance);
}

/// The first look that nobody has who is shown.
void ChartData::giveLook(ChartLine &line)
{
    QSet<int> taken;
    for (const ChartLine &other : m_lines) {
        if (&other != &line && other.isShown)
            taken.insert(other.look);
    }
    line.look = 0;
    while (taken.contains(line.look))
        ++line.look;
}

void ChartData::setShown(int index, bool shown)
{
    ChartLine &line = m_lines[static_cast<size_t>(index)];
    if (line.isShown == shown)
        return;
    line.isShown = shown;
    if (shown)
        giveLook(line);
    Q_EMIT shownChanged(index);
}

void ChartData::forgetBefore(UtcTime utc)
{
    for (ChartLine &line : m_lines) {
        line.samples.forgetBefore(utc);
        line.judged = std::min(line.judged, line.samples.size());
    }
    m_marks.forgetBefore(utc);
    Q_EMIT samplesChanged();
}

qsizetype ChartData::sampleCount() const
{
    qsizetype count = m_marks.size();
    for (const ChartLine &line : m_lines)
        count += line.samples.size();
    return count;
}

qint64 ChartData::bytes() const
{
    qint64 bytes = m_marks.bytes();
    for (const ChartLine &line : m_lines)
        bytes += line.samples.bytes();
    return bytes;
}

std::optional<std::pair<UtcTime, UtcTime>> ChartData::reach() const
{
    std::optional<std::pair<UtcTime, UtcTime>> reach;
    const auto include = [&reach](UtcTime first, UtcTime last) {
        if (!reach)
            reach = {first, last};
        *reach = {std::min(reach->first, first), std::max(reach->second, last)};
    };
    for (const ChartLine &line : m_lines) {
        if (!line.samples.isEmpty())
            include(line.samples.at(0).utc, line.samples.at(line.samples.size() - 1).utc);
    }
    if (m_marks.size() > 0)
        include(m_marks.at(0).due, m_marks.at(m_marks.size() - 1).due);
    return reach;
}

bool ChartData::isCounter(const Series &series)
{
    static const QSet<QByteArray> units{"wh",  "kwh",  "mwh",   "gwh", "varh", "kvarh", "mvarh",
                                        "vah", "kvah", "mvah",  "j",   "mj",   "gj",    "m3",
                                        "m^3", "l",    "kvarh", "nm3", "ah"};
    return units.contains(series.unit.trimmed().toLower());
}

} // namespace optoscope
