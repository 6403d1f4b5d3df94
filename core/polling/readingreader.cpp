// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/readingreader.h"

#include "core/polling/sqlconnection.h"
#include "core/polling/storeschema.h"
#include "core/polling/storetext.h"

#include <QJsonDocument>
#include <QVariant>

#include <utility>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

QString pollColumns()
{
    return u"p.id, p.plan, p.due, p.began, p.outcome, p.finding, p.reaction_ns, p.line_errors, "
           "p.retries, c.file, p.entry, p.polls_missed FROM polls p "
           "LEFT JOIN captures c ON c.id = p.capture "_qs;
}

PollRecord recordFrom(const QSqlQuery &query)
{
    PollRecord record;
    record.id = query.value(0).toLongLong();
    record.plan = query.value(1).toLongLong();
    record.due = UtcTime(query.value(2).toLongLong());
    record.began = UtcTime(query.value(3).toLongLong());
    record.outcome =
        valueOf<PollOutcome>(query.value(4).toString()).value_or(PollOutcome::interrupted);
    record.finding = query.value(5).toString();
    if (const QVariant reaction = query.value(6); !reaction.isNull())
        record.reaction = nanoseconds(reaction.toLongLong());
    record.lineErrors = query.value(7).toInt();
    record.retries = query.value(8).toInt();
    record.capture = query.value(9).toString();
    record.entry = query.value(10).toLongLong();
    record.count = query.value(11).toInt();
    return record;
}

Series seriesFrom(const QSqlQuery &query)
{
    return {query.value(0).toLongLong(), query.value(1).toString(),
            bytesFrom(query.value(2).toString()), bytesFrom(query.value(3).toString()),
            query.value(4).toInt()};
}

Finding findingFrom(const QSqlQuery &query)
{
    Finding finding;
    finding.id = valueOf<FindingId>(query.value(0).toString()).value_or(FindingId::onlyNoise);
    finding.severity = valueOf<Severity>(query.value(1).toString()).value_or(Severity::note);
    finding.blame = valueOf<Blame>(query.value(2).toString()).value_or(Blame::line);
    if (const QVariant at = query.value(3); !at.isNull())
        finding.at = Instant(nanoseconds(at.toLongLong()));
    finding.value = query.value(4).toDouble();
    finding.limit = query.value(5).toDouble();
    finding.detail = query.value(6).toString();
    return finding;
}

ReadingReader::Row rowFrom(const QSqlQuery &query, const QHash<qint64, PollRecord> &polls)
{
    ReadingReader::Row row;
    row.poll = polls.value(query.value(0).toLongLong());
    row.utc = UtcTime(query.value(1).toLongLong());
    row.meter = query.value(2).toString();
    RegisterReading &reading = row.reading;
    reading.code = bytesFrom(query.value(3).toString());
    reading.bracket = query.value(4).toInt();
    reading.unit = bytesFrom(query.value(5).toString());
    reading.raw = bytesFrom(query.value(6).toString());
    if (const QVariant number = query.value(7); !number.isNull())
        reading.number = number.toDouble();
    row.key = query.value(8).toString();
    return row;
}

} // namespace

ReadingReader::ReadingReader(std::unique_ptr<SqlConnection> connection)
    : m_connection(std::move(connection))
{
}

ReadingReader::~ReadingReader() = default;

StoreResult<std::unique_ptr<ReadingReader>> ReadingReader::open(const StoreAddress &address,
                                                                std::chrono::milliseconds patience)
{
    auto opened = SqlConnection::open(address, {true, patience, true});
    if (const auto *failure = std::get_if<StoreError>(&opened))
        return *failure;
    auto connection = std::get<std::unique_ptr<SqlConnection>>(std::move(opened));
    const auto version = versionOf(*connection);
    if (const auto *failure = std::get_if<StoreError>(&version))
        return *failure;
    const int found = std::get<int>(version);
    const QString name = address.toText();
    if (found == 0)
        return StoreError{StoreError::Kind::NotAStore, name, {}, 0, 0};
    if (found > storeVersion)
        return StoreError{StoreError::Kind::Newer, name, {}, found, 0};
    if (found < storeVersion)
        return StoreError{StoreError::Kind::Older, name, {}, found, 0};
    return std::unique_ptr<ReadingReader>(new ReadingReader(std::move(connection)));
}

/// \a work takes each row into the list.
template <typename T, typename Work>
StoreResult<T> ReadingReader::read(const QString &statement, const QVariantList &values, Work work)
{
    auto result = m_connection->query(statement, values);
    if (const auto *failure = std::get_if<StoreError>(&result))
        return *failure;
    QSqlQuery *query = std::get<QSqlQuery *>(result);
    T list;
    while (query->next())
        work(list, std::as_const(*query));
    const auto broken = m_connection->errorAfter(*query);
    query->finish();
    if (broken)
        return *broken;
    return list;
}

template <typename T, typename Work>
StoreResult<T> ReadingReader::atOneMoment(Work work)
{
    if (const auto failure = m_connection->beginReading())
        return *failure;
    StoreResult<T> result = work();
    if (std::holds_alternative<StoreError>(result))
        m_connection->rollBack();
    else if (const auto failure = m_connection->commit())
        return *failure;
    return result;
}

StoreResult<StoreSpan> ReadingReader::span()
{
    return read<StoreSpan>(
        u"SELECT coalesce(sum(polls_missed), 0), min(due), max(due) FROM polls"_qs, {},
        [](StoreSpan &span, const QSqlQuery &query) {
            span.polls = query.value(0).toLongLong();
            if (query.value(1).isNull())
                return;
            span.first = UtcTime(query.value(1).toLongLong());
            span.last = UtcTime(query.value(2).toLongLong());
        });
}

StoreResult<QList<StoredPlan>> ReadingReader::plans()
{
    return read<QList<StoredPlan>>(
        u"SELECT p.id, p.document, m.number, m.identification FROM plans p "
        "LEFT JOIN meters m ON m.id = p.meter ORDER BY p.id"_qs,
        {}, [](QList<StoredPlan> &list, const QSqlQuery &query) {
            const QByteArray document = query.value(1).toString().toUtf8();
            const auto plan = PollPlan::fromJson(QJsonDocument::fromJson(document).object());
            list.append({query.value(0).toLongLong(), plan.value_or(PollPlan{}),
                         query.value(2).toString(), bytesFrom(query.value(3).toString())});
        });
}

StoreResult<QList<Series>> ReadingReader::series()
{
    return read<QList<Series>>(
        u"SELECT s.id, m.number, s.code, s.unit, s.bracket FROM series s "
        "JOIN meters m ON m.id = s.meter WHERE s.has_numbers <> 0 ORDER BY s.id"_qs,
        {}, [](QList<Series> &list, const QSqlQuery &query) { list.append(seriesFrom(query)); });
}

StoreResult<QList<Sample>> ReadingReader::samples(qint64 series, UtcTime from, UtcTime to)
{
    return read<QList<Sample>>(
        u"SELECT utc, number FROM readings WHERE series = ? AND utc >= ? AND utc < ? AND "
        "number IS NOT NULL ORDER BY utc, poll"_qs,
        {series, qint64{from.count()}, qint64{to.count()}},
        [](QList<Sample> &list, const QSqlQuery &query) {
            list.append({UtcTime(query.value(0).toLongLong()), query.value(1).toDouble()});
        });
}

StoreResult<QList<SeriesSummary>> ReadingReader::summaries()
{
    return atOneMoment<QList<SeriesSummary>>([&]() -> StoreResult<QList<SeriesSummary>> {
        auto all = series();
        if (const auto *failure = std::get_if<StoreError>(&all))
            return *failure;
        QList<SeriesSummary> summaries;
        for (const Series &one : std::get<QList<Series>>(all)) {
            const auto found = read<SeriesSummary>(
                u"SELECT utc, number, (SELECT count(*) FROM readings WHERE series = ? AND "
                "number IS NOT NULL) FROM readings WHERE series = ? AND number IS NOT NULL "
                "ORDER BY utc DESC, poll DESC LIMIT 1"_qs,
                {one.id, one.id}, [](SeriesSummary &summary, const QSqlQuery &query) {
                    summary.last = {UtcTime(query.value(0).toLongLong()),
                                    query.value(1).toDouble()};
                    summary.count = query.value(2).toLongLong();
                });
            if (const auto *failure = std::get_if<StoreError>(&found))
                return *failure;
            summaries.append(std::get<SeriesSummary>(found));
            summaries.last().series = one;
        }
        summaries.removeIf([](const SeriesSummary &summary) { return summary.count == 0; });
        return summaries;
    });
}

StoreResult<QList<PollRecord>> ReadingReader::polls(UtcTime from, UtcTime to)
{
    return read<QList<PollRecord>>(
        u"SELECT "_qs + pollColumns() + u"WHERE p.due >= ? AND p.due < ? ORDER BY p.due, p.id"_qs,
        {qint64{from.count()}, qint64{to.count()}},
        [](QList<PollRecord> &list, const QSqlQuery &query) { list.append(recordFrom(query)); });
}

StoreResult<Findings> ReadingReader::findings(qint64 poll)
{
    return read<Findings>(
        u"SELECT finding, severity, blame, at_ns, value, limit_value, detail FROM findings "
        "WHERE poll = ? ORDER BY place"_qs,
        {poll}, [](Findings &list, const QSqlQuery &query) { list.append(findingFrom(query)); });
}

StoreResult<QList<PollRecord>> ReadingReader::pollsSince(qint64 mark, int most)
{
    return read<QList<PollRecord>>(
        u"SELECT "_qs + pollColumns() + u"WHERE p.id > ? ORDER BY p.id LIMIT ?"_qs, {mark, most},
        [](QList<PollRecord> &list, const QSqlQuery &query) { list.append(recordFrom(query)); });
}

StoreResult<StoreNews> ReadingReader::newsSince(qint64 mark, int mostPolls)
{
    return atOneMoment<StoreNews>([&] { return news(mark, mostPolls); });
}

StoreResult<StoreNews> ReadingReader::news(qint64 mark, int mostPolls)
{
    StoreNews found;
    found.mark = mark;
    auto polls = pollsSince(mark, mostPolls);
    if (const auto *failure = std::get_if<StoreError>(&polls))
        return *failure;
    found.polls = std::get<QList<PollRecord>>(std::move(polls));
    if (found.polls.isEmpty())
        return found;
    found.mark = found.polls.last().id;
    found.isAll = found.polls.size() < mostPolls;
    auto all = series();
    if (const auto *failure = std::get_if<StoreError>(&all))
        return *failure;
    for (const Series &one : std::get<QList<Series>>(all)) {
        auto samples = read<QList<Sample>>(
            u"SELECT utc, number FROM readings WHERE series = ? AND poll > ? AND poll <= ? AND "
            "number IS NOT NULL ORDER BY poll"_qs,
            {one.id, mark, found.mark}, [](QList<Sample> &list, const QSqlQuery &query) {
                list.append({UtcTime(query.value(0).toLongLong()), query.value(1).toDouble()});
            });
        if (const auto *failure = std::get_if<StoreError>(&samples))
            return *failure;
        const auto &list = std::get<QList<Sample>>(samples);
        if (list.isEmpty())
            continue;
        found.series.append(one);
        found.samples.insert(one.id, list);
    }
    return found;
}

StoreResult<QList<ReadingReader::Row>> ReadingReader::rows(qint64 &mark, int mostPolls)
{
    return atOneMoment<QList<Row>>([&]() -> StoreResult<QList<Row>> {
        QList<Row> rows;
        while (rows.isEmpty()) { // Polls without readings are passed over.
            auto polls = pollsSince(mark, mostPolls);
            if (const auto *failure = std::get_if<StoreError>(&polls))
                return *failure;
            QHash<qint64, PollRecord> byId;
            for (const PollRecord &poll : std::get<QList<PollRecord>>(polls))
                byId.insert(poll.id, poll);
            if (byId.isEmpty())
                return rows;
            const qint64 last = std::get<QList<PollRecord>>(polls).last().id;
            auto found = read<QList<Row>>(
                u"SELECT r.poll, r.utc, m.number, s.code, s.bracket, s.unit, r.raw, r.number, "
                u"p.key "
                "FROM readings r JOIN series s ON s.id = r.series JOIN meters m ON m.id = s.meter "
                "JOIN polls p ON p.id = r.poll "
                "WHERE r.poll > ? AND r.poll <= ? ORDER BY r.poll, s.id"_qs,
                {mark, last}, [&byId](QList<Row> &list, const QSqlQuery &query) {
                    list.append(rowFrom(query, byId));
                });
            if (const auto *failure = std::get_if<StoreError>(&found))
                return *failure;
            rows = std::get<QList<Row>>(std::move(found));
            mark = last;
        }
        return rows;
    });
}

} // namespace optoscope
