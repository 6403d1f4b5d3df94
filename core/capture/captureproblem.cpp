// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/captureproblem.h"

#include <algorithm>

namespace optoscope {

void addProblem(CaptureProblems &problems, const CaptureProblem &problem)
{
    constexpr qsizetype mostProblems = 50;
    const bool isSum = problem.kind == CaptureProblem::Kind::Damaged;
    const auto same = std::ranges::find_if(problems, [&](const CaptureProblem &known) {
        return known.kind == problem.kind
            && (known.kind != CaptureProblem::Kind::OtherLinkType
                || known.number == problem.number);
    });
    if (same == problems.end()) {
        if (problems.size() < mostProblems)
            problems.append(problem);
        return;
    }
    same->count += problem.count;
    if (isSum)
        same->number += problem.number;
}

} // namespace optoscope
