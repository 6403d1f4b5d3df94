// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/scenario.h"
#include "core/bench/symptom.h"

namespace optoscope::texts {

/// "Case 17"; the case of somebody who asked for help, for number 0.
QString caseTitle(int number);
/// What somebody who reads it gets to see, in a short sentence.
QString symptomText(Symptom symptom);
/// What a self-test of \a scenario should find.
QString caseAnswerText(const Scenario &scenario);

} // namespace optoscope::texts
