// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/searchcommand.h"

#include "app/cli/lineinput.h"
#include "app/cli/persondialogue.h"
#include "app/cli/selftestcourse.h"
#include "app/cli/targetargument.h"
#include "core/capture/diagnosisjson.h"
#include "core/link/scenariofiles.h"
#include "ui/texts/selftestreport.h"
#include "ui/texts/texts.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

bool isFound(const EvidenceList &evidence)
{
    return std::ranges::any_of(evidence, [](const Evidence &one) {
        switch (one.id) {
        case EvidenceId::heard:
        case EvidenceId::foundWay:
        case EvidenceId::rotation:
        case EvidenceId::meterAnswered: return one.value > 0;
        default: return false;
        }
    });
}

QJsonArray attemptsJson(const QList<SelfTestLog::Attempt> &attempts)
{
    QJsonArray array;
    for (const SelfTestLog::Attempt &attempt : attempts) {
        const auto at =
            std::chrono::round<std::chrono::milliseconds>(attempt.at).time_since_epoch();
        array.append(QJsonObject{{u"atMs"_qs, qint64{at.count()}}, {u"what"_qs, attempt.what}});
    }
    return array;
}

void writeResult(Console &console, bool json, const SelfTestCourse &course)
{
    const SelfTestLog &log = course.log();
    const Diagnosis diagnosis = course.diagnosis({});
    const bool found = isFound(log.evidence());
    if (json) {
        QJsonObject document = diagnosisJson(diagnosis, log.line(), log.findings(), true);
        document.insert(u"found"_qs, found);
        document.insert(u"attempts"_qs, attemptsJson(log.attempts()));
        console.writeJson(QJsonDocument(document));
        return;
    }
    const texts::ReportStyle style{
        [&](const QString &text) { return console.heading(text); },
        [&](const QString &text, Severity severity) { return console.marked(text, severity); }};
    console.writeLine(QString());
    console.writeLine(found ? texts::searchReport(diagnosis, style) : texts::nothingFoundText());
}

} // namespace

texts::CommandText SearchCommand::text() const
{
    return texts::commandText(texts::Command::Search);
}

QList<QCommandLineOption> SearchCommand::options() const
{
    return {TraceFile::option()};
}

std::optional<QString> SearchCommand::accept(const QCommandLineParser &parser)
{
    if (auto failure = acceptTarget(parser, m_target))
        return failure;
    if (m_target.kind == Target::Kind::Replay)
        return texts::usageErrorText(texts::UsageError::NotOnReplay, m_target.name);
    return m_trace.accept(parser);
}

ExitStatus SearchCommand::run(Console &console, bool json)
{
    const ExitStatus status = search(console, json);
    return m_trace.finish(console, status);
}

ExitStatus SearchCommand::search(Console &console, bool json)
{
    const bool isVirtual = m_target.kind == Target::Kind::Virtual;
    const auto say = [&console, json, isVirtual](const QString &text) {
        if (!json)
            console.writeLine(text);
        else if (!isVirtual)
            console.writeNotice(text);
        console.flush();
    };
    std::unique_ptr<LineInput> input;
    std::unique_ptr<PersonDialogue> dialogue;
    if (!isVirtual) {
        input = std::make_unique<LineInput>();
        dialogue = std::make_unique<PersonDialogue>(*input, say, PersonDialogue::AtEnd::Decline);
    }
    m_trace.open(m_target, console);
    SelfTestCourse course(m_target, say, m_trace, dialogue.get());
    if (isVirtual) {
        const auto loaded = loadScenario(m_target.name);
        if (const auto *bench = std::get_if<LoadedScenario>(&loaded))
            course.setPerson(bench->scenario.person, true);
    }
    course.run({TestStep::W9});
    const Ending &ending = course.ending();
    if (ending.error)
        console.writeNotice(texts::linkErrorText(*ending.error));
    if (ending.outcome == Outcome::cannotOpen)
        return ExitStatus::CannotOpen;
    writeResult(console, json, course);
    if (ending.outcome == Outcome::interrupted || (dialogue && dialogue->isStopped()))
        return ExitStatus::Interrupted;
    if (ending.outcome == Outcome::linkLost)
        return ExitStatus::CannotOpen;
    return isFound(course.log().evidence()) ? ExitStatus::Done : ExitStatus::NoAnswer;
}

} // namespace optoscope::cli
