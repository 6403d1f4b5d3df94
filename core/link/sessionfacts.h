// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/capturefacts.h"
#include "core/link/target.h"

namespace optoscope {

/// What is known of a session with \a target before it begins: this program, this system, and the
/// adapter. Reads the system's files, opens no port; may be called on any thread.
CaptureFacts sessionFacts(const Target &target);

} // namespace optoscope
