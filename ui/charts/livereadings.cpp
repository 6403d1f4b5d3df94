// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/livereadings.h"

#include "ui/charts/chartpage.h"

#include <algorithm>

namespace optoscope {

QList<std::pair<qint64, Sample>> LiveReadings::take(const PollResult &result)
{
    QList<std::pair<qint64, Sample>> samples;
    if (result.record.outcome == PollOutcome::otherMeter)
        return samples;
    for (const RegisterReading &reading : result.readings) {
        if (!reading.number)
            continue;
        Series wanted;
        wanted.meter = result.meter;
        wanted.code = reading.code;
        wanted.unit = reading.unit;
        wanted.bracket = reading.bracket;
        const auto known = std::ranges::find_if(m_series, [&wanted](const Series &one) {
            wanted.id = one.id;
            return one == wanted;
        });
        if (known == m_series.end()) {
            wanted.id = m_series.size() + 1;
            m_series.append(wanted);
        }
        samples.append({wanted.id, {result.utc, *reading.number}});
    }
    return samples;
}

std::optional<UtcTime> LiveReadings::show(ChartPage *page, const PollResult &result)
{
    const qsizetype known = m_series.size();
    const auto samples = take(result);
    if (m_series.size() > known)
        page->setSeries(m_series);
    for (const auto &[series, sample] : samples)
        page->appendSamples(series, {sample});
    page->appendPolls({result.record});
    return page->makeRoom(mostSamples);
}

} // namespace optoscope
