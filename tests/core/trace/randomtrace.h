// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"

#include <random>

namespace optoscope {

/// Entries of all kinds, drawn by a seed.
class RandomTrace
{
public:
    explicit RandomTrace(quint32 seed)
        : m_random(seed)
    {
    }

    /// As a line gives them, with any times and sizes among them if \a isWild.
    TraceEntries draw(qsizetype count, bool isWild);

private:
    qint64 below(qint64 limit)
    {
        return std::uniform_int_distribution<qint64>(0, limit - 1)(m_random);
    }
    bool happens(int oneIn) { return below(oneIn) == 0; }
    nanoseconds anyTime();
    CharacterRun drawRun(bool isWild);
    TraceEntry drawOther();

    std::mt19937 m_random;
    Instant m_now;
};

} // namespace optoscope
