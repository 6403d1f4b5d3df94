// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/adaptertable.h"
#include "core/link/portfacts.h"

namespace optoscope {

/// An adapter that hands its characters over later than this blurs the times of a conversation.
inline constexpr std::chrono::milliseconds longLatency(4);

/// What \a table says of the adapter behind \a port, without what cannot be so because the port is
/// there (its driver works, nobody took it) or because its latency timer was set.
AdapterTraits portTraits(const PortFacts &port, const AdapterTable &table);

} // namespace optoscope
