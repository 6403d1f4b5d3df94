// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/readingexport.h"

#include "core/capture/exports/csvcells.h"
#include "core/polling/storetext.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <charconv>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

QString iso(UtcTime utc)
{
    return QDateTime::fromMSecsSinceEpoch(utc.count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

/// The shortest text that is this very number again.
QByteArray numberText(double number)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    return {text.data(), end - text.data()};
}

QByteArray field(const QString &text)
{
    return csvCell(text.toUtf8());
}

QByteArray csvLine(const ReadingReader::Row &row)
{
    const RegisterReading &reading = row.reading;
    return iso(row.utc).toLatin1() + ',' + field(row.meter) + ',' + field(textFrom(reading.code))
        + ',' + QByteArray::number(reading.bracket) + ',' + field(textFrom(reading.unit)) + ','
        + field(textFrom(reading.raw)) + ','
        + (reading.number ? numberText(*reading.number) : QByteArray()) + ',' + field(row.key)
        + "\r\n";
}

QJsonObject rowJson(const ReadingReader::Row &row)
{
    const RegisterReading &reading = row.reading;
    return {{u"poll"_qs, row.poll.id},
            {u"utc"_qs, iso(row.utc)},
            {u"meter"_qs, row.meter},
            {u"code"_qs, textFrom(reading.code)},
            {u"bracket"_qs, reading.bracket},
            {u"unit"_qs, textFrom(reading.unit)},
            {u"value"_qs, textFrom(reading.raw)},
            {u"number"_qs, reading.number ? QJsonValue(*reading.number) : QJsonValue()}};
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject findingJson(const Finding &finding)
{
    return {{u"id"_qs, findingName(finding.id)},
            {u"severity"_qs, nameOf(finding.severity)},
            {u"blame"_qs, nameOf(finding.blame)},
            {u"atMs"_qs, finding.at ? QJsonValue(toMilliseconds(*finding.at)) : QJsonValue()},
            {u"detail"_qs, finding.detail}};
}

QJsonObject pollJson(const PollRecord &poll, const Findings &findings)
{
    QJsonArray list;
    for (const Finding &finding : findings)
        list.append(findingJson(finding));
    const auto reaction = poll.reaction;
    return {{u"id"_qs, poll.id},
            {u"plan"_qs, poll.plan > 0 ? QJsonValue(poll.plan) : QJsonValue()},
            {u"due"_qs, iso(poll.due)},
            {u"began"_qs, iso(poll.began)},
            {u"outcome"_qs, outcomeName(poll.outcome)},
            {u"finding"_qs, textOrNull(poll.finding)},
            {u"count"_qs, poll.count},
            {u"reactionMs"_qs, reaction ? QJsonValue(toMilliseconds(*reaction)) : QJsonValue()},
            {u"lineErrors"_qs, poll.lineErrors},
            {u"retries"_qs, poll.retries},
            {u"capture"_qs, textOrNull(poll.capture)},
            {u"findings"_qs, list}};
}

QJsonObject planJson(const StoredPlan &plan)
{
    return {{u"id"_qs, plan.id},
            {u"meter"_qs, textOrNull(plan.meter)},
            {u"plan"_qs, plan.plan.toJson()}};
}

/// A list of a document that is written piece by piece.
class JsonList
{
public:
    explicit JsonList(QIODevice &out)
        : m_out(out)
    {
    }
    void append(const QJsonObject &object)
    {
        m_out.write(m_isFirst ? "\n" : ",\n");
        m_isFirst = false;
        m_out.write(QJsonDocument(object).toJson(QJsonDocument::Compact));
    }

private:
    QIODevice &m_out;
    bool m_isFirst = true;
};

/// Calls \a work for each reading.
template <typename Work>
StoreResult<qint64> forAllRows(ReadingReader &reader, Work work)
{
    qint64 count = 0;
    qint64 mark = 0;
    for (;;) {
        const auto rows = reader.rows(mark);
        if (const auto *failure = std::get_if<StoreError>(&rows))
            return *failure;
        const auto &list = std::get<QList<ReadingReader::Row>>(rows);
        if (list.isEmpty())
            return count;
        for (const ReadingReader::Row &row : list)
            work(row);
        count += list.size();
    }
}

std::optional<StoreError> writePlans(ReadingReader &reader, QIODevice &out)
{
    const auto plans = reader.plans();
    if (const auto *failure = std::get_if<StoreError>(&plans))
        return *failure;
    JsonList list(out);
    for (const StoredPlan &plan : std::get<QList<StoredPlan>>(plans))
        list.append(planJson(plan));
    return {};
}

StoreResult<qint64> writePolls(ReadingReader &reader, QIODevice &out)
{
    JsonList list(out);
    qint64 count = 0;
    qint64 mark = 0;
    for (;;) {
        const auto polls = reader.pollsSince(mark);
        if (const auto *failure = std::get_if<StoreError>(&polls))
            return *failure;
        const auto &some = std::get<QList<PollRecord>>(polls);
        if (some.isEmpty())
            return count;
        for (const PollRecord &poll : some) {
            const auto findings = reader.findings(poll.id);
            if (const auto *failure = std::get_if<StoreError>(&findings))
                return *failure;
            list.append(pollJson(poll, std::get<Findings>(findings)));
        }
        count += some.size();
        mark = some.last().id;
    }
}

} // namespace

StoreResult<ReadingCount> writeReadingsCsv(ReadingReader &reader, QIODevice &out)
{
    out.write("utc,meter,code,bracket,unit,value,number,poll\r\n");
    const auto rows =
        forAllRows(reader, [&out](const ReadingReader::Row &row) { out.write(csvLine(row)); });
    if (const auto *failure = std::get_if<StoreError>(&rows))
        return *failure;
    return ReadingCount{std::get<qint64>(rows), 0};
}

StoreResult<ReadingCount> writeReadingsJson(ReadingReader &reader, QIODevice &out)
{
    out.write("{\"plans\": [");
    if (const auto failure = writePlans(reader, out))
        return *failure;
    out.write("],\n\"readings\": [");
    JsonList list(out);
    const auto rows =
        forAllRows(reader, [&list](const ReadingReader::Row &row) { list.append(rowJson(row)); });
    if (const auto *failure = std::get_if<StoreError>(&rows))
        return *failure;
    out.write("],\n\"polls\": [");
    const auto polls = writePolls(reader, out);
    if (const auto *failure = std::get_if<StoreError>(&polls))
        return *failure;
    out.write("]}\n");
    return ReadingCount{std::get<qint64>(rows), std::get<qint64>(polls)};
}

} // namespace optoscope
