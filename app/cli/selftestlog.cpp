// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/selftestlog.h"

#include "core/probe/meterevidence.h"
#include "core/recognise/lineclassifier.h"
#include "ui/texts/dialoguetexts.h"

#include <algorithm>

namespace optoscope::cli {

namespace {

/// More tell no more about who is on the line.
constexpr qsizetype mostCharacters = 20000;

} // namespace

SelfTestLog::SelfTestLog(Say say)
    : m_say(std::move(say))
{
}

void SelfTestLog::append(const TraceEntries &entries)
{
    for (const TraceEntry &entry : entries) {
        if (const auto *event = std::get_if<Event>(&entry.what))
            note(entry.at, *event);
        if (!m_isOnMeter || m_exchanges.empty())
            continue;
        Exchange &exchange = m_exchanges.back();
        exchange.conversation.append(entry);
        if (const CharacterRun *run = runOf(entry))
            exchange.characters += run->characters.size();
        if (exchange.characters <= mostCharacters)
            exchange.entries.append(entry);
    }
}

void SelfTestLog::add(const Evidence &evidence)
{
    m_evidence.append(evidence);
    m_say(texts::measuredLine(evidence));
}

void SelfTestLog::finish()
{
    for (Exchange &exchange : m_exchanges) {
        // What is wrong as IEC 62056-21 with another protocol needs no words.
        LineClassifier classifier;
        classifier.append(exchange.entries);
        exchange.conversation.append(classifier.findings(classifier.verdict()));
        exchange.conversation.finish();
    }
}

bool SelfTestLog::hasFound() const
{
    return std::any_of(m_evidence.begin() + m_toldBefore, m_evidence.end(),
                       [](const Evidence &one) {
                           const bool tells = one.id == EvidenceId::heard
                               || one.id == EvidenceId::foundWay || one.id == EvidenceId::rotation;
                           return tells && one.value > 0;
                       });
}

const SelfTestLog::Exchange *SelfTestLog::chosen() const
{
    return m_exchanges.empty() ? nullptr : &m_exchanges.at(m_chosen);
}

LineVerdict SelfTestLog::line() const
{
    const Exchange *exchange = chosen();
    return lineVerdictOf(exchange ? exchange->entries : TraceEntries());
}

Findings SelfTestLog::findings() const
{
    const Exchange *exchange = chosen();
    return m_portFindings + (exchange ? exchange->conversation.findings() : Findings());
}

bool SelfTestLog::hasStep(TestStep step) const
{
    return std::ranges::any_of(m_evidence,
                               [step](const Evidence &one) { return one.step == step; });
}

void SelfTestLog::note(Instant at, const Event &event)
{
    const auto step = stepFromName(event.detail);
    switch (event.kind) {
    case Event::Kind::StepBegun:
        m_isOnMeter = step == TestStep::W8 || step == TestStep::W9;
        if (step == TestStep::W8)
            m_exchanges.emplace_back();
        m_toldBefore = m_evidence.size();
        m_say(hasStep(step.value_or(TestStep::none))
                  ? texts::repeatedStepLine(step.value_or(TestStep::none))
                  : texts::stepLine(step.value_or(TestStep::none)));
        break;
    case Event::Kind::StepEnded:
        m_isOnMeter = false;
        // A search ends with what brought something.
        if (step == TestStep::W9 && hasFound() && !m_exchanges.empty())
            m_chosen = m_exchanges.size() - 1;
        if (m_evidence.size() == m_toldBefore)
            m_say(texts::nothingMeasuredLine());
        break;
    case Event::Kind::Measured: add(event.evidence); break;
    case Event::Kind::Tried:
        m_attempts.append({at, event.detail});
        m_exchanges.emplace_back();
        m_say(texts::timedLine(at, texts::triedText(event.detail)));
        break;
    case Event::Kind::Found: addPortFinding(event.finding); break;
    default: break;
    }
}

/// The port is opened several times in a test; what a read-out finds is told with it.
void SelfTestLog::addPortFinding(const Finding &finding)
{
    const bool isTold = std::ranges::any_of(m_portFindings, [&finding](const Finding &told) {
        return told.id == finding.id && told.detail == finding.detail;
    });
    if (!m_isOnMeter && !isTold)
        m_portFindings.append(finding);
}

} // namespace optoscope::cli
