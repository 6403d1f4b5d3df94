// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/readingstore.h"

#include "core/polling/sqlconnection.h"
#include "core/polling/storeschema.h"
#include "core/polling/storetext.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QVariant>

#include <utility>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

/// A meter that sends ever new codes does not fill the memory.
constexpr qsizetype mostRemembered = 20000;

QVariant idOrNull(qint64 id)
{
    return id > 0 ? QVariant(id) : QVariant(QMetaType(QMetaType::LongLong));
}

QVariant numberOrNull(const std::optional<double> &number)
{
    return number ? QVariant(*number) : QVariant(QMetaType(QMetaType::Double));
}

QVariant nanosecondsOrNull(const std::optional<nanoseconds> &time)
{
    return time ? QVariant(qint64{time->count()}) : QVariant(QMetaType(QMetaType::LongLong));
}

/// PostgreSQL takes no null string for an empty one.
QString notNull(const QString &text)
{
    return text.isNull() ? QLatin1String("") : text;
}

QString documentOf(const PollPlan &plan)
{
    return QString::fromUtf8(QJsonDocument(plan.toJson()).toJson(QJsonDocument::Compact));
}

} // namespace

ReadingStore::ReadingStore(std::unique_ptr<SqlConnection> connection)
    : m_connection(std::move(connection))
{
}

ReadingStore::~ReadingStore() = default;

StoreResult<std::unique_ptr<ReadingStore>> ReadingStore::open(const StoreAddress &address,
                                                              const SqlOptions &options)
{
    auto opened = SqlConnection::open(address, options);
    if (const auto *failure = std::get_if<StoreError>(&opened))
        return *failure;
    auto connection = std::get<std::unique_ptr<SqlConnection>>(std::move(opened));
    if (const auto failure = migrate(*connection))
        return *failure;
    return std::unique_ptr<ReadingStore>(new ReadingStore(std::move(connection)));
}

bool ReadingStore::isThere() const
{
    return m_connection->isServer() || QFileInfo::exists(m_connection->address().file);
}

std::optional<StoreError> ReadingStore::execute(const QString &statement,
                                                const QVariantList &values)
{
    auto result = m_connection->query(statement, values);
    if (const auto *failure = std::get_if<StoreError>(&result))
        return *failure;
    std::get<QSqlQuery *>(result)->finish();
    return {};
}

/// The first column of the first row, 0 if there is no row.
StoreResult<qint64> ReadingStore::idFrom(const QString &statement, const QVariantList &values)
{
    auto result = m_connection->query(statement, values);
    if (const auto *failure = std::get_if<StoreError>(&result))
        return *failure;
    QSqlQuery *query = std::get<QSqlQuery *>(result);
    const qint64 id = query->next() ? query->value(0).toLongLong() : 0;
    const auto broken = m_connection->errorAfter(*query);
    query->finish();
    if (broken)
        return *broken;
    return id;
}

/// \a work gives an error or nothing. What was remembered of a transaction that failed is not
/// there.
template <typename Work>
std::optional<StoreError> ReadingStore::inTransaction(Work work)
{
    std::optional<StoreError> failure = m_connection->begin();
    if (failure)
        return failure;
    failure = work();
    if (!failure)
        failure = m_connection->commit();
    if (failure) {
        m_connection->rollBack();
        m_meters.clear();
        m_series.clear();
    }
    return failure;
}

StoreResult<StoredPlan> ReadingStore::savePlan(const PollPlan &plan)
{
    StoredPlan stored;
    const auto failure = inTransaction([&]() -> std::optional<StoreError> {
        if (auto error = execute(u"INSERT INTO plans (key, document) VALUES (?, ?) ON CONFLICT "
                                 "(key) DO UPDATE SET document = excluded.document"_qs,
                                 {plan.key(), documentOf(plan)}))
            return error;
        auto found = findPlan(plan);
        if (const auto *error = std::get_if<StoreError>(&found))
            return *error;
        stored = std::get<StoredPlan>(std::move(found));
        return {};
    });
    if (failure)
        return *failure;
    return stored;
}

StoreResult<StoredPlan> ReadingStore::findPlan(const PollPlan &plan)
{
    auto result = m_connection->query(
        u"SELECT p.id, m.number, m.identification FROM plans p LEFT JOIN meters m ON "
        "m.id = p.meter WHERE p.key = ?"_qs,
        {plan.key()});
    if (const auto *failure = std::get_if<StoreError>(&result))
        return *failure;
    QSqlQuery *query = std::get<QSqlQuery *>(result);
    StoredPlan stored;
    stored.plan = plan;
    if (query->next()) {
        stored.id = query->value(0).toLongLong();
        stored.meter = query->value(1).toString();
        stored.identification = bytesFrom(query->value(2).toString());
    }
    const auto broken = m_connection->errorAfter(*query);
    query->finish();
    if (broken)
        return *broken;
    return stored;
}

StoreResult<SchedulePast> ReadingStore::pastOf(qint64 id, UtcTime dayBegan)
{
    SchedulePast past;
    // A row of missed polls ends where the program saw the last of them; the next one is looked
    // for from there.
    auto last = m_connection->query(
        u"SELECT began, outcome FROM polls WHERE plan = ? ORDER BY due DESC, began DESC, id DESC "
        "LIMIT 1"_qs,
        {id});
    if (const auto *failure = std::get_if<StoreError>(&last))
        return *failure;
    QSqlQuery *query = std::get<QSqlQuery *>(last);
    if (query->next()) {
        past.lastDue = UtcTime(query->value(0).toLongLong());
        past.wasInterrupted = query->value(1).toString() == outcomeName(PollOutcome::interrupted);
    }
    query->finish();
    const auto wakeUps =
        idFrom(u"SELECT coalesce(sum(retries + 1), 0) FROM polls WHERE plan = ? AND due >= ? AND "
               "outcome <> 'missed'"_qs,
               {id, qint64{dayBegan.count()}});
    if (const auto *failure = std::get_if<StoreError>(&wakeUps))
        return *failure;
    past.wakeUpsToday = static_cast<int>(std::get<qint64>(wakeUps));
    return past;
}

std::optional<StoreError> ReadingStore::setMeter(qint64 id, const QString &number,
                                                 const QByteArray &identification)
{
    return inTransaction([&]() -> std::optional<StoreError> {
        const auto meter = meterId(number, identification);
        if (const auto *failure = std::get_if<StoreError>(&meter))
            return *failure;
        return execute(u"UPDATE plans SET meter = ? WHERE id = ?"_qs,
                       {std::get<qint64>(meter), id});
    });
}

StoreResult<bool> ReadingStore::add(const PollResult &result)
{
    bool isNew = false;
    const auto failure = inTransaction([&]() -> std::optional<StoreError> {
        const auto added = addPoll(result);
        if (const auto *error = std::get_if<StoreError>(&added))
            return *error;
        isNew = std::get<bool>(added);
        return {};
    });
    if (failure)
        return *failure;
    return isNew;
}

std::optional<StoreError> ReadingStore::add(const QList<PollResult> &results)
{
    return inTransaction([&]() -> std::optional<StoreError> {
        for (const PollResult &result : results) {
            const auto added = addPoll(result);
            if (const auto *error = std::get_if<StoreError>(&added))
                return *error;
        }
        return {};
    });
}

StoreResult<bool> ReadingStore::addPoll(const PollResult &result)
{
    const PollRecord &record = result.record;
    qint64 meter = 0;
    if (!result.meter.isEmpty()) {
        const auto found = meterId(result.meter, result.identification);
        if (const auto *failure = std::get_if<StoreError>(&found))
            return *failure;
        meter = std::get<qint64>(found);
    }
    const auto capture = captureId(record.capture);
    if (const auto *failure = std::get_if<StoreError>(&capture))
        return *failure;
    const auto inserted =
        idFrom(u"INSERT INTO polls (key, plan, meter, due, began, outcome, finding, reaction_ns, "
               "line_errors, retries, capture, entry, polls_missed) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING "
               "RETURNING id"_qs,
               {result.key, idOrNull(record.plan), idOrNull(meter), qint64{record.due.count()},
                qint64{record.began.count()}, outcomeName(record.outcome), notNull(record.finding),
                nanosecondsOrNull(record.reaction), record.lineErrors, record.retries,
                idOrNull(std::get<qint64>(capture)), record.entry, record.count});
    if (const auto *failure = std::get_if<StoreError>(&inserted))
        return *failure;
    const qint64 poll = std::get<qint64>(inserted);
    if (poll == 0)
        return false;
    for (const RegisterReading &reading : result.readings) {
        if (const auto failure = addReading(poll, meter, result.utc, reading))
            return *failure;
    }
    int place = 0;
    for (const Finding &finding : result.findings) {
        if (const auto failure = addFinding(poll, place++, finding))
            return *failure;
    }
    return true;
}

std::optional<StoreError> ReadingStore::addReading(qint64 poll, qint64 meter, UtcTime utc,
                                                   const RegisterReading &reading)
{
    const auto found = seriesOf(meter, reading);
    if (const auto *failure = std::get_if<StoreError>(&found))
        return *failure;
    const SeriesEntry series = std::get<SeriesEntry>(found);
    return execute(u"INSERT INTO readings (series, poll, utc, raw, number) VALUES (?, ?, ?, ?, ?) "
                   "ON CONFLICT (series, poll) DO NOTHING"_qs,
                   {series.id, poll, qint64{utc.count()}, textFrom(reading.raw),
                    numberOrNull(reading.number)});
}

std::optional<StoreError> ReadingStore::addFinding(qint64 poll, int place, const Finding &finding)
{
    std::optional<nanoseconds> at;
    if (finding.at)
        at = finding.at->time_since_epoch();
    return execute(
        u"INSERT INTO findings (poll, place, finding, severity, blame, at_ns, value, limit_value, "
        "detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_qs,
        {poll, place, findingName(finding.id), nameOf(finding.severity), nameOf(finding.blame),
         nanosecondsOrNull(at), finding.value, finding.limit, notNull(storable(finding.detail))});
}

StoreResult<qint64> ReadingStore::meterId(const QString &number, const QByteArray &identification)
{
    if (const auto known = m_meters.constFind(number); known != m_meters.constEnd())
        return *known;
    auto result =
        idFrom(u"INSERT INTO meters (number, identification) VALUES (?, ?) ON CONFLICT (number) "
               "DO UPDATE SET number = excluded.number RETURNING id"_qs,
               {storable(number), textFrom(identification)});
    if (const auto *id = std::get_if<qint64>(&result))
        m_meters.insert(number, *id);
    return result;
}

StoreResult<qint64> ReadingStore::captureId(const QString &file)
{
    if (file.isEmpty())
        return 0;
    return idFrom(u"INSERT INTO captures (file) VALUES (?) ON CONFLICT (file) DO UPDATE SET "
                  "file = excluded.file RETURNING id"_qs,
                  {file});
}

/// `-.--` without a unit stands in place of the number that the register had before: it is a gap
/// in that series, and no other series.
StoreResult<ReadingStore::SeriesEntry> ReadingStore::lastUnitOf(qint64 meter,
                                                                const RegisterReading &reading)
{
    const auto found =
        idFrom(u"SELECT id FROM series WHERE meter = ? AND code = ? AND bracket = ? AND unit <> '' "
               "ORDER BY id DESC LIMIT 1"_qs,
               {meter, textFrom(reading.code), reading.bracket});
    if (const auto *failure = std::get_if<StoreError>(&found))
        return *failure;
    return SeriesEntry{std::get<qint64>(found), true};
}

StoreResult<ReadingStore::SeriesEntry> ReadingStore::seriesOf(qint64 meter,
                                                              const RegisterReading &reading)
{
    if (reading.notAvailable && reading.unit.isEmpty()) {
        auto last = lastUnitOf(meter, reading);
        const auto *entry = std::get_if<SeriesEntry>(&last);
        if (!entry || entry->id > 0)
            return last;
    }
    const QString key = QString::number(meter) + u'\n' + textFrom(reading.code) + u'\n'
        + QString::number(reading.bracket) + u'\n' + textFrom(reading.unit);
    SeriesEntry entry = m_series.value(key);
    if (entry.id == 0) {
        auto result = m_connection->query(
            u"INSERT INTO series (meter, code, bracket, unit) VALUES (?, ?, ?, ?) ON CONFLICT "
            "(meter, code, bracket, unit) DO UPDATE SET code = excluded.code RETURNING id, "
            "has_numbers"_qs,
            {meter, textFrom(reading.code), reading.bracket, textFrom(reading.unit)});
        if (const auto *failure = std::get_if<StoreError>(&result))
            return *failure;
        QSqlQuery *query = std::get<QSqlQuery *>(result);
        if (query->next())
            entry = {query->value(0).toLongLong(), query->value(1).toInt() != 0};
        query->finish();
    }
    if (reading.number && !entry.hasNumbers) {
        entry.hasNumbers = true;
        if (const auto failure =
                execute(u"UPDATE series SET has_numbers = 1 WHERE id = ?"_qs, {entry.id}))
            return *failure;
    }
    if (m_series.size() >= mostRemembered)
        m_series.clear();
    m_series.insert(key, entry);
    return entry;
}

} // namespace optoscope
