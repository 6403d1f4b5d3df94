// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"

#include <optional>

namespace optoscope {

/// How the line ran and what was heard on it, gathered from the entries of a trace.
class LineFacts
{
public:
    void append(const TraceEntries &entries);

    /// What the line ran at when it was heard last, or at all if nothing was heard; nothing if it
    /// was never set.
    const std::optional<LineSettings> &settings() const { return m_heard ? m_heard : m_latest; }

private:
    std::optional<LineSettings> m_latest;
    std::optional<LineSettings> m_heard;
};

} // namespace optoscope
