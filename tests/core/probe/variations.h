// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/scenariofiles.h"
#include "core/probe/diagnosis.h"

#include <optional>
#include <random>

// Seeded variations of scenarios with the verdicts that they deserve, and what a self-test says.
namespace optoscope::variations {

struct Label {
    ProbeVerdict probe = ProbeVerdict::good;
    MeterVerdict meter = MeterVerdict::good;
    friend bool operator==(const Label &, const Label &) = default;
};

/// What is so by the parameters alone (design §4, "Labels from parameters", and the laws of light);
/// nothing where a parameter lies in a gap between two labels.
std::optional<Label> labelOf(const LoadedScenario &bench);

/// \a base with other levels, thresholds, distances, noise, flags, and perhaps a person who is not
/// sure, lacks something or does something wrong; with the same label as \a base.
LoadedScenario vary(const LoadedScenario &base, std::mt19937_64 &draw);

/// The person cannot tell in these steps: he is not sure, or lacks what they need.
QList<TestStep> blindSteps(const PersonScenario &person);

struct Tested {
    EvidenceList evidence;
    Diagnosis diagnosis;
};
/// The whole self-test, in virtual time.
Tested test(const LoadedScenario &bench);

/// How an opinion is counted.
enum class Count { Right, Honest, Undecided, Wrong };
/// Honest: `undecided` with the right verdict among those left open and a step among those that
/// would settle it in which the person cannot tell.
Count countProbe(const Label &label, const LoadedScenario &bench, const Diagnosis &diagnosis);
/// Honest: `undecided` because the probe is honestly so, and the next thing is to prove the probe
/// or to run tests.
Count countMeter(const Label &label, const LoadedScenario &bench, const Diagnosis &diagnosis);

/// What was measured, for people who look for a reason.
QString described(const EvidenceList &evidence);
QString described(const LoadedScenario &bench);

} // namespace optoscope::variations
