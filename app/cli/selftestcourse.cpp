// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/selftestcourse.h"

#include "app/cli/persondialogue.h"
#include "app/cli/tracefile.h"
#include "core/probe/repetition.h"
#include "core/probe/traceevidence.h"

#include <algorithm>

namespace optoscope::cli {

namespace {

TestCircumstances circumstancesOf(const PersonAnswers &answers)
{
    return {answers.country, answers.utility, answers.meterType, answers.address.toLatin1(),
            answers.everSwapped};
}

bool isSilent(const EvidenceList &evidence)
{
    const Evidence *answered = latest(evidence, EvidenceId::meterAnswered);
    return answered && answered->value <= 0;
}

/// Whether having had the wires the wrong way round would explain it.
bool mayBeDamaged(ProbeVerdict verdict)
{
    return verdict == ProbeVerdict::receiverDead || verdict == ProbeVerdict::receiverWeak
        || verdict == ProbeVerdict::receiverStuck;
}

} // namespace

SelfTestCourse::SelfTestCourse(Target target, Say say, TraceFile &trace, PersonDialogue *dialogue)
    : m_target(std::move(target))
    , m_trace(trace)
    , m_dialogue(dialogue)
    , m_log(std::move(say))
{
}

void SelfTestCourse::setPerson(const PersonScenario &person, bool isComplete)
{
    m_person = person;
    m_circumstances = circumstancesOf(person.answers);
    m_asks = !isComplete;
}

void SelfTestCourse::add(const EvidenceList &evidence)
{
    m_offLine += evidence;
    for (const Evidence &one : evidence)
        m_log.add(one);
}

void SelfTestCourse::run(QList<TestStep> steps)
{
    steps.removeAll(TestStep::W0); // It needs no line.
    // The address matters only to a search, and that only to a meter that is silent.
    const bool searches = m_dialogue && steps.removeAll(TestStep::W9) > 0;
    m_ending.outcome = Outcome::done;
    if (!steps.isEmpty())
        runSteps(steps);
    const bool goesOn = m_ending.outcome == Outcome::done;
    const Evidence *answered = latest(m_log.evidence(), EvidenceId::meterAnswered);
    const bool isDue = !answered || answered->value <= 0;
    if (goesOn && searches && isDue && isWorthwhile(TestStep::W9, m_log.evidence())) {
        askAddress();
        runSteps({TestStep::W9});
    }
    if (m_ending.outcome == Outcome::done)
        askAtTheEnd();
    if (m_ending.outcome == Outcome::done)
        recordRest();
    m_log.finish();
    const bool cannotOpen = m_ending.error && m_ending.outcome == Outcome::cannotOpen;
    if (cannotOpen && m_ending.error->kind != LinkError::Kind::BadScenario)
        m_log.add(portNotOpened(m_ending.error->detail));
}

void SelfTestCourse::runSteps(const QList<TestStep> &steps)
{
    LinkRequest request;
    request.target = m_target;
    request.adapters = m_adapters;
    request.selfTest = SelfTestOptions{steps, m_circumstances};
    request.person = m_person;
    m_ending = runSession(
        request,
        [this](const TraceEntries &entries) {
            m_log.append(entries);
            m_end = entries.isEmpty() ? m_end : entries.constLast().at;
        },
        m_trace, m_dialogue);
}

QString SelfTestCourse::ask(texts::Question question)
{
    return m_asks && m_dialogue ? m_dialogue->askLine(texts::questionText(question)) : QString();
}

void SelfTestCourse::askAddress()
{
    // What no meter can have as an address is none.
    const QString address = ask(texts::Question::Address);
    const bool fits = address.size() <= 32 && std::ranges::all_of(address, [](QChar character) {
                          return character.unicode() < 0x80
                              && (character.isLetterOrNumber() || character == u' ');
                      });
    if (fits && !address.isEmpty())
        m_circumstances.address = address.toLatin1();
}

void SelfTestCourse::askAtTheEnd()
{
    if (mayBeDamaged(diagnose(m_log.evidence()).probe.verdict))
        m_circumstances.everSwapped =
            m_circumstances.everSwapped || ask(texts::Question::EverSwapped) == u"y";
    if (!isSilent(m_log.evidence()) || !m_circumstances.meterType.isEmpty())
        return;
    m_circumstances.country = ask(texts::Question::Country);
    m_circumstances.utility = ask(texts::Question::Utility);
    m_circumstances.meterType = ask(texts::Question::MeterType);
}

/// Who reads the trace later, without the person, judges as we do.
void SelfTestCourse::recordRest()
{
    m_trace.append(measuredEntries(m_end, m_offLine));
    if (m_asks && m_dialogue)
        m_trace.append({{m_end, describedEvent(m_circumstances)}});
}

Diagnosis SelfTestCourse::diagnosis(const MeterTable &meters) const
{
    return diagnose(m_log.evidence(), priorOf(meters, m_circumstances));
}

} // namespace optoscope::cli
