// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/linkerror.h"
#include "core/link/scenariofiles.h"
#include "core/link/sessionfactory.h"

#include <QDateTime>

#include <optional>

namespace optoscope {

/// What a session in virtual time came to.
struct VirtualResult {
    Outcome outcome = Outcome::cannotOpen;
    TraceEntries entries;
    QDateTime anchor; ///< the wall-clock time of Instant 0, always the same
    std::optional<LinkError> error;
};

/// Whether runVirtually() can run it: a virtual meter, or a recording unless a speed is wanted.
bool runsVirtually(const Target &target);

/// Runs a request on such a target to its end, without waiting: an hour on the line takes as
/// long as its computing. The same request gives the same result, to the nanosecond. Other targets
/// need real time and are answered with LinkError::Kind::NotSupported.
VirtualResult runVirtually(const LinkRequest &request,
                           const SessionFactory &makeSession = optoscope::makeSession);
/// The same on \a bench, whatever the request's target is.
VirtualResult runVirtually(const LinkRequest &request, const LoadedScenario &bench,
                           const SessionFactory &makeSession = optoscope::makeSession);

} // namespace optoscope
