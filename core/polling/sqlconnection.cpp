// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/sqlconnection.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QUrlQuery>
#include <QUuid>
#include <QVariant>

#include <utility>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

constexpr int applicationId = 0x4F50544F; // "OPTO"
constexpr qint64 lockOfWriters = 0x4F50544F;

// Result codes of SQLite (sqlite.org/rescode.html).
constexpr int sqliteBusy = 5;
constexpr int sqliteLocked = 6;
constexpr int sqliteReadOnly = 8;
constexpr int sqliteIoError = 10;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteFull = 13;
constexpr int sqliteCannotOpen = 14;
constexpr int sqlitePermission = 3;
constexpr int sqliteAuthorization = 23;
constexpr int sqliteNotADatabase = 26;

bool isDatabaseByItsBeginning(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) && file.read(15) == "SQLite format 3";
}

/// Values of libpq's connection string stand in single quotes.
QString quoted(const QString &value)
{
    QString text = value;
    text.replace(u'\\', u"\\\\"_qs).replace(u'\'', u"\\'"_qs);
    return u'\'' + text + u'\'';
}

/// What a server that is gone must not do: keep us for ever.
QString connectOptions(const QUrl &url)
{
    QStringList options{u"connect_timeout=10"_qs, u"keepalives=1"_qs, u"keepalives_idle=20"_qs,
                        u"tcp_user_timeout=30000"_qs, u"application_name=optoscope"_qs};
    const QUrlQuery query(url);
    for (const auto &[key, value] : query.queryItems(QUrl::FullyDecoded))
        options.append(key + u'=' + quoted(value));
    return options.join(u';');
}

} // namespace

SqlConnection::SqlConnection(StoreAddress address, QString name)
    : m_address(std::move(address))
    , m_name(std::move(name))
{
}

SqlConnection::~SqlConnection()
{
    // A server that is gone cannot free statements, and Qt complains of each: it must not be asked.
    if (!isServer())
        m_queries.clear();
    m_database.close();
    m_database = {}; // Qt wants no copy left when the connection is removed.
    QSqlDatabase::removeDatabase(m_name);
}

StoreResult<std::unique_ptr<SqlConnection>> SqlConnection::open(const StoreAddress &address,
                                                                const SqlOptions &options)
{
    const QString name = u"optoscope-"_qs + QUuid::createUuid().toString(QUuid::Id128);
    std::unique_ptr<SqlConnection> connection(new SqlConnection(address, name));
    const bool isFile = address.kind == StoreAddress::Kind::File;
    const QString driver = isFile ? u"QSQLITE"_qs : u"QPSQL"_qs;
    if (!QSqlDatabase::isDriverAvailable(driver))
        return connection->error(StoreError::Kind::NoDriver, driver);
    connection->m_database = QSqlDatabase::addDatabase(driver, name);
    const auto failure = isFile ? connection->openFile(options) : connection->openServer(options);
    if (failure)
        return *failure;
    return connection;
}

std::optional<StoreError> SqlConnection::openFile(const SqlOptions &options)
{
    const QFileInfo file(m_address.file);
    if (file.isDir())
        return error(StoreError::Kind::NotAStore);
    const bool isThere = file.exists();
    if (!isThere && (options.readOnly || !file.absoluteDir().exists()))
        return error(StoreError::Kind::NotFound);
    if (isThere && (!file.isReadable() || (!options.readOnly && !file.isWritable())))
        return error(StoreError::Kind::NoRights);
    QString connect = u"QSQLITE_BUSY_TIMEOUT="_qs + QString::number(options.patience.count());
    QString name = m_address.file;
    if (options.readOnly) {
        connect += u";QSQLITE_OPEN_READONLY"_qs;
        // Reading along takes files beside it. Who may not make them reads what does not change:
        // nobody writes, else the files were there.
        const QFileInfo folder(file.absolutePath());
        if (!folder.isWritable() && !QFileInfo::exists(name + u"-wal"_qs)) {
            connect += u";QSQLITE_OPEN_URI"_qs;
            name = QUrl::fromLocalFile(file.absoluteFilePath()).toString(QUrl::FullyEncoded)
                + u"?immutable=1"_qs;
        }
    }
    m_database.setConnectOptions(connect);
    m_database.setDatabaseName(name);
    // Who closes a file last takes its journal away.
    const bool wasClosed = !QFileInfo::exists(m_address.file + u"-wal"_qs);
    if (!m_database.open())
        return errorOf(m_database.lastError());
    return setUpFile(options, wasClosed);
}

std::optional<StoreError> SqlConnection::setUpFile(const SqlOptions &options, bool wasClosed) const
{
    QSqlQuery query(m_database);
    if (!query.exec(u"PRAGMA application_id"_qs) || !query.next())
        return errorOf(query.lastError());
    const int application = query.value(0).toInt();
    query.finish();
    if (!query.exec(u"SELECT count(*) FROM sqlite_master"_qs) || !query.next())
        return errorOf(query.lastError());
    const bool isNew = query.value(0).toInt() == 0;
    query.finish();
    if (application != applicationId && (!isNew || application != 0 || options.readOnly))
        return error(StoreError::Kind::NotAStore);
    if (options.readOnly)
        return {};
    const QString synchronous = options.durable ? u"FULL"_qs : u"NORMAL"_qs;
    QStringList pragmas{u"journal_mode = WAL"_qs, u"synchronous = "_qs + synchronous,
                        u"foreign_keys = ON"_qs};
    if (application != applicationId) // Writing it waits for whoever holds the file.
        pragmas.prepend(u"application_id = "_qs + QString::number(applicationId));
    for (const QString &pragma : pragmas) {
        if (auto failure = run(u"PRAGMA "_qs + pragma))
            return failure;
    }
    return wasClosed ? std::nullopt : checkHealth();
}

/// It reads the whole file: that is for one that is not too large for it and was not closed, as
/// after a loss of power. What is damaged in another is told when it is met.
std::optional<StoreError> SqlConnection::checkHealth() const
{
    constexpr qint64 mostChecked = 64 * 1024 * 1024;
    if (QFileInfo(m_address.file).size() > mostChecked)
        return {};
    QSqlQuery query(m_database);
    if (!query.exec(u"PRAGMA quick_check(1)"_qs) || !query.next())
        return errorOf(query.lastError());
    const QString health = query.value(0).toString();
    return health == u"ok" ? std::nullopt : std::optional(error(StoreError::Kind::Damaged, health));
}

std::optional<StoreError> SqlConnection::openServer(const SqlOptions &options)
{
    const QUrl &url = m_address.url;
    m_database.setHostName(url.host());
    if (url.port() > 0)
        m_database.setPort(url.port());
    m_database.setUserName(url.userName());
    m_database.setPassword(url.password());
    m_database.setDatabaseName(url.path().mid(1));
    m_database.setConnectOptions(connectOptions(url));
    if (!m_database.open())
        return errorOf(m_database.lastError());
    const QString patience = QString::number(options.patience.count());
    if (auto failure =
            run(u"SET lock_timeout = "_qs + patience + u"; SET client_min_messages = warning"_qs))
        return failure;
    // Our tables have a schema of their own: others may use the database, too.
    if (options.readOnly)
        return run(u"SET search_path TO optoscope"_qs);
    if (!hasTable(u"store_info"_qs)) {
        if (auto failure = makeSchema())
            return failure;
    }
    return run(u"SET search_path TO optoscope"_qs);
}

/// Two programs may come at once.
std::optional<StoreError> SqlConnection::makeSchema()
{
    auto failure = begin();
    if (!failure)
        failure = run(u"CREATE SCHEMA IF NOT EXISTS optoscope"_qs);
    if (!failure)
        failure = commit();
    if (failure)
        rollBack();
    return failure;
}

bool SqlConnection::hasTable(const QString &table) const
{
    const QString name = isServer() ? QString(u"optoscope."_qs + table) : table;
    return m_database.tables().contains(name);
}

bool SqlConnection::isEmpty() const
{
    return isServer() || m_database.tables().isEmpty();
}

std::optional<StoreError> SqlConnection::run(const QString &statement) const
{
    QSqlQuery query(m_database);
    if (query.exec(statement))
        return {};
    return errorOf(query.lastError());
}

StoreResult<QSqlQuery *> SqlConnection::query(const QString &statement, const QVariantList &values)
{
    auto found = m_queries.find(statement);
    if (found == m_queries.end()) {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        if (!query.prepare(statement))
            return errorOf(query.lastError());
        found = m_queries.emplace(statement, std::move(query)).first;
    }
    QSqlQuery &query = found->second;
    query.finish();
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(static_cast<int>(i), values.at(i));
    if (!query.exec())
        return errorOf(query.lastError());
    return &query;
}

std::optional<StoreError> SqlConnection::errorAfter(const QSqlQuery &query) const
{
    const QSqlError end = query.lastError();
    return end.isValid() ? std::optional(errorOf(end)) : std::nullopt;
}

std::optional<StoreError> SqlConnection::begin() const
{
    if (!isServer())
        return run(u"BEGIN IMMEDIATE"_qs);
    if (auto failure = run(u"BEGIN"_qs))
        return failure;
    return run(u"SELECT pg_advisory_xact_lock("_qs + QString::number(lockOfWriters) + u')');
}

std::optional<StoreError> SqlConnection::beginReading() const
{
    return run(isServer() ? u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_qs : u"BEGIN"_qs);
}

std::optional<StoreError> SqlConnection::commit() const
{
    return run(u"COMMIT"_qs);
}

void SqlConnection::rollBack()
{
    for (auto &[statement, query] : m_queries)
        query.finish();
    QSqlQuery query(m_database);
    query.exec(u"ROLLBACK"_qs);
}

StoreError SqlConnection::error(StoreError::Kind kind, const QString &detail) const
{
    return {kind, m_address.toText(), detail, 0, 0};
}

StoreError SqlConnection::errorOf(const QSqlError &what) const
{
    const QString code = what.nativeErrorCode();
    const QString detail = what.databaseText().simplified();
    if (isServer())
        return serverError(code, detail, what.type() == QSqlError::ConnectionError);
    return fileError(code.toInt(), detail);
}

StoreError SqlConnection::fileError(int code, const QString &detail) const
{
    constexpr int mainPart = 0xFF; // The rest tells more closely.
    switch (code & mainPart) {
    case sqliteBusy:
    case sqliteLocked: return error(StoreError::Kind::Locked);
    case sqliteReadOnly:
    case sqlitePermission:
    case sqliteAuthorization: return error(StoreError::Kind::NoRights, detail);
    case sqliteIoError: return error(StoreError::Kind::WriteFailed, detail);
    case sqliteCorrupt: return error(StoreError::Kind::Damaged, detail);
    case sqliteFull: return error(StoreError::Kind::Full);
    case sqliteCannotOpen: return error(StoreError::Kind::NoRights, detail);
    case sqliteNotADatabase:
        return error(isDatabaseByItsBeginning(m_address.file) ? StoreError::Kind::Damaged
                                                              : StoreError::Kind::NotAStore);
    default: return error(StoreError::Kind::Other, detail);
    }
}

/// Classes of PostgreSQL's SQLSTATE (its manual, appendix A).
StoreError SqlConnection::serverError(const QString &state, const QString &detail,
                                      bool isConnection) const
{
    if (state.startsWith(u"28") || state == u"42501" || detail.contains(u"authentication failed"_qs)
        || detail.contains(u"no password"_qs))
        return error(StoreError::Kind::NoRights, detail);
    if (state == u"3D000" || (isConnection && detail.contains(u"does not exist"_qs)))
        return error(StoreError::Kind::NotFound, detail);
    if (state == u"53100")
        return error(StoreError::Kind::Full, detail);
    if (state == u"55P03" || state == u"57014" || state.startsWith(u"40"))
        return error(StoreError::Kind::Locked, detail);
    if (isConnection || state.isEmpty() || state.startsWith(u"08") || state.startsWith(u"57P")
        || state.startsWith(u"53"))
        return error(StoreError::Kind::Away, detail);
    return error(StoreError::Kind::Other, detail);
}

} // namespace optoscope
