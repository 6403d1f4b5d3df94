// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"

namespace optoscope {

/// What captures say to people, in ui/texts. Recorders call it on their own thread.
class Wording
{
public:
    virtual ~Wording() = default;
    /// What happened, in a line; not asked of runs of characters.
    virtual QString entryText(const TraceEntry &entry) const = 0;
};

} // namespace optoscope
