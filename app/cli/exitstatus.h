// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/session.h"

namespace optoscope::cli {

/// What the program's exit status means to scripts (design §6).
enum class ExitStatus {
    Done = 0,
    WrongUsage = 1,
    CannotOpen = 2,
    NoAnswer = 3,
    Damaged = 4,
    Refused = 5,
    ProbeAtFault = 6,
    Interrupted = 130,
};

ExitStatus statusOf(Outcome outcome);

} // namespace optoscope::cli
