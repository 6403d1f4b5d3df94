// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/diagnosis.h"

#include <array>

namespace optoscope {

/// The way of a question to the meter and of its answer back, as links that can be proven one by
/// one.
class Chain
{
public:
    enum class Link : quint8 { Port, Wires, Led, Light, Receiver, Meter, Count };
    enum class State : quint8 {
        Unknown,
        Proven,
        Suspect, ///< Something speaks against it, or it works with a fault.
        Broken,
    };

    Chain() = default;
    /// What \a evidence and the verdicts drawn from it say.
    Chain(const EvidenceList &evidence, const Diagnosis &diagnosis);

    State of(Link link) const { return m_states[static_cast<size_t>(link)]; }
    friend bool operator==(const Chain &, const Chain &) = default;

private:
    void set(Link link, State state) { m_states[static_cast<size_t>(link)] = state; }

    std::array<State, static_cast<size_t>(Link::Count)> m_states{};
};

} // namespace optoscope
