// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/knownadapter.h"

#include "core/knowledge/adapterquirk.h"

#include <algorithm>

namespace optoscope {

void tellKnownAdapter(TraceEntries &entries, const CaptureFacts &facts,
                      const AdapterTable &adapters)
{
    const auto tells = [](const TraceEntry &entry) {
        const auto *event = std::get_if<Event>(&entry.what);
        return event && event->kind == Event::Kind::Found
            && event->finding.id == FindingId::adapterQuirk
            && AdapterQuirk::fromDetail(event->finding.detail);
    };
    const auto quirk = AdapterQuirk::ofDescription(facts.adapter, adapters);
    if (!quirk || entries.isEmpty() || std::ranges::any_of(entries, tells))
        return;
    const Instant at = entries.constFirst().at;
    entries.prepend({at, Event{Event::Kind::Found, quirk->toFinding(at), {}}});
}

} // namespace optoscope
