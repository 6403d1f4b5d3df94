// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/selftestreport.h"

#include "ui/texts/evidencetexts.h"
#include "ui/texts/knowledgetexts.h"
#include "ui/texts/steptexts.h"
#include "ui/texts/texts.h"
#include "ui/texts/verdicttexts.h"
#include "ui/texts/words.h"

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace optoscope::texts {

namespace {

/// Where nothing decides, this much of what was measured is shown.
constexpr qsizetype mostMeasured = 12;
/// Less is no knowledge.
constexpr double leastKnown = 0.5;

QString bulleted(const QStringList &items)
{
    QString text;
    for (const QString &item : items)
        text += u"    - "_qs + item + u'\n';
    return text;
}

QString listOf(const QString &heading, const QStringList &items)
{
    return items.isEmpty() ? QString() : u"  "_qs + heading + u'\n' + bulleted(items);
}

/// A step that was repeated takes the place of what it said before.
bool isReplaced(const QList<JudgedEvidence> &all, qsizetype index)
{
    const Evidence &old = all.at(index).evidence;
    const bool isOneOfMany = old.id == EvidenceId::findingSeen || old.id == EvidenceId::heard
        || old.id == EvidenceId::foundWay || old.id == EvidenceId::portBlocked;
    return !isOneOfMany
        && std::any_of(all.begin() + index + 1, all.end(), [&old](const JudgedEvidence &later) {
               return later.evidence.step == old.step && later.evidence.id == old.id;
           });
}

template <typename Verdict>
QString evidenceLists(const Opinion<Verdict> &opinion)
{
    QStringList speaksFor;
    QStringList against;
    QStringList measured;
    for (qsizetype i = 0; i < opinion.evidence.size(); ++i) {
        if (isReplaced(opinion.evidence, i))
            continue;
        const JudgedEvidence &judged = opinion.evidence.at(i);
        const QString text = evidenceText(judged);
        if (!judged.decides)
            measured += text;
        else
            (judged.speaksFor ? speaksFor : against) += text;
    }
    for (QStringList *list : {&speaksFor, &against, &measured})
        list->removeDuplicates();
    QString text =
        listOf(Words::tr("For it:"), speaksFor) + listOf(Words::tr("Against it:"), against);
    if (text.isEmpty())
        text = listOf(Words::tr("Measured:"), measured.mid(0, mostMeasured));
    return text;
}

bool isGood(ProbeVerdict verdict)
{
    return verdict == ProbeVerdict::good;
}

bool isGood(MeterVerdict verdict)
{
    return verdict == MeterVerdict::good;
}

Severity severityOf(bool good, bool sure)
{
    if (good)
        return Severity::note;
    return sure ? Severity::error : Severity::warning;
}

template <typename Verdict>
QString opinionText(const Opinion<Verdict> &opinion, const VerdictText &words,
                    const ReportStyle &style)
{
    const bool isSure =
        opinion.verdict != Verdict::undecided && opinion.verdict != Verdict::notTested;
    QString title = words.title + u'.';
    if (isSure)
        title += u' ' + Words::tr("How sure: %1.").arg(confidenceText(opinion.confidence));
    QString text = u"  "_qs + style.marked(title, severityOf(isGood(opinion.verdict), isSure))
        + u"\n  "_qs + words.text + u'\n' + evidenceLists(opinion);
    if (const QString open = openText(opinion); !open.isEmpty())
        text += u"  "_qs + open + u'\n';
    return text;
}

QString section(const QString &heading, const QString &text, const ReportStyle &style)
{
    return text.isEmpty() ? QString() : style.heading(heading) + u'\n' + text + u'\n';
}

QString knownText(const QList<MeterMatch> &known)
{
    QString text;
    for (const QString &line : knownLines(known))
        text += u"  "_qs + line + u'\n';
    return text;
}

QString leftOpenText(const QList<TestStep> &steps)
{
    QStringList items;
    for (const TestStep step : steps) {
        const StepText text = stepText(step);
        items += text.title + u": "_qs + text.leftOpen;
    }
    return bulleted(items);
}

/// The probe first: while it is not right, nothing can be done about the meter. But at a closed
/// port nothing can be done about either.
QString nextSteps(const Diagnosis &diagnosis, Surface surface)
{
    QStringList items;
    const bool probeIsGood = isGood(diagnosis.probe.verdict);
    const bool meterIsTested = diagnosis.meter.verdict != MeterVerdict::notTested;
    if (!probeIsGood || !meterIsTested)
        items += nextText(diagnosis.probe, surface);
    if (meterIsTested) {
        const QString meter = meterNextText(diagnosis, surface);
        if (diagnosis.meter.verdict == MeterVerdict::closed)
            items.prepend(meter);
        else
            items += meter;
    }
    items.removeDuplicates();
    return bulleted(items);
}

QString trimmed(QString text)
{
    while (text.endsWith(u'\n'))
        text.chop(1);
    return text;
}

} // namespace

QStringList knownLines(const QList<MeterMatch> &known)
{
    if (known.isEmpty() || known.first().confidence < leastKnown)
        return {};
    const MeterMatch &match = known.first();
    QStringList lines{Words::tr("%1: %2 How sure: %3.")
                          .arg(meterRowTitle(match.row), meterStateText(match.row.state),
                               confidenceText(match.confidence))};
    for (const MeterHint hint : match.row.hints)
        lines += meterHintText(hint);
    if (!match.row.source.isEmpty())
        lines += Words::tr("Source: %1").arg(visibleText(QStringView(match.row.source)));
    return lines;
}

QString selfTestReport(const SelfTestResult &result, const ReportStyle &style)
{
    const Diagnosis &diagnosis = result.diagnosis;
    const VerdictText probe = verdictText(diagnosis.probe.verdict, result.everSwapped);
    const VerdictText meter = verdictText(diagnosis.meter);
    return trimmed(
        section(Words::tr("Probe"), opinionText(diagnosis.probe, probe, style), style)
        + section(Words::tr("Meter"), opinionText(diagnosis.meter, meter, style), style)
        + section(Words::tr("Known about such meters"), knownText(result.known), style)
        + section(Words::tr("Known about such probes"), bulleted(result.aboutProbe), style)
        + section(Words::tr("Findings"),
                  result.findings.isEmpty() ? QString() : findingsText(result.findings, style),
                  style)
        + section(Words::tr("Left open, because it was not tested"), leftOpenText(result.leftOpen),
                  style)
        + section(Words::tr("What to do next"), nextSteps(diagnosis, result.surface), style));
}

QString diagnosisReport(const Diagnosis &diagnosis, const LineVerdict &line,
                        const Findings &findings, const ReportStyle &style)
{
    // Nobody listened to a line that was never opened.
    const bool isKnown = line.baud || line.lineClass != LineClass::silence;
    const QString heard = isKnown ? u"  "_qs + lineVerdictText(line) + u'\n' : QString();
    const VerdictText probe = verdictText(diagnosis.probe.verdict);
    const VerdictText meter = verdictText(diagnosis.meter);
    return trimmed(
        section(Words::tr("Line"), heard, style)
        + section(Words::tr("Probe"), opinionText(diagnosis.probe, probe, style), style)
        + section(Words::tr("Meter"), opinionText(diagnosis.meter, meter, style), style)
        + section(Words::tr("Findings"), findingsText(findings, style), style)
        + section(Words::tr("What to do next"), nextSteps(diagnosis, Surface::CommandLine), style));
}

QString searchReport(const Diagnosis &diagnosis, const ReportStyle &style)
{
    const VerdictText meter = verdictText(diagnosis.meter);
    const bool isTurned = diagnosis.probe.verdict == ProbeVerdict::misplaced;
    QString text = opinionText(diagnosis.meter, meter, style);
    if (isTurned)
        text += u"  "_qs + verdictText(ProbeVerdict::misplaced).text + u'\n';
    const QString next = isTurned ? nextText(diagnosis.probe, Surface::CommandLine)
                                  : nextText(diagnosis.meter, Surface::CommandLine);
    return trimmed(section(Words::tr("Meter"), text, style)
                   + section(Words::tr("What to do next"), bulleted({next}), style));
}

} // namespace optoscope::texts
