// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/sample.h"
#include "core/trace/traceentry.h"

#include <QDateTime>

#include <deque>
#include <optional>

namespace optoscope {

/// What one poll left on the line.
struct PollTrace {
    UtcTime due{};
    QDateTime anchor;
    TraceEntries entries;
};

/// The traces of the latest polls, so that a mark leads to its trace without a recording. The
/// oldest go when there are too many characters.
class PollTraces
{
public:
    static constexpr qint64 mostEntries = 20000;

    void add(PollTrace trace);
    std::optional<PollTrace> find(UtcTime due) const;
    void clear();
    qint64 size() const { return static_cast<qint64>(m_traces.size()); }

private:
    std::deque<PollTrace> m_traces;
    qint64 m_entries = 0;
};

} // namespace optoscope
