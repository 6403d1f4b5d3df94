// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/session.h"

namespace optoscope {

/// Sends nothing and waits for nothing: what comes is taken down by whoever runs it, until he stops
/// it.
class WatchSession final : public Session
{
public:
    void start(Instant now) override { Q_UNUSED(now) }
    void receive(Instant at, const CharacterRun &run) override
    {
        Q_UNUSED(at)
        Q_UNUSED(run)
    }
    void sent(Instant begin, Instant at) override
    {
        Q_UNUSED(begin)
        Q_UNUSED(at)
    }
    void expire(Instant now) override { Q_UNUSED(now) }
    std::optional<Instant> deadline() const override { return {}; }
};

} // namespace optoscope
