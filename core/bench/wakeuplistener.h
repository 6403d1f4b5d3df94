// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/scenario.h"
#include "core/uart/character.h"
#include "core/uart/instant.h"

#include <optional>

namespace optoscope {

/// The part of a battery-driven meter that listens while the rest sleeps (annex B). `nul`: NULs for
/// about two seconds, then the meter takes 1.4 s to come up, and hears nothing meanwhile. `fast`:
/// half a second of NULs, which it acknowledges after a pause. Both at the baud of the sign-on.
class WakeUpListener
{
public:
    explicit WakeUpListener(WakeUp kind)
        : m_kind(kind)
    {
    }

    void hear(Instant begin, Instant end, Character character, nanoseconds characterTime);
    /// Whether a character that begins at \a at finds the meter awake.
    bool isAwake(Instant at) const;
    /// When the NULs are to be acknowledged; nothing if not.
    std::optional<Instant> acknowledgesAt() const { return m_acknowledgesAt; }
    /// The acknowledgement has left at \a end.
    void acknowledged(Instant end);
    /// The session is over.
    void fallAsleep() { m_awakeFrom = Instant::max(); }

private:
    WakeUp m_kind;
    std::optional<Instant> m_nulsBegin;
    Instant m_nulsEnd;
    std::optional<Instant> m_acknowledgesAt;
    Instant m_awakeFrom = Instant::max();
};

} // namespace optoscope
