// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/selftestcommand.h"

#include "app/cli/lineinput.h"
#include "app/cli/persondialogue.h"
#include "app/cli/selftestcourse.h"
#include "app/cli/targetargument.h"
#include "core/capture/diagnosisjson.h"
#include "core/link/inventory.h"
#include "core/link/portevidence.h"
#include "core/link/scenariofiles.h"
#include "core/probe/leftopen.h"
#include "core/probe/traceevidence.h"
#include "resources/knowledge.h"
#include "ui/texts/dialoguetexts.h"
#include "ui/texts/portsreport.h"
#include "ui/texts/selftestreport.h"
#include "ui/texts/texts.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

Knowledge loadTables(Console &console)
{
    KnowledgeProblems problems;
    Knowledge knowledge = loadKnowledge(ownKnowledgeDirectory(), &problems);
    for (const KnowledgeProblem &problem : std::as_const(problems))
        console.writeNotice(texts::tableErrorText(problem.file, problem.error));
    return knowledge;
}

ExitStatus statusOf(const Ending &ending, const Diagnosis &diagnosis, bool isInterrupted)
{
    if (isInterrupted || ending.outcome == Outcome::interrupted)
        return ExitStatus::Interrupted;
    if (ending.error)
        return ExitStatus::CannotOpen;
    if (diagnosis.probe.verdict != ProbeVerdict::good)
        return ExitStatus::ProbeAtFault;
    return diagnosis.meter.verdict == MeterVerdict::good ? ExitStatus::Done : ExitStatus::NoAnswer;
}

void writeResult(Console &console, bool json, const SelfTestCourse &course,
                 const MeterTable &meters)
{
    const SelfTestLog &log = course.log();
    const Diagnosis diagnosis = course.diagnosis(meters);
    const QList<TestStep> leftOpen = stepsLeftOpen(log.evidence());
    if (json) {
        QJsonObject document = diagnosisJson(diagnosis, log.line(), log.findings(), true);
        QJsonArray steps;
        for (const TestStep step : leftOpen)
            steps.append(stepName(step));
        document.insert(u"leftOpen"_qs, steps);
        console.writeJson(QJsonDocument(document));
        return;
    }
    const texts::ReportStyle style{
        [&](const QString &text) { return console.heading(text); },
        [&](const QString &text, Severity severity) { return console.marked(text, severity); }};
    const texts::SelfTestResult result{diagnosis, leftOpen, course.circumstances().everSwapped,
                                       knownOf(meters, course.circumstances()), log.portFindings()};
    console.writeLine(QString());
    console.writeLine(texts::selfTestReport(result, style));
}

} // namespace

texts::CommandText SelfTestCommand::text() const
{
    return texts::commandText(texts::Command::SelfTest);
}

QList<QCommandLineOption> SelfTestCommand::options() const
{
    return {makeOption(u"steps"_qs, texts::CommandOption::Steps, u"W2,W6,…"_qs),
            makeOption(u"answers"_qs, texts::CommandOption::Answers, u"FILE"_qs),
            TraceFile::option()};
}

std::optional<QString> SelfTestCommand::accept(const QCommandLineParser &parser)
{
    if (auto failure = acceptTarget(parser, m_target))
        return failure;
    if (m_target.kind == Target::Kind::Replay)
        return texts::usageErrorText(texts::UsageError::NotOnReplay, m_target.name);
    if (auto failure = m_trace.accept(parser))
        return failure;
    m_answersFile = parser.value(u"answers"_qs);
    if (parser.isSet(u"steps"_qs))
        return acceptSteps(parser.value(u"steps"_qs));
    m_steps = QList<TestStep>{TestStep::W0} + allSteps();
    return {};
}

std::optional<QString> SelfTestCommand::acceptSteps(const QString &text)
{
    for (const QString &name : text.split(u',')) {
        const auto step = stepFromName(name.trimmed());
        if (!step)
            return texts::usageErrorText(texts::UsageError::BadStep, name.trimmed());
        if (!m_steps.contains(*step))
            m_steps.append(*step);
    }
    return {};
}

/// False: the scenario or the file cannot be used; it has been said why.
bool SelfTestCommand::loadAnswers(Console &console)
{
    PersonScenario before;
    if (isVirtual()) {
        const auto loaded = loadScenario(m_target.name);
        if (const auto *error = std::get_if<ScenarioError>(&loaded)) {
            console.writeNotice(texts::linkErrorText(toLinkError(*error)));
            return false;
        }
        before = std::get<LoadedScenario>(loaded).scenario.person;
        m_person = before;
    }
    if (m_answersFile.isEmpty())
        return true;
    const auto loaded = loadPerson(m_answersFile, before);
    if (const auto *error = std::get_if<ScenarioError>(&loaded)) {
        console.writeNotice(texts::scenarioErrorText(*error));
        return false;
    }
    m_person = std::get<PersonScenario>(loaded);
    if (isVirtual() || m_person->does.isEmpty())
        return true;
    console.writeNotice(texts::onlyVirtualText(u"does"_qs));
    return false;
}

ExitStatus SelfTestCommand::run(Console &console, bool json)
{
    if (!loadAnswers(console))
        return ExitStatus::CannotOpen;
    const auto say = [&console, json, this](const QString &text) {
        if (!json)
            console.writeLine(text);
        else if (!isVirtual())
            console.writeNotice(text);
        console.flush();
    };
    const Knowledge knowledge = loadTables(console);
    std::unique_ptr<LineInput> input;
    std::unique_ptr<PersonDialogue> dialogue;
    if (!isVirtual()) {
        input = std::make_unique<LineInput>();
        dialogue = std::make_unique<PersonDialogue>(*input, say, PersonDialogue::AtEnd::Quit);
    }
    m_trace.open(m_target, console);
    SelfTestCourse course(m_target, say, m_trace, dialogue.get());
    course.setAdapters(knowledge.adapters);
    if (m_person)
        course.setPerson(*m_person, true);
    if (m_person && dialogue)
        dialogue->setPerson(*m_person);
    if (m_target.kind == Target::Kind::Serial && m_steps.contains(TestStep::W0)) {
        say(texts::stepLine(TestStep::W0));
        course.add(inventoryEvidence(takeInventory(), m_target.name));
    }
    course.run(m_steps);
    const Ending &ending = course.ending();
    if (ending.error)
        console.writeNotice(texts::linkErrorText(*ending.error));
    writeResult(console, json, course, knowledge.meters);
    return m_trace.finish(
        console,
        statusOf(ending, course.diagnosis(knowledge.meters), dialogue && dialogue->isStopped()));
}

} // namespace optoscope::cli
