// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/reporttext.h"

#include "core/probe/repetition.h"
#include "ui/palette/theme.h"
#include "ui/selftest/selftestrun.h"
#include "ui/texts/selftestreport.h"
#include "ui/texts/steptexts.h"
#include "ui/texts/texts.h"
#include "ui/texts/verdicttexts.h"

#include <QCoreApplication>

namespace optoscope::reporttext {
namespace {

QString tr(const char *text, const char *meaning = nullptr)
{
    return QCoreApplication::translate("optoscope::ReportText", text, meaning);
}

/// Steps that depend on the outcome of others, and are not missed where it did not come to them.
bool isOptional(TestStep step)
{
    return step == TestStep::W4b || step == TestStep::W5b || step == TestStep::W9
        || step == TestStep::W10;
}

QList<TestStep> missingSteps(const SelfTestRun &run)
{
    QList<TestStep> steps;
    for (const TestStep step : allSteps()) {
        if (run.evidenceOf(step).isEmpty() && !isOptional(step)
            && isWorthwhile(step, run.evidence()))
            steps.append(step);
    }
    return steps;
}

} // namespace

QStringList openLines(const SelfTestRun &run)
{
    QStringList lines;
    const auto add = [&lines](const QString &about, const QString &line) {
        if (!line.isEmpty())
            lines += tr("%1: %2", "subject, what is open about it").arg(about, line);
    };
    add(tr("The probe"), texts::openText(run.diagnosis().probe));
    add(tr("The meter"), texts::openText(run.diagnosis().meter));
    if (const auto step = run.stepInDoubt())
        lines += tr("To be sure, do \"%1\" once more: its result is not confirmed by another.")
                     .arg(texts::stepText(*step).title);
    for (const TestStep step : missingSteps(run))
        lines += tr("Without \"%1\": %2")
                     .arg(texts::stepText(step).title, texts::stepText(step).leftOpen);
    return lines;
}

QStringList portLines(const SelfTestRun &run)
{
    QStringList lines;
    for (const Finding &finding : run.portFindings()) {
        const texts::FindingText words = texts::findingText(finding);
        lines += words.advice.isEmpty() ? words.text : words.text + u' ' + words.advice;
    }
    return lines;
}

QString of(const SelfTestRun &run)
{
    texts::SelfTestResult result;
    result.diagnosis = run.diagnosis();
    result.leftOpen = missingSteps(run);
    result.everSwapped = run.circumstances().everSwapped;
    result.known = run.knownMeters();
    result.findings = run.portFindings();
    result.surface = texts::Surface::Window;
    const texts::ReportStyle style{[](const QString &text) { return text; },
                                   [](const QString &text, Severity severity) {
                                       const Tone tone = severity == Severity::note
                                           ? Tone::Good
                                           : theme::toneOf(severity);
                                       return QString(theme::mark(tone) + u' ' + text);
                                   }};
    return tr("Optoscope self-test of %1").arg(run.request().target.toText())
        + QStringLiteral("\n\n") + texts::selfTestReport(result, style) + u'\n';
}

} // namespace optoscope::reporttext
