// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/diagnosecommand.h"

#include "app/cli/waveformoptions.h"
#include "core/capture/diagnosisjson.h"
#include "core/iec62056/conversation.h"
#include "core/knowledge/adapterquirk.h"
#include "core/probe/traceevidence.h"
#include "core/recognise/lineclassifier.h"
#include "resources/knowledge.h"
#include "ui/texts/selftestreport.h"
#include "ui/texts/texts.h"

#include <algorithm>

namespace optoscope::cli {

namespace {

struct Judged {
    TraceEntries entries; ///< as many as were looked at
    Findings findings;
    LineVerdict line;
    bool isTimed = false;
    bool isCut = false;
};

/// An adapter that is known by now, though not to whoever made the capture.
void appendQuirk(Findings &findings, const ImportedBytes &imported, const AdapterTable &adapters)
{
    const auto isTold = [](const Finding &finding) {
        return finding.id == FindingId::adapterQuirk && AdapterQuirk::fromDetail(finding.detail);
    };
    if (!imported.capture || imported.entries.isEmpty() || std::ranges::any_of(findings, isTold))
        return;
    if (const auto quirk = AdapterQuirk::ofDescription(imported.capture->facts.adapter, adapters))
        findings.append(quirk->toFinding(imported.entries.first().at));
}

Judged judge(const TraceEntries &entries, const FlagTable &flags)
{
    Judged judged;
    Conversation conversation;
    conversation.setManufacturerTest(
        [&flags](QByteArrayView letters) { return flags.find(letters).has_value(); });
    LineClassifier classifier;
    for (const TraceEntry &entry : entries) {
        conversation.append(entry);
        classifier.append(entry);
        judged.entries.append(entry);
        judged.isCut = conversation.messages().size() > RecordingFile::mostMessages;
        if (judged.isCut)
            break;
    }
    judged.line = classifier.verdict();
    conversation.append(classifier.findings(judged.line));
    conversation.finish();
    judged.findings = conversation.findings();
    judged.isTimed = std::ranges::any_of(conversation.messages(), &ConversationMessage::isTimed);
    return judged;
}

} // namespace

texts::CommandText DiagnoseCommand::text() const
{
    return texts::commandText(texts::Command::Diagnose);
}

QList<QCommandLineOption> DiagnoseCommand::options() const
{
    return waveformOptions() << formOption();
}

std::optional<QString> DiagnoseCommand::accept(const QCommandLineParser &parser)
{
    return m_file.accept(parser);
}

ExitStatus DiagnoseCommand::run(Console &console, bool json)
{
    const auto imported = m_file.read(console);
    if (!imported)
        return ExitStatus::CannotOpen;
    KnowledgeProblems problems;
    const Knowledge knowledge = loadKnowledge(ownKnowledgeDirectory(), &problems);
    for (const KnowledgeProblem &problem : std::as_const(problems))
        console.writeNotice(texts::tableErrorText(problem.file, problem.error));
    Judged judged = judge(imported->entries, knowledge.flags);
    appendQuirk(judged.findings, *imported, knowledge.adapters);
    if (judged.isCut)
        console.writeNotice(texts::tooManyMessagesText(RecordingFile::mostMessages));
    const Diagnosis diagnosis = diagnose(
        evidenceIn(judged.entries), priorOf(knowledge.meters, circumstancesIn(judged.entries)));
    if (json) {
        console.writeJson(
            QJsonDocument(diagnosisJson(diagnosis, judged.line, judged.findings, judged.isTimed)));
        return ExitStatus::Done;
    }
    const texts::ReportStyle style{
        [&](const QString &text) { return console.heading(text); },
        [&](const QString &text, Severity severity) { return console.marked(text, severity); }};
    console.writeLine(texts::diagnosisReport(diagnosis, judged.line, judged.findings, style));
    return ExitStatus::Done;
}

} // namespace optoscope::cli
