// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/polltraces.h"

#include <algorithm>

namespace optoscope {

void PollTraces::add(PollTrace trace)
{
    m_entries += trace.entries.size();
    m_traces.push_back(std::move(trace));
    while (m_entries > mostEntries && m_traces.size() > 1) {
        m_entries -= m_traces.front().entries.size();
        m_traces.pop_front();
    }
}

std::optional<PollTrace> PollTraces::find(UtcTime due) const
{
    const auto found = std::ranges::find(m_traces, due, &PollTrace::due);
    return found == m_traces.end() ? std::nullopt : std::optional(*found);
}

void PollTraces::clear()
{
    m_traces.clear();
    m_entries = 0;
}

} // namespace optoscope
