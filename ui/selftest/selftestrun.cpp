// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/selftestrun.h"

#include "core/probe/repetition.h"
#include "core/probe/traceevidence.h"
#include "ui/selftest/stepplan.h"

#include <QMetaEnum>

#include <algorithm>
#include <utility>

namespace optoscope {
namespace {

template <typename Enum>
std::optional<Enum> enumFrom(const QString &name)
{
    bool isKnown = false;
    const int value = QMetaEnum::fromType<Enum>().keyToValue(name.toLatin1().constData(), &isKnown);
    return isKnown ? std::optional(static_cast<Enum>(value)) : std::nullopt;
}

} // namespace

SelfTestRun::SelfTestRun(MeterTable meters, QObject *parent)
    : QObject(parent)
    , m_meters(std::move(meters))
{
}

void SelfTestRun::begin(const LinkRequest &request)
{
    m_request = request;
    m_circumstances = {};
    m_evidence.clear();
    m_measured.clear();
    m_portFindings.clear();
    m_done.clear();
    m_repeated.clear();
    m_error.reset();
    m_hasTrace = false;
    m_wanted = TestStep::none;
    diagnoseAgain();
    setState(State::Closed);
}

void SelfTestRun::setCircumstances(const TestCircumstances &circumstances)
{
    // A step is made with what was known when the line was opened.
    const bool matters = circumstances.address != m_circumstances.address;
    const bool isNews = circumstances.country != m_circumstances.country
        || circumstances.utility != m_circumstances.utility
        || circumstances.meterType != m_circumstances.meterType
        || circumstances.everSwapped != m_circumstances.everSwapped;
    m_circumstances = circumstances;
    diagnoseAgain();
    if (isNews && !m_evidence.isEmpty())
        Q_EMIT described(circumstances);
    if (matters && m_state != State::Closed)
        close();
    Q_EMIT changed();
}

void SelfTestRun::setEquipment(const Equipment &equipment)
{
    m_equipment = equipment;
    Q_EMIT changed();
}

// --- what the person wants -----------------------------------------------------------------------

void SelfTestRun::run(TestStep step)
{
    m_wanted = step;
    switch (m_state) {
    case State::Closed: open(); break;
    case State::Opening: break;
    case State::Between:
        if (!m_isClosing && m_choice > 0)
            goOn(m_choice);
        break;
    case State::Running: endStep(); break;
    }
}

void SelfTestRun::open()
{
    m_error.reset();
    m_isClosing = false;
    m_choice = 0;
    if (m_inventory)
        takeEvidence(m_inventory(m_request.target));
    LinkRequest request = m_request;
    SelfTestOptions options;
    options.circumstances = m_circumstances;
    options.isLed = true;
    options.known = m_evidence;
    request.selfTest = options;
    setState(State::Opening);
    m_line.start(request, std::exchange(m_hasTrace, true));
}

void SelfTestRun::goBetween()
{
    setState(State::Between);
    if (m_choice > 0)
        goOn(m_choice);
}

/// Answers the question which step is next.
void SelfTestRun::goOn(int number)
{
    const TestStep step = std::exchange(m_wanted, TestStep::none);
    if (m_isClosing) {
        m_wanted = step; // after the line was opened again
        m_line.answer({number, PersonReply::finish});
        return;
    }
    if (step == TestStep::none)
        return;
    m_choice = 0;
    m_step = step;
    m_questions = 0;
    setState(State::Running);
    plan();
    m_line.answer({number, PersonReply::runStep, step});
    Q_EMIT changed();
}

void SelfTestRun::reply(PersonReply reply)
{
    if (!m_asked || m_isAnsweredByItself)
        return;
    const PersonRequest request = *m_asked;
    m_line.answer({request.number, reply, request.step});
}

void SelfTestRun::endStep()
{
    if (m_state != State::Running)
        return;
    m_endsEarly = true;
    m_line.answer({0, PersonReply::finish});
}

void SelfTestRun::close()
{
    m_wanted = TestStep::none;
    switch (m_state) {
    case State::Closed: return;
    case State::Opening: m_line.stop(); return;
    case State::Between:
        if (!std::exchange(m_isClosing, true) && m_choice > 0)
            m_line.answer({m_choice, PersonReply::finish});
        return;
    case State::Running:
        m_isClosing = true;
        endStep();
        return;
    }
}

// --- what happens on the line --------------------------------------------------------------------

void SelfTestRun::takeQuestion(const PersonRequest &request, bool isAnswered)
{
    if (request.action == PersonAction::chooseStep) {
        m_choice = request.number;
        // What the step has measured comes a little later than the question.
        if (m_state != State::Running)
            goBetween();
        return;
    }
    m_asked = request;
    m_isAnsweredByItself = isAnswered;
    m_measuringTime = {};
    ++m_questions;
    Q_EMIT changed();
}

void SelfTestRun::takeEntries(const TraceEntries &entries)
{
    Q_EMIT happened(entries);
    for (const TraceEntry &entry : entries) {
        if (const auto *event = std::get_if<Event>(&entry.what)) {
            takeEvent(*event);
        } else if (const auto *settings = std::get_if<LineSettings>(&entry.what)) {
            m_dataMask = settings->format.dataMask();
        } else if (const auto *received = std::get_if<Received>(&entry.what)) {
            Characters characters = received->run.characters;
            for (Character &character : characters)
                character.wire &= m_dataMask;
            Q_EMIT heard(characters);
        }
    }
}

void SelfTestRun::takeEvent(const Event &event)
{
    switch (event.kind) {
    case Event::Kind::Answered: {
        const QStringList words = event.detail.split(u' ');
        const auto action = enumFrom<PersonAction>(words.value(1));
        const auto reply = enumFrom<PersonReply>(words.value(2));
        if (!action || !reply || *action == PersonAction::chooseStep)
            return;
        // Entries come in batches: the next question may be here already.
        if (m_asked && m_asked->action == *action)
            m_asked.reset();
        plan();
        Q_EMIT replied(*action, *reply);
        Q_EMIT changed();
        return;
    }
    case Event::Kind::Found: takePortFinding(event.finding); return;
    case Event::Kind::Measured: m_measured.append(event.evidence); return;
    case Event::Kind::StepEnded:
        takeStepEnd(stepFromName(event.detail).value_or(TestStep::none));
        return;
    default: return;
    }
}

void SelfTestRun::takeStepEnd(TestStep ended)
{
    const bool isCutShort = std::exchange(m_endsEarly, false);
    const bool isUndone = isCutShort && m_measured.isEmpty();
    QList<TestStep> &steps = m_done.contains(ended) ? m_repeated : m_done;
    if (!isUndone && !steps.contains(ended))
        steps.append(ended);
    takeEvidence(std::exchange(m_measured, {}), isCutShort);
    goBetween();
    if (!isUndone)
        Q_EMIT stepEnded(ended);
}

/// The line is opened more than once; what a read-out finds is told with it.
void SelfTestRun::takePortFinding(const Finding &finding)
{
    const bool isReading = m_step == TestStep::W8 || m_step == TestStep::W9;
    const bool isTold = std::ranges::any_of(m_portFindings, [&finding](const Finding &told) {
        return told.id == finding.id && told.detail == finding.detail;
    });
    if (!isReading && !isTold)
        m_portFindings.append(finding);
}

/// A step that was done again takes the place of what it said before; one that came to nothing,
/// because the person was not sure, leaves it, and one that was cut short leaves what it did not
/// come to.
void SelfTestRun::takeEvidence(const EvidenceList &evidence, bool isCutShort)
{
    if (evidence.isEmpty())
        return;
    m_evidence.removeIf([&evidence, isCutShort](const Evidence &old) {
        return std::ranges::any_of(evidence, [&old, isCutShort](const Evidence &now) {
            return old.step == now.step && (!isCutShort || old.id == now.id);
        });
    });
    m_evidence.append(evidence);
    diagnoseAgain();
}

void SelfTestRun::takeFailure(const LinkError &error)
{
    m_error = error;
    // A port that was open is usable: that it was unplugged says nothing against it.
    const bool wasOpen = factsOf(m_evidence).of(Fact::PortOpens) == Truth::Yes;
    if (m_state == State::Opening && !wasOpen)
        takeEvidence({portNotOpened(error.detail.isEmpty() ? error.name : error.detail)});
    Q_EMIT changed();
}

void SelfTestRun::takeEnd(Outcome)
{
    takeEvidence(std::exchange(m_measured, {}), true);
    m_isClosing = false;
    m_endsEarly = false;
    setState(State::Closed);
    if (m_wanted != TestStep::none && !m_error)
        open();
    m_wanted = m_error ? TestStep::none : m_wanted;
}

// --- what follows --------------------------------------------------------------------------------

void SelfTestRun::setState(State state)
{
    m_state = state;
    if (state != State::Running) {
        m_step = TestStep::none;
        m_asked.reset();
        m_isAnsweredByItself = false;
        m_measuringTime = {};
    }
    Q_EMIT changed();
}

void SelfTestRun::plan()
{
    if (m_state == State::Running && !m_asked)
        m_measuringTime = stepplan::measuringTime(m_step, m_circumstances, m_evidence, m_questions);
}

void SelfTestRun::diagnoseAgain()
{
    m_diagnosis = diagnose(m_evidence, priorOf(m_meters, m_circumstances));
}

QList<MeterMatch> SelfTestRun::knownMeters() const
{
    return knownOf(m_meters, m_circumstances);
}

SelfTestRun::Progress SelfTestRun::progressOf(TestStep step) const
{
    if (m_step == step || m_wanted == step)
        return Progress::Running;
    return m_done.contains(step) ? Progress::Done : Progress::Untouched;
}

EvidenceList SelfTestRun::evidenceOf(TestStep step) const
{
    EvidenceList result;
    for (const Evidence &one : m_evidence) {
        if (one.step == step)
            result.append(one);
    }
    return result;
}

std::optional<TestStep> SelfTestRun::stepInDoubt() const
{
    QList<TestStep> done;
    for (const TestStep step : allSteps()) {
        if (m_done.contains(step))
            done.append(step);
    }
    return stepToRepeat(m_evidence, done, m_repeated);
}

} // namespace optoscope
