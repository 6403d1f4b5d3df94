// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/linefacts.h"

namespace optoscope {

void LineFacts::append(const TraceEntries &entries)
{
    for (const TraceEntry &entry : entries) {
        if (const auto *settings = std::get_if<LineSettings>(&entry.what))
            m_latest = *settings;
        if (std::holds_alternative<Received>(entry.what))
            m_heard = m_latest;
    }
}

} // namespace optoscope
