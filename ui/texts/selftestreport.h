// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/metertable.h"
#include "core/probe/diagnosis.h"
#include "ui/texts/readoutreport.h"
#include "ui/texts/surface.h"

#include <QString>

namespace optoscope::texts {

/// What a self-test came to.
struct SelfTestResult {
    Diagnosis diagnosis;
    QList<TestStep> leftOpen; ///< steps that told nothing
    bool everSwapped = false;
    QList<MeterMatch> known; ///< of the meter that the person has described, the surest first
    Findings findings; ///< on the port and its adapter
    Surface surface = Surface::CommandLine; ///< where what to do next is done
};

/// "Landis+Gyr E470: …" with how sure that is, hints and source, a line each; empty where it is no
/// more than a guess.
QStringList knownLines(const QList<MeterMatch> &known);

/// Both verdicts with what speaks for and against them, what is open, what was left out, and what
/// to do next.
QString selfTestReport(const SelfTestResult &result, const ReportStyle &style);

/// The same for a recording, with its line and its findings.
QString diagnosisReport(const Diagnosis &diagnosis, const LineVerdict &line,
                        const Findings &findings, const ReportStyle &style);

/// What a search has found.
QString searchReport(const Diagnosis &diagnosis, const ReportStyle &style);

} // namespace optoscope::texts
