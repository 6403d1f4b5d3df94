// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/runindex.h"

#include <algorithm>

namespace optoscope {

void RunIndex::append(qint64 traceOffset, Instant at, const CharacterRun &run)
{
    if (run.characters.isEmpty())
        return;
    Run indexed{m_count, traceOffset, run.characters.size(), at, run.spacing, run.lateness, {}};
    for (qsizetype i = 0; i < run.characters.size(); ++i) {
        if (run.characters.at(i).isDamaged())
            indexed.damaged.append(i);
    }
    m_count += indexed.count;
    m_lastEnd = endOf(at, run);
    m_runs.push_back(std::move(indexed));
}

RunIndex::Span RunIndex::span(qint64 offset, qint64 length) const
{
    Span span;
    const auto first =
        std::upper_bound(m_runs.begin(), m_runs.end(), offset, [](qint64 wanted, const Run &run) {
            return wanted < run.offset + run.count;
        });
    for (auto run = first; run != m_runs.end() && run->offset < offset + length; ++run) {
        const qint64 from = std::max<qint64>(offset - run->offset, 0);
        const qint64 to = std::min(offset + length - run->offset, run->count);
        const Instant at = run->at + run->spacing * from;
        if (run == first) {
            span.at = at;
            span.traceOffset = run->traceOffset + from;
            span.lateness = run->lateness;
            span.isTimed = run->spacing.count() > 0;
        } else {
            span.longestGap = std::max(span.longestGap, at - span.end);
        }
        span.end = run->at + run->spacing * to;
        span.damaged += static_cast<int>(
            std::count_if(run->damaged.begin(), run->damaged.end(),
                          [=](qint64 position) { return position >= from && position < to; }));
    }
    return span;
}

std::optional<Instant> RunIndex::lastEnd() const
{
    return m_lastEnd;
}

void RunIndex::dropBefore(qint64 offset)
{
    while (!m_runs.empty() && m_runs.front().offset + m_runs.front().count <= offset)
        m_runs.pop_front();
}

} // namespace optoscope
