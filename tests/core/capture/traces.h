// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"

#include <QRandomGenerator>

namespace optoscope {

/// Traces that hold everything that a trace can know.

/// A few entries of every kind, with odd values, in a plausible order.
TraceEntries richTrace();
/// \a count entries drawn by \a seed; the same seed draws the same.
TraceEntries randomTrace(quint32 seed, int count);

} // namespace optoscope
