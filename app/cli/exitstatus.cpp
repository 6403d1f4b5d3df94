// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exitstatus.h"

namespace optoscope::cli {

ExitStatus statusOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::done: return ExitStatus::Done;
    case Outcome::cannotOpen:
    case Outcome::linkLost: return ExitStatus::CannotOpen;
    case Outcome::noAnswer: return ExitStatus::NoAnswer;
    case Outcome::damaged: return ExitStatus::Damaged;
    case Outcome::refused: return ExitStatus::Refused;
    case Outcome::interrupted: return ExitStatus::Interrupted;
    }
    return ExitStatus::CannotOpen;
}

} // namespace optoscope::cli
