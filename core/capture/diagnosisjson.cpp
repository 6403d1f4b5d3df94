// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/diagnosisjson.h"

#include "core/capture/readoutjson.h"

#include <QJsonArray>
#include <QMetaEnum>

#include <cmath>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

/// To the thousandth: no measurement here is finer.
double rounded(double value)
{
    return std::round(value * 1000) / 1000;
}

QString unitName(EvidenceUnit unit)
{
    return QLatin1String(QMetaEnum::fromType<EvidenceUnit>().valueToKey(static_cast<int>(unit)));
}

QJsonObject evidenceJson(const JudgedEvidence &judged)
{
    const Evidence &evidence = judged.evidence;
    QJsonObject json{
        {u"step"_qs, evidence.step == TestStep::none ? QJsonValue() : stepName(evidence.step)},
        {u"id"_qs, evidenceName(evidence.id)},
        {u"value"_qs, rounded(evidence.value)},
        {u"unit"_qs, unitName(unitOf(evidence.id))},
        {u"limit"_qs, judged.limit ? QJsonValue(rounded(*judged.limit)) : QJsonValue()},
        {u"speaks"_qs, judged.speaksFor ? u"for"_qs : u"against"_qs}};
    if (!evidence.detail.isEmpty())
        json.insert(u"detail"_qs, evidence.detail);
    return json;
}

template <typename Verdict>
QJsonObject opinionJson(const Opinion<Verdict> &opinion)
{
    QJsonArray evidence;
    for (const JudgedEvidence &judged : opinion.evidence)
        evidence.append(evidenceJson(judged));
    QJsonArray open;
    for (const Verdict verdict : opinion.open)
        open.append(verdictName(verdict));
    QJsonArray steps;
    for (const TestStep step : opinion.wouldChange)
        steps.append(stepName(step));
    return {{u"verdict"_qs, verdictName(opinion.verdict)},
            {u"confidence"_qs, std::round(opinion.confidence * 100) / 100},
            {u"evidence"_qs, evidence},
            {u"next"_qs, nextName(opinion.next)},
            {u"open"_qs, open},
            {u"wouldChange"_qs, steps}};
}

} // namespace

QJsonObject diagnosisJson(const Diagnosis &diagnosis, const LineVerdict &line,
                          const Findings &findings, bool isTimed)
{
    return {{u"probe"_qs, opinionJson(diagnosis.probe)},
            {u"meter"_qs, opinionJson(diagnosis.meter)},
            {u"line"_qs, lineJson(line)},
            {u"findings"_qs, findingsJson(findings, isTimed)}};
}

} // namespace optoscope
