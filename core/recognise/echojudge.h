// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recognise/exchange.h"

namespace optoscope {

enum class EchoKind { None, Exact, Damaged, Inverted };

/// How much of what was heard after our message is that message come back.
struct EchoJudgement {
    EchoKind kind = EchoKind::None;
    size_t length = 0; ///< characters from the first heard on
};

/// Holds what was heard against what we sent: equal; as an inverted line, pulses of light that got
/// shorter or longer, or spikes at the edges would show it (signatures.md §7, §9, §16); or, where
/// times are known, heard while we were sending. \a isTimed: the times are real.
EchoJudgement judgeEcho(const Exchange &exchange, bool isTimed);

} // namespace optoscope
