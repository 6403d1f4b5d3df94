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

void FindingList::soften(FindingId id)
{
    for (Finding &finding : m_findings) {
        if (finding.id == id && finding.severity == Severity::error)
            finding.severity = Severity::warning;
    }
}

void FindingList::takeBack(qsizetype kept, const QList<FindingId> &ids)
{
    m_findings.erase(
        std::remove_if(m_findings.begin() + kept, m_findings.end(),
                       [&](const Finding &finding) { return ids.contains(finding.id); }),
        m_findings.end());
}

} // namespace optoscope
