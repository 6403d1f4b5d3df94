// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/traceentry.h"

namespace optoscope {

const CharacterRun *runOf(const TraceEntry &entry)
{
    if (const auto *sent = std::get_if<Sent>(&entry.what))
        return &sent->run;
    if (const auto *received = std::get_if<Received>(&entry.what))
        return &received->run;
    return nullptr;
}

Instant endOf(Instant at, const CharacterRun &run)
{
    return at + run.spacing * run.characters.size();
}

} // namespace optoscope
