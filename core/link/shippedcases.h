// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/symptom.h"

#include <QList>
#include <QString>

namespace optoscope {

/// A shipped scenario under a number that does not tell what is wrong: `virtual:case-17`.
struct ShippedCase {
    int number = 0; ///< from 1; never changes
    QString scenario; ///< as shippedScenarios() names it
    Symptom symptom = Symptom::silent;
};

/// All cases in the order of their numbers (`:/scenarios/cases.tsv`).
QList<ShippedCase> shippedCases();

/// "case-17"
QString caseName(int number);
/// The scenario behind "case-17"; empty if \a name is no case.
QString scenarioOfCase(const QString &name);

} // namespace optoscope
