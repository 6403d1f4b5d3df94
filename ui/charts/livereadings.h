// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/pollresult.h"
#include "core/polling/series.h"

#include <QList>

#include <optional>
#include <utility>

namespace optoscope {

class ChartPage;

/// Gives the readings of polls to series as a store would, where nothing is stored: another meter
/// or another unit makes another series.
class LiveReadings
{
public:
    /// The samples of \a result by their series; those that are new are in series() then.
    QList<std::pair<qint64, Sample>> take(const PollResult &result);
    /// So many samples stay, of all registers together: about 16 MB.
    static constexpr qsizetype mostSamples = 1'000'000;
    /// Brings \a result to \a page. Since when \a page shows readings now, if the oldest had to
    /// make room.
    std::optional<UtcTime> show(ChartPage *page, const PollResult &result);
    const QList<Series> &series() const { return m_series; }
    void clear() { m_series.clear(); }

private:
    QList<Series> m_series;
};

} // namespace optoscope
