// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/reporttext.h"

#include "core/probe/repetition.h"
#include "ui/palette/theme.h"
#include "ui/selftest/selftestrun.h"
#include "ui/texts/evidencetexts.h"
#include "ui/texts/steptexts.h"
#include "ui/texts/verdicttexts.h"

#include <QCoreApplication>

namespace optoscope::reporttext {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("optoscope::ReportText", text);
}

template <typename Verdict>
QStringList verdictLines(const QString &about, const Opinion<Verdict> &opinion,
                         const texts::VerdictText &words)
{
    QStringList lines{tr("%1: %2.").arg(about, words.title), words.text};
    if (opinion.confidence > 0)
        lines += tr("How sure: %1.").arg(texts::confidenceText(opinion.confidence));
    lines += tr("Next: %1").arg(texts::nextText(opinion));
    for (const JudgedEvidence &one : opinion.evidence) {
        lines += QStringLiteral("  %1 %2 · %3")
                     .arg(theme::mark(one.speaksFor ? Tone::Good : Tone::Error),
                          stepName(one.evidence.step), texts::evidenceText(one));
    }
    lines += QString();
    return lines;
}

/// Steps that depend on the outcome of others, and are not missed where it did not come to them.
bool isOptional(TestStep step)
{
    return step == TestStep::W4b || step == TestStep::W5b || step == TestStep::W9
        || step == TestStep::W10;
}

} // namespace

QStringList openLines(const SelfTestRun &run)
{
    QStringList lines;
    for (const QString &line :
         {texts::openText(run.diagnosis().probe), texts::openText(run.diagnosis().meter)}) {
        if (!line.isEmpty())
            lines += line;
    }
    if (const auto step = run.stepInDoubt())
        lines += tr("To be sure, do \"%1\" once more: its result is not confirmed by another.")
                     .arg(texts::stepText(*step).title);
    for (const TestStep step : allSteps()) {
        const bool isMissing = run.evidenceOf(step).isEmpty() && !isOptional(step)
            && isWorthwhile(step, run.evidence());
        if (isMissing)
            lines += tr("Without \"%1\": %2")
                         .arg(texts::stepText(step).title, texts::stepText(step).leftOpen);
    }
    return lines;
}

QString of(const SelfTestRun &run)
{
    QStringList lines{tr("Optoscope self-test of %1").arg(run.request().target.toText()),
                      QString()};
    const Diagnosis &diagnosis = run.diagnosis();
    lines +=
        verdictLines(tr("Probe"), diagnosis.probe,
                     texts::verdictText(diagnosis.probe.verdict, run.circumstances().everSwapped));
    lines +=
        verdictLines(tr("Meter"), diagnosis.meter, texts::verdictText(diagnosis.meter.verdict));
    const QStringList open = openLines(run);
    if (!open.isEmpty())
        lines += tr("Still open:");
    for (const QString &line : open)
        lines += QStringLiteral("  ") + line;
    return lines.join(u'\n') + u'\n';
}

} // namespace optoscope::reporttext
