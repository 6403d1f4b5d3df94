// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/finding.h"

namespace optoscope {

/// Findings in the order in which they were made. Repeated ones are counted, not listed again.
class FindingList
{
public:
    void add(Finding finding) { m_findings.append(std::move(finding)); }
    /// Adds \a finding, or its value to the one of the same id that is there.
    void count(Finding finding);
    bool contains(FindingId id) const;
    qsizetype size() const { return m_findings.size(); }
    /// Errors of \a id become warnings: a repetition healed them.
    void soften(FindingId id);
    /// Takes back those of \a ids that were made after the first \a kept ones: another finding
    /// explains them.
    void takeBack(qsizetype kept, const QList<FindingId> &ids);
    const Findings &all() const { return m_findings; }

private:
    Findings m_findings;
};

} // namespace optoscope
