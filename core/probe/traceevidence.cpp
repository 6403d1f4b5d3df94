// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/traceevidence.h"

#include "core/probe/meterevidence.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace optoscope {

namespace {

/// Before what the person says of the meter: step and action as in other answers.
constexpr QStringView describeMeter = u"W8 describeMeter ";
/// Less is a guess.
constexpr double leastPrior = 0.6;

bool hasSent(const TraceEntries &entries)
{
    return std::any_of(entries.begin(), entries.end(), [](const TraceEntry &entry) {
        return std::holds_alternative<Sent>(entry.what);
    });
}

bool hasHeard(const TraceEntries &entries)
{
    return std::any_of(entries.begin(), entries.end(), [](const TraceEntry &entry) {
        return std::holds_alternative<Received>(entry.what);
    });
}

/// The session was to send nothing; recorded bytes alone do not tell whether somebody asked.
bool isListening(const TraceEntries &entries)
{
    return std::any_of(entries.begin(), entries.end(), [](const TraceEntry &entry) {
        const auto *event = std::get_if<Event>(&entry.what);
        return event && event->kind == Event::Kind::SessionStarted
            && (event->detail == QLatin1String("listen")
                || event->detail == QLatin1String("watch"));
    });
}

MeterQuery queryOf(const TestCircumstances &circumstances)
{
    MeterQuery query;
    query.country = circumstances.country;
    query.utility = circumstances.utility;
    query.model = circumstances.meterType;
    return query;
}

} // namespace

EvidenceList measuredIn(const TraceEntries &entries)
{
    EvidenceList evidence;
    for (const TraceEntry &entry : entries) {
        const auto *event = std::get_if<Event>(&entry.what);
        if (event && event->kind == Event::Kind::Measured)
            evidence.append(event->evidence);
    }
    return evidence;
}

EvidenceList evidenceIn(const TraceEntries &entries)
{
    EvidenceList evidence = measuredIn(entries);
    if (!evidence.isEmpty() || (!hasSent(entries) && !hasHeard(entries)))
        return evidence;
    appendReads(evidence, TestStep::none, {entries});
    const bool isUnasked = isListening(entries) && !hasSent(entries);
    if (isUnasked)
        evidence.removeIf([](const Evidence &one) { return one.id == EvidenceId::meterAnswered; });
    if ((isUnasked || !isAnswered(entries)) && !latest(evidence, EvidenceId::heard))
        appendHeard(evidence, TestStep::none, entries);
    return evidence;
}

TraceEntries measuredEntries(Instant at, const EvidenceList &evidence)
{
    TraceEntries entries;
    for (const Evidence &one : evidence)
        entries.append({at, Event{Event::Kind::Measured, {}, {}, one}});
    return entries;
}

Event describedEvent(const TestCircumstances &circumstances)
{
    QJsonObject said;
    const auto add = [&said](const QString &key, const QString &text) {
        if (!text.isEmpty())
            said.insert(key, text);
    };
    add(u"country"_qs, circumstances.country);
    add(u"utility"_qs, circumstances.utility);
    add(u"meterType"_qs, circumstances.meterType);
    if (circumstances.everSwapped)
        said.insert(u"everSwapped"_qs, true);
    const QByteArray json = QJsonDocument(said).toJson(QJsonDocument::Compact);
    return {Event::Kind::Answered, {}, describeMeter + QString::fromUtf8(json)};
}

TestCircumstances circumstancesIn(const TraceEntries &entries)
{
    TestCircumstances said;
    for (const TraceEntry &entry : entries) {
        const auto *event = std::get_if<Event>(&entry.what);
        if (!event || event->kind != Event::Kind::Answered
            || !event->detail.startsWith(describeMeter))
            continue;
        const QJsonObject json =
            QJsonDocument::fromJson(event->detail.mid(describeMeter.size()).toUtf8()).object();
        said.country = json.value(u"country").toString();
        said.utility = json.value(u"utility").toString();
        said.meterType = json.value(u"meterType").toString();
        said.everSwapped = json.value(u"everSwapped").toBool();
    }
    return said;
}

Evidence portNotOpened(const QString &detail)
{
    return {TestStep::W1, EvidenceId::portOpened, 0, detail, {}};
}

QList<MeterMatch> knownOf(const MeterTable &meters, const TestCircumstances &circumstances)
{
    return meters.find(queryOf(circumstances));
}

MeterPrior priorOf(const MeterTable &meters, const TestCircumstances &circumstances)
{
    const double closed = meters.confidenceOf(queryOf(circumstances), MeterState::closed);
    return {closed >= leastPrior, closed};
}

} // namespace optoscope
