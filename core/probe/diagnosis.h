// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/facts.h"
#include "core/probe/verdict.h"

#include <optional>

namespace optoscope {

/// Evidence as a verdict sees it.
struct JudgedEvidence {
    Evidence evidence;
    std::optional<double> limit; ///< what the number is held against
    bool speaksFor = true; ///< the verdict; else against it
    bool decides = false; ///< The verdict rests on it; else it was measured besides.
    friend bool operator==(const JudgedEvidence &, const JudgedEvidence &) = default;
};

/// A verdict with what carries it.
template <typename Verdict>
struct Opinion {
    Verdict verdict = Verdict::notTested;
    double confidence = 0; ///< 0 to 1
    QList<JudgedEvidence> evidence;
    NextStep next = NextStep::runTests;
    /// Other verdicts that the evidence leaves open, likelier ones first.
    QList<Verdict> open;
    /// The steps that would change or settle it; of `undecided` at most two.
    QList<TestStep> wouldChange;
};

struct Diagnosis {
    Opinion<ProbeVerdict> probe;
    Opinion<MeterVerdict> meter;
};

/// What somebody who knows says of the meter before it is asked.
struct MeterPrior {
    bool isClosed = false; ///< This type is closed where it stands.
    double confidence = 0;
};

/// Two verdicts from what was measured, by the tables of verdicttable.h. Where evidence
/// contradicts itself or does not suffice, `undecided` with what would settle it.
Diagnosis diagnose(const EvidenceList &evidence, const MeterPrior &prior = {});

} // namespace optoscope
