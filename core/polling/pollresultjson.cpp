// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/pollresultjson.h"

#include "core/polling/storetext.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

QString text(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes);
}

QJsonObject readingJson(const RegisterReading &reading)
{
    return {{u"code"_qs, text(reading.code)},
            {u"bracket"_qs, reading.bracket},
            {u"unit"_qs, text(reading.unit)},
            {u"raw"_qs, text(reading.raw)},
            {u"number"_qs, reading.number ? QJsonValue(*reading.number) : QJsonValue()},
            {u"notAvailable"_qs, reading.notAvailable}};
}

RegisterReading readingFrom(const QJsonValue &json)
{
    RegisterReading reading;
    reading.code = json[u"code"].toString().toLatin1();
    reading.bracket = json[u"bracket"].toInt();
    reading.unit = json[u"unit"].toString().toLatin1();
    reading.raw = json[u"raw"].toString().toLatin1();
    if (json[u"number"].isDouble())
        reading.number = json[u"number"].toDouble();
    reading.notAvailable = json[u"notAvailable"].toBool();
    return reading;
}

QJsonObject findingJson(const Finding &finding)
{
    QJsonObject json{
        {u"id"_qs, findingName(finding.id)},  {u"severity"_qs, nameOf(finding.severity)},
        {u"blame"_qs, nameOf(finding.blame)}, {u"value"_qs, finding.value},
        {u"limit"_qs, finding.limit},         {u"detail"_qs, finding.detail}};
    if (finding.at)
        json[u"atNs"_qs] = qint64{finding.at->time_since_epoch().count()};
    return json;
}

Finding findingFrom(const QJsonValue &json)
{
    Finding finding;
    finding.id = valueOf<FindingId>(json[u"id"].toString()).value_or(FindingId::onlyNoise);
    finding.severity = valueOf<Severity>(json[u"severity"].toString()).value_or(Severity::note);
    finding.blame = valueOf<Blame>(json[u"blame"].toString()).value_or(Blame::line);
    if (json[u"atNs"].isDouble())
        finding.at = Instant(nanoseconds(json[u"atNs"].toInteger()));
    finding.value = json[u"value"].toDouble();
    finding.limit = json[u"limit"].toDouble();
    finding.detail = json[u"detail"].toString();
    return finding;
}

QJsonObject recordJson(const PollRecord &record)
{
    QJsonObject json{{u"due"_qs, qint64{record.due.count()}},
                     {u"began"_qs, qint64{record.began.count()}},
                     {u"outcome"_qs, outcomeName(record.outcome)},
                     {u"finding"_qs, record.finding},
                     {u"lineErrors"_qs, record.lineErrors},
                     {u"retries"_qs, record.retries},
                     {u"capture"_qs, record.capture},
                     {u"entry"_qs, record.entry},
                     {u"count"_qs, record.count}};
    if (record.reaction)
        json[u"reactionNs"_qs] = qint64{record.reaction->count()};
    return json;
}

PollRecord recordFrom(const QJsonObject &json, PollOutcome outcome)
{
    PollRecord record;
    record.due = UtcTime(json[u"due"].toInteger());
    record.began = UtcTime(json[u"began"].toInteger());
    record.outcome = outcome;
    record.finding = json[u"finding"].toString();
    if (json[u"reactionNs"].isDouble())
        record.reaction = nanoseconds(json[u"reactionNs"].toInteger());
    record.lineErrors = json[u"lineErrors"].toInt();
    record.retries = json[u"retries"].toInt();
    record.capture = json[u"capture"].toString();
    record.entry = json[u"entry"].toInteger(-1);
    record.count = json[u"count"].toInt(1);
    return record;
}

} // namespace

QJsonObject pollToJson(const PollResult &result)
{
    QJsonArray readings;
    for (const RegisterReading &reading : result.readings)
        readings.append(readingJson(reading));
    QJsonArray findings;
    for (const Finding &finding : result.findings)
        findings.append(findingJson(finding));
    return {{u"key"_qs, result.key},
            {u"record"_qs, recordJson(result.record)},
            {u"utc"_qs, qint64{result.utc.count()}},
            {u"meter"_qs, result.meter},
            {u"identification"_qs, text(result.identification)},
            {u"readings"_qs, readings},
            {u"findings"_qs, findings}};
}

std::optional<PollResult> pollFromJson(const QJsonObject &json)
{
    const QJsonObject record = json[u"record"].toObject();
    const auto outcome = valueOf<PollOutcome>(record[u"outcome"].toString());
    PollResult result;
    result.key = json[u"key"].toString();
    if (!outcome || result.key.isEmpty())
        return {};
    result.record = recordFrom(record, *outcome);
    result.utc = UtcTime(json[u"utc"].toInteger());
    result.meter = json[u"meter"].toString();
    result.identification = json[u"identification"].toString().toLatin1();
    for (const auto &reading : json[u"readings"].toArray())
        result.readings.append(readingFrom(reading));
    for (const auto &finding : json[u"findings"].toArray())
        result.findings.append(findingFrom(finding));
    return result;
}

} // namespace optoscope
