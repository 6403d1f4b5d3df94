// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/capturefacts.h"
#include "core/knowledge/adaptertable.h"
#include "core/trace/traceentry.h"

namespace optoscope {

/// Puts the finding on the adapter that \a facts name before \a entries of a capture, unless it is
/// among them: the table may know more by now than whoever made the capture did.
void tellKnownAdapter(TraceEntries &entries, const CaptureFacts &facts,
                      const AdapterTable &adapters);

} // namespace optoscope
