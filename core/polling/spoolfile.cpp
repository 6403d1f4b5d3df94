// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/spoolfile.h"

#include "core/polling/pollresultjson.h"
#include "core/polling/sqlconnection.h"
#include "core/polling/storetext.h"

#include <QJsonDocument>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

QString compact(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QJsonObject objectFrom(const QVariant &text)
{
    return QJsonDocument::fromJson(text.toString().toUtf8()).object();
}

} // namespace

SpoolFile::SpoolFile(std::unique_ptr<SqlConnection> connection)
    : m_connection(std::move(connection))
{
}

SpoolFile::~SpoolFile() = default;

StoreResult<std::unique_ptr<SpoolFile>> SpoolFile::open(const QString &file,
                                                        const SqlOptions &options)
{
    auto opened = SqlConnection::open({StoreAddress::Kind::File, file, {}}, options);
    if (const auto *failure = std::get_if<StoreError>(&opened))
        return *failure;
    auto connection = std::get<std::unique_ptr<SqlConnection>>(std::move(opened));
    if (connection->hasTable(u"store_info"_qs))
        return StoreError{StoreError::Kind::NotAStore, file, {}, 0, 0};
    for (const QString &statement :
         {u"CREATE TABLE IF NOT EXISTS waiting (id INTEGER PRIMARY KEY AUTOINCREMENT, "
          "document TEXT NOT NULL)"_qs,
          u"CREATE TABLE IF NOT EXISTS memory (document TEXT NOT NULL)"_qs}) {
        if (const auto failure = connection->run(statement))
            return *failure;
    }
    return std::unique_ptr<SpoolFile>(new SpoolFile(std::move(connection)));
}

std::optional<StoreError> SpoolFile::execute(const QString &statement, const QVariantList &values)
{
    auto result = m_connection->query(statement, values);
    if (const auto *failure = std::get_if<StoreError>(&result))
        return *failure;
    std::get<QSqlQuery *>(result)->finish();
    return {};
}

std::optional<StoreError> SpoolFile::put(const PollResult &result)
{
    return execute(u"INSERT INTO waiting (document) VALUES (?)"_qs, {compact(pollToJson(result))});
}

StoreResult<SpoolFile::Waiting> SpoolFile::oldest(int most)
{
    auto result =
        m_connection->query(u"SELECT id, document FROM waiting ORDER BY id LIMIT ?"_qs, {most});
    if (const auto *failure = std::get_if<StoreError>(&result))
        return *failure;
    Waiting waiting;
    QSqlQuery *query = std::get<QSqlQuery *>(result);
    while (query->next()) {
        waiting.last = query->value(0).toLongLong();
        if (const auto poll = pollFromJson(objectFrom(query->value(1))))
            waiting.results.append(*poll);
    }
    const auto broken = m_connection->errorAfter(*query);
    query->finish();
    if (broken)
        return *broken;
    return waiting;
}

std::optional<StoreError> SpoolFile::remove(qint64 last)
{
    return execute(u"DELETE FROM waiting WHERE id <= ?"_qs, {last});
}

StoreResult<qint64> SpoolFile::count()
{
    auto result = m_connection->query(u"SELECT count(*) FROM waiting"_qs);
    if (const auto *failure = std::get_if<StoreError>(&result))
        return *failure;
    QSqlQuery *query = std::get<QSqlQuery *>(result);
    const qint64 count = query->next() ? query->value(0).toLongLong() : 0;
    query->finish();
    return count;
}

StoreResult<SpoolFile::Memory> SpoolFile::memory()
{
    auto result = m_connection->query(u"SELECT document FROM memory"_qs);
    if (const auto *failure = std::get_if<StoreError>(&result))
        return *failure;
    QSqlQuery *query = std::get<QSqlQuery *>(result);
    const QJsonObject json = query->next() ? objectFrom(query->value(0)) : QJsonObject();
    query->finish();
    Memory memory;
    memory.meter = json[u"meter"].toString();
    memory.identification = json[u"identification"].toString().toLatin1();
    memory.isMeterNew = json[u"isMeterNew"].toBool();
    memory.isMeterAssumed = json[u"isMeterAssumed"].toBool();
    if (json[u"lastDue"].isDouble())
        memory.past.lastDue = UtcTime(json[u"lastDue"].toInteger());
    memory.past.wasInterrupted = json[u"wasInterrupted"].toBool();
    memory.past.wakeUpsToday = json[u"wakeUpsToday"].toInt();
    memory.day = UtcTime(json[u"day"].toInteger());
    return memory;
}

std::optional<StoreError> SpoolFile::remember(const Memory &memory)
{
    QJsonObject json{{u"meter"_qs, memory.meter},
                     {u"identification"_qs, QString::fromLatin1(memory.identification)},
                     {u"isMeterNew"_qs, memory.isMeterNew},
                     {u"isMeterAssumed"_qs, memory.isMeterAssumed},
                     {u"day"_qs, qint64{memory.day.count()}},
                     {u"wasInterrupted"_qs, memory.past.wasInterrupted},
                     {u"wakeUpsToday"_qs, memory.past.wakeUpsToday}};
    if (memory.past.lastDue)
        json[u"lastDue"_qs] = qint64{memory.past.lastDue->count()};
    auto failure = m_connection->begin();
    if (!failure)
        failure = execute(u"DELETE FROM memory"_qs, {});
    if (!failure)
        failure = execute(u"INSERT INTO memory (document) VALUES (?)"_qs, {compact(json)});
    if (!failure)
        failure = m_connection->commit();
    if (failure)
        m_connection->rollBack();
    return failure;
}

} // namespace optoscope
