// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verdict/verdict.h"

#include "core/recognise/lineclassifier.h"
#include "ui/selftest/verdicttone.h"
#include "ui/session/numbertext.h"
#include "ui/session/sessiondocument.h"
#include "ui/texts/texts.h"
#include "ui/texts/verdicttexts.h"

#include <QCoreApplication>

#include <algorithm>

namespace optoscope {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("optoscope::Verdict", text);
}

QString registers(qsizetype count)
{
    return count == 1 ? tr("1 register") : tr("%1 registers").arg(count);
}

/// What a running session waits for.
QString stage(const SessionDocument &document)
{
    const Conversation &conversation = document.conversation();
    if (conversation.messages().isEmpty())
        return tr("The line is being opened.");
    const ConversationMessage &last = conversation.messages().constLast();
    if (last.kind == MessageKind::data && last.isComing)
        return tr("The data are coming: %1 so far.").arg(registers(document.registers().count()));
    if (last.by == Party::Us)
        return tr("The meter has %1\u00A0ms to answer.")
            .arg(toMilliseconds(conversation.limits().most), 0, 'f', 0);
    if (last.kind == MessageKind::identification)
        return tr("The meter has identified itself.");
    return tr("Something is being received.");
}

QString checkSentence(const std::optional<CheckResult> &check)
{
    if (!check || check->kind == CheckKind::None)
        return tr("no check sent");
    return check->ok().value_or(false) ? tr("check right") : tr("check wrong");
}

const Finding *worst(const Findings &findings)
{
    const auto found = std::max_element(
        findings.begin(), findings.end(), [](const Finding &left, const Finding &right) {
            return static_cast<int>(left.severity) < static_cast<int>(right.severity);
        });
    return found == findings.end() ? nullptr : &*found;
}

Verdict success(const Readout &readout)
{
    Verdict verdict{Tone::Good, {}, {}};
    verdict.text = tr("The meter answers. %1, %2.")
                       .arg(registers(readout.dataSets.count()), checkSentence(readout.check));
    return verdict;
}

/// Both verdicts of a self-test in one sentence each, and the next thing to do.
Verdict judged(const Diagnosis &diagnosis)
{
    const Tone probe = verdictTone(diagnosis.probe.verdict);
    const Tone meter = verdictTone(diagnosis.meter.verdict);
    const bool isProbeGood = probe == Tone::Good;
    Verdict verdict;
    verdict.tone = isProbeGood ? meter : probe;
    verdict.text = tr("%1. %2.").arg(texts::verdictText(diagnosis.probe.verdict).title,
                                     texts::verdictText(diagnosis.meter.verdict).title);
    const bool isMeterNext = diagnosis.meter.verdict == MeterVerdict::closed
        || (isProbeGood && diagnosis.meter.verdict != MeterVerdict::notTested);
    verdict.advice = isMeterNext ? texts::meterNextText(diagnosis, texts::Surface::Window)
                                 : texts::nextText(diagnosis.probe, texts::Surface::Window);
    return verdict;
}

/// What is heard on the line, judged by its beginning.
QString lineText(const Trace &trace)
{
    constexpr qsizetype mostEntries = 4000;
    LineClassifier classifier;
    for (qsizetype i = 0; i < std::min(trace.count(), mostEntries); ++i)
        classifier.append(trace.entry(i));
    return tr("On the line: %1.").arg(texts::lineVerdictText(classifier.verdict()));
}

/// What was taken down without asking.
Verdict watched(const SessionDocument &document)
{
    const Readout &readout = document.conversation().readout();
    if (readout.dataSets.count() > 0)
        return {Tone::Good,
                tr("A read-out was heard. %1, %2.")
                    .arg(registers(readout.dataSets.count()), checkSentence(readout.check)),
                {}};
    if (document.receivedCount() == 0)
        return {Tone::Warning, tr("Nothing was heard."),
                tr("Most meters only speak when they are asked: press Read.")};
    return {Tone::Quiet, tr("What was heard holds no read-out."), lineText(document.trace())};
}

/// The link has failed; the port may be waited for.
Verdict lost(const SessionDocument &document)
{
    Verdict verdict =
        inSentences(Tone::Error, texts::linkErrorText(document.error(), texts::Surface::Window));
    switch (document.presence()) {
    case PortPresence::Usual: break;
    case PortPresence::Awaited:
        verdict.advice = tr("Plug it in again: Optoscope waits for it and goes on recording. Stop "
                            "(Esc) ends the waiting.");
        break;
    case PortPresence::Returned:
        verdict = {Tone::Warning, tr("The port is back. What comes is recorded."),
                   tr("The session before ended when it vanished. Press Read (F5) to read again.")};
        break;
    }
    return verdict;
}

/// What a file's trace holds.
Verdict opened(const SessionDocument &document)
{
    if (document.isSelfTest() && document.diagnosis())
        return judged(*document.diagnosis());
    const Conversation &conversation = document.conversation();
    const Finding *reason = worst(conversation.findings());
    if (reason && reason->severity != Severity::note) {
        const texts::FindingText words = texts::findingText(*reason);
        return {theme::toneOf(reason->severity), words.text, words.advice};
    }
    const Readout &readout = conversation.readout();
    if (readout.dataSets.count() > 0)
        return {Tone::Good,
                tr("The file holds a read-out. %1, %2.")
                    .arg(registers(readout.dataSets.count()), checkSentence(readout.check)),
                {}};
    return {Tone::Warning, tr("The file holds no read-out."), lineText(document.trace())};
}

/// Silence alone does not tell the probe from the meter.
Verdict unanswered(const Finding *reason)
{
    Verdict verdict = inSentences(Tone::Error, texts::outcomeText(Outcome::noAnswer));
    if (reason) {
        const texts::FindingText words = texts::findingText(*reason);
        verdict.text = words.text;
        verdict.advice = words.advice;
    }
    verdict.offersSelfTest = true;
    return verdict;
}

Verdict finished(const SessionDocument &document)
{
    const Conversation &conversation = document.conversation();
    if (document.isSelfTest() && document.diagnosis())
        return judged(*document.diagnosis());
    if (document.isWatch() && document.outcome() == Outcome::done)
        return watched(document);
    if (document.outcome() == Outcome::done)
        return success(conversation.readout());
    const Tone tone = document.outcome() == Outcome::interrupted ? Tone::Warning : Tone::Error;
    const Finding *reason = worst(conversation.findings());
    if (document.outcome() == Outcome::noAnswer)
        return unanswered(reason);
    if (!reason || document.outcome() == Outcome::interrupted)
        return inSentences(tone, texts::outcomeText(document.outcome()));
    const texts::FindingText words = texts::findingText(*reason);
    return {tone, words.text, words.advice};
}

} // namespace

Verdict inSentences(Tone tone, const QString &text)
{
    const qsizetype end = text.indexOf(QLatin1String(". "));
    if (end < 0)
        return {tone, text, {}};
    return {tone, text.first(end + 1), text.sliced(end + 2)};
}

Verdict verdictOf(const SessionDocument &document)
{
    switch (document.state()) {
    case SessionDocument::State::Empty:
        return {Tone::Quiet, tr("Nothing has been read yet."),
                tr("Choose a target and press Read. The virtual meter needs no hardware.")};
    case SessionDocument::State::Reading:
        if (document.isSelfTest())
            return {Tone::Quiet, tr("A test of probe and meter is running."),
                    document.diagnosis() ? judged(*document.diagnosis()).text : QString()};
        if (document.isReplay())
            return {Tone::Quiet, tr("Replaying what was recorded."), {}};
        if (document.isWatch())
            return {Tone::Quiet, tr("Listening. Nothing is sent."),
                    tr("What comes is shown and recorded until you press Stop (Esc).")};
        return {Tone::Quiet, tr("Reading."), stage(document)};
    case SessionDocument::State::Failed: return lost(document);
    case SessionDocument::State::Finished: break;
    }
    return document.isCapture() ? opened(document) : finished(document);
}

QString findingCounts(const Findings &findings)
{
    const auto count = [&findings](Severity severity) {
        return std::count_if(findings.begin(), findings.end(), [severity](const Finding &finding) {
            return finding.severity == severity;
        });
    };
    QStringList parts;
    if (const auto errors = count(Severity::error))
        parts.append(errors == 1 ? tr("1 error") : tr("%1 errors").arg(errors));
    if (const auto warnings = count(Severity::warning))
        parts.append(warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(warnings));
    if (const auto notes = count(Severity::note))
        parts.append(notes == 1 ? tr("1 note") : tr("%1 notes").arg(notes));
    return parts.join(QStringLiteral(", "));
}

} // namespace optoscope
