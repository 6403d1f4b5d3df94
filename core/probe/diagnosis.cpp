// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/diagnosis.h"

#include "core/probe/verdicttable.h"

#include <algorithm>
#include <iterator>

namespace optoscope {

namespace {

/// Each verdict that precedes and is still open takes so much of the confidence.
constexpr double shareLeftByOpen = 0.9;
constexpr double leastConfidence = 0.3;
constexpr qsizetype mostTests = 2;

template <typename Verdict>
using Rows = std::vector<VerdictRow<Verdict>>;

void addStep(QList<TestStep> &steps, Fact fact)
{
    const TestStep step = stepOf(fact);
    if (step != TestStep::none && !steps.contains(step))
        steps.append(step);
}

/// The steps that would tell the facts which \a row still asks for.
template <typename Verdict>
void addMissingSteps(QList<TestStep> &steps, const VerdictRow<Verdict> &row, const Facts &facts)
{
    for (const Condition &condition : row.conditions) {
        if (mustBeKnown(condition) && facts.of(condition.fact) == Truth::Unknown)
            addStep(steps, condition.fact);
    }
}

template <typename Verdict>
qsizetype violations(const VerdictRow<Verdict> &row, const Facts &facts)
{
    return std::count_if(row.conditions.begin(), row.conditions.end(),
                         [&facts](Condition condition) { return isViolated(condition, facts); });
}

/// Where every row is excluded: the steps behind the facts that stand alone against a row.
template <typename Verdict>
void addContradictingSteps(Opinion<Verdict> &opinion, const Rows<Verdict> &rows, const Facts &facts)
{
    qsizetype fewest = std::numeric_limits<qsizetype>::max();
    for (const auto &row : rows)
        fewest = std::min(fewest, violations(row, facts));
    for (const auto &row : rows) {
        // A row none of whose own facts was met is no candidate.
        const bool isNear = violations(row, facts) == fewest
            && std::any_of(row.conditions.begin(), row.conditions.end(),
                           [&facts](const Condition &condition) {
                               return mustBeKnown(condition)
                                   && facts.of(condition.fact) != Truth::Unknown
                                   && !isViolated(condition, facts);
                           });
        if (!isNear)
            continue;
        for (const Condition &condition : row.conditions) {
            if (isViolated(condition, facts))
                addStep(opinion.wouldChange, condition.fact);
        }
        if (!opinion.open.contains(row.verdict))
            opinion.open.append(row.verdict);
    }
}

/// The row is open and something measured speaks for it.
template <typename Verdict>
bool isSupported(const VerdictRow<Verdict> &row, const Facts &facts)
{
    return matchOf(row.conditions, facts) == Match::Open
        && std::any_of(row.conditions.begin(), row.conditions.end(), [&facts](Condition one) {
               return mustBeKnown(one) && facts.of(one.fact) != Truth::Unknown;
           });
}

/// The first row that is met; nullptr if none is. Rows that are open go into the opinion.
template <typename Verdict>
const VerdictRow<Verdict> *decide(Opinion<Verdict> &opinion, const Rows<Verdict> &rows,
                                  const Facts &facts)
{
    const VerdictRow<Verdict> *met = nullptr;
    int openBefore = 0;
    for (const auto &row : rows) {
        const Match match = matchOf(row.conditions, facts);
        if (match == Match::Met && !met) {
            met = &row;
        } else if (match == Match::Open && (!met || row.verdict != met->verdict)) {
            if (!opinion.open.contains(row.verdict)) {
                opinion.open.append(row.verdict);
                openBefore += met ? 0 : 1;
            }
            addMissingSteps(opinion.wouldChange, row, facts);
        }
    }
    if (met) {
        opinion.open.removeAll(met->verdict);
        double confidence = met->confidence;
        for (int i = 0; i < std::min(openBefore, 6); ++i)
            confidence *= shareLeftByOpen;
        opinion.verdict = met->verdict;
        opinion.confidence = std::max(confidence, leastConfidence);
        opinion.next = met->next;
    }
    return met;
}

/// The row is open for want of a fact that \a other wants as well.
template <typename Verdict>
bool isOpenAs(const VerdictRow<Verdict> &other, const VerdictRow<Verdict> &row, const Facts &facts)
{
    const auto wants = [&facts](const VerdictRow<Verdict> &asked, Fact fact) {
        return facts.of(fact) == Truth::Unknown
            && std::any_of(asked.conditions.begin(), asked.conditions.end(),
                           [fact](Condition one) { return mustBeKnown(one) && one.fact == fact; });
    };
    return matchOf(row.conditions, facts) == Match::Open
        && std::any_of(row.conditions.begin(), row.conditions.end(), [&](Condition one) {
               return wants(row, one.fact) && wants(other, one.fact);
           });
}

/// Rows that nothing measured speaks for are not what a person should be sent to, unless the fact
/// that settles a likelier one settles them too.
template <typename Verdict>
void dropUnlikely(Opinion<Verdict> &opinion, const Rows<Verdict> &rows, const Facts &facts)
{
    QList<Verdict> kept;
    QList<TestStep> steps;
    const auto keep = [&](const VerdictRow<Verdict> &row) {
        if (!kept.contains(row.verdict))
            kept.append(row.verdict);
        addMissingSteps(steps, row, facts);
    };
    for (const auto &row : rows) {
        if (isSupported(row, facts))
            keep(row);
    }
    if (kept.isEmpty())
        return;
    for (const auto &row : rows) {
        const bool isBeside = std::any_of(rows.begin(), rows.end(), [&](const auto &other) {
            return isSupported(other, facts) && isOpenAs(other, row, facts);
        });
        if (isBeside)
            keep(row);
    }
    opinion.open = kept;
    opinion.wouldChange = steps;
}

/// Facts that other facts are made of.
bool concerns(Fact wanted, Fact measured)
{
    switch (wanted) {
    case Fact::HearsAny:
        if (measured == Fact::HearsTogether)
            return true;
        [[fallthrough]];
    case Fact::HearsLight:
        return measured == Fact::HearsNear || measured == Fact::HearsFar
            || measured == Fact::HearsSun;
    default: return wanted == measured;
    }
}

bool isOfMeter(const Evidence &evidence)
{
    switch (evidence.id) {
    case EvidenceId::meterAnswered:
    case EvidenceId::meterLedSeen:
    case EvidenceId::heard:
    case EvidenceId::foundWay:
    case EvidenceId::readGood:
    case EvidenceId::findingSeen:
    case EvidenceId::dataDiffers: return true;
    default: return false;
    }
}

/// Whether the fact that the evidence tells is so.
bool isTrue(const Evidence &evidence, const Measure *measure)
{
    if (measure)
        return holds(*measure, evidence.value);
    // Lost bits are told as a share, the facts as what is kept.
    return evidence.id == EvidenceId::highBitsLost ? evidence.value <= 0 : evidence.value > 0;
}

/// The evidence that the verdict rests on first, then the rest.
template <typename Verdict>
void attachEvidence(Opinion<Verdict> &opinion, const EvidenceList &evidence,
                    const std::vector<Condition> &conditions, bool ofMeter)
{
    QList<JudgedEvidence> others;
    for (const Evidence &one : evidence) {
        const Measure *measure = measureOf(one);
        JudgedEvidence judged{one, {}, true};
        if (measure)
            judged.limit = measure->limit;
        const Fact fact = factOf(one);
        const auto condition =
            std::find_if(conditions.begin(), conditions.end(),
                         [fact](const Condition &needed) { return concerns(needed.fact, fact); });
        if (condition == conditions.end()) {
            if (isOfMeter(one) == ofMeter)
                others.append(judged);
            continue;
        }
        const bool wantsYes = condition->needs == Needs::Yes || condition->needs == Needs::NotNo;
        judged.speaksFor =
            isTrue(one, measure) == wantsYes || (wantsYes && condition->fact != fact);
        judged.decides = true;
        opinion.evidence.append(judged);
    }
    opinion.evidence.append(others);
}

template <typename Verdict>
Opinion<Verdict> opinionOf(const Rows<Verdict> &rows, const Facts &facts,
                           const EvidenceList &evidence, bool ofMeter)
{
    Opinion<Verdict> opinion;
    const VerdictRow<Verdict> *met = decide(opinion, rows, facts);
    if (!met) {
        opinion.verdict = Verdict::undecided;
        opinion.next = NextStep::runTests;
        if (opinion.open.isEmpty())
            addContradictingSteps(opinion, rows, facts);
        else
            dropUnlikely(opinion, rows, facts);
        opinion.wouldChange = opinion.wouldChange.mid(0, mostTests);
    }
    attachEvidence(opinion, evidence, met ? met->conditions : std::vector<Condition>(), ofMeter);
    return opinion;
}

bool provesChain(ProbeVerdict verdict)
{
    switch (verdict) {
    case ProbeVerdict::good:
    case ProbeVerdict::misplaced:
    case ProbeVerdict::wiresSwapped: // They are right by now.
    case ProbeVerdict::localEcho: return true;
    default: return false;
    }
}

bool isFault(ProbeVerdict verdict)
{
    return verdict != ProbeVerdict::good && verdict != ProbeVerdict::undecided
        && verdict != ProbeVerdict::notTested;
}

bool hasMeterEvidence(const EvidenceList &evidence)
{
    return std::any_of(evidence.begin(), evidence.end(), isOfMeter);
}

bool hasProbeEvidence(const EvidenceList &evidence)
{
    return std::any_of(evidence.begin(), evidence.end(),
                       [](const Evidence &one) { return !isOfMeter(one); });
}

/// What to do about a meter of which nothing is decided.
void adviseOnMeter(Opinion<MeterVerdict> &meter, const Facts &facts)
{
    const bool isAlive =
        facts.of(Fact::MeterLed) == Truth::Yes && facts.of(Fact::Answers) == Truth::No;
    if (isAlive) {
        // It was seen to answer: no search for other ways tells more.
        meter.open.clear();
        meter.wouldChange = {TestStep::W8};
        meter.next = NextStep::placeAgain;
    }
    const bool isProven = facts.of(Fact::ChainProven) == Truth::Yes;
    if (isAlive ? facts.of(Fact::ChainFaulty) == Truth::Yes : !isProven)
        meter.next = NextStep::proveProbe;
}

} // namespace

Diagnosis diagnose(const EvidenceList &evidence, const MeterPrior &prior)
{
    Diagnosis result;
    Facts facts = factsOf(evidence);
    if (!evidence.isEmpty()) {
        result.probe = opinionOf(probeRows(), facts, evidence, false);
        if (result.probe.verdict == ProbeVerdict::undecided && !hasProbeEvidence(evidence))
            result.probe.wouldChange = {TestStep::W2, TestStep::W6};
    }
    facts.set(Fact::ChainProven, provesChain(result.probe.verdict));
    facts.set(Fact::ChainFaulty,
              isFault(result.probe.verdict) && !provesChain(result.probe.verdict));
    if (prior.isClosed)
        facts.set(Fact::KnownClosed, true);
    if (hasMeterEvidence(evidence)) {
        result.meter = opinionOf(meterRows(), facts, evidence, true);
        if (result.meter.verdict == MeterVerdict::undecided)
            adviseOnMeter(result.meter, facts);
        if (result.meter.verdict == MeterVerdict::closed)
            result.meter.confidence = prior.confidence;
    }
    return result;
}

} // namespace optoscope
