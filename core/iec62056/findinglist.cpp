// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/findinglist.h"

#include <algorithm>

namespace optoscope {

void FindingList::count(Finding finding)
{
    const auto same = std::find_if(m_findings.begin(), m_findings.end(),
                                   [&](const Finding &other) { return other.id == finding.id; });
    if (same == m_findings.end())
        m_findings.append(std::move(finding));
    else
        same->value += finding.value;
}

bool FindingList::contains(FindingId id) const
{
    return std::any_of(m_findings.begin(), m_findings.end(),
                       [id](const Finding &finding) { return finding.id == id; });
}

} // namespace optoscope
