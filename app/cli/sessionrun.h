// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/linkerror.h"
#include "core/link/linkrequest.h"
#include "core/link/portcapabilities.h"
#include "core/trace/session.h"

#include <functional>
#include <optional>

namespace optoscope::cli {

class PersonDialogue;
class TraceFile;

/// How a session ended.
struct Ending {
    Outcome outcome = Outcome::cannotOpen;
    std::optional<LinkError> error;
};

using TakeEntries = std::function<void(const TraceEntries &entries)>;
using TakeCapabilities = std::function<void(const PortCapabilities &port)>;

/// Runs a session to its end and records it in \a trace: at once on a target that needs no real
/// time, in real time on others, where Ctrl+C stops it and \a dialogue, if there is one, answers
/// what the session asks. Why a port could not be opened is recorded too. \a tell hears what a real
/// port can do.
Ending runSession(const LinkRequest &request, const TakeEntries &take, TraceFile &trace,
                  PersonDialogue *dialogue = nullptr, const TakeCapabilities &tell = {});

} // namespace optoscope::cli
