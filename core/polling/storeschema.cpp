// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/storeschema.h"

#include <QVariant>

#include <array>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

// The same statements for SQLite and PostgreSQL, but for {id}, a number that rises by itself, and
// {clustered}, rows that lie in the order of their key, which a server has not and does not need.
// Times are milliseconds since 1970 in UTC, unless their name says otherwise. What a meter sends is
// text of U+0000 to U+00FF, a character a byte.
// A step is never changed once it was shipped: the next version gets a step of its own.
constexpr std::array version1{
    R"(CREATE TABLE store_info (version INTEGER NOT NULL))",
    R"(INSERT INTO store_info VALUES (1))",
    R"(CREATE TABLE meters (id {id}, number TEXT NOT NULL UNIQUE, identification TEXT NOT NULL))",
    R"(CREATE TABLE plans (id {id}, key TEXT NOT NULL UNIQUE, document TEXT NOT NULL,
        meter BIGINT REFERENCES meters (id)))",
    R"(CREATE TABLE series (id {id}, meter BIGINT NOT NULL REFERENCES meters (id),
        code TEXT NOT NULL, bracket INTEGER NOT NULL, unit TEXT NOT NULL,
        has_numbers INTEGER NOT NULL DEFAULT 0, UNIQUE (meter, code, bracket, unit)))",
    R"(CREATE TABLE captures (id {id}, file TEXT NOT NULL UNIQUE))",
    R"(CREATE TABLE polls (id {id}, key TEXT NOT NULL UNIQUE, plan BIGINT REFERENCES plans (id),
        meter BIGINT REFERENCES meters (id), due BIGINT NOT NULL, began BIGINT NOT NULL,
        outcome TEXT NOT NULL, finding TEXT NOT NULL, reaction_ns BIGINT,
        line_errors INTEGER NOT NULL, retries INTEGER NOT NULL,
        capture BIGINT REFERENCES captures (id), entry BIGINT NOT NULL))",
    R"(CREATE TABLE readings (series BIGINT NOT NULL REFERENCES series (id),
        poll BIGINT NOT NULL REFERENCES polls (id), utc BIGINT NOT NULL, raw TEXT NOT NULL,
        number DOUBLE PRECISION, PRIMARY KEY (series, poll)) {clustered})",
    R"(CREATE TABLE findings (poll BIGINT NOT NULL REFERENCES polls (id), place INTEGER NOT NULL,
        finding TEXT NOT NULL, severity TEXT NOT NULL, blame TEXT NOT NULL, at_ns BIGINT,
        value DOUBLE PRECISION NOT NULL, limit_value DOUBLE PRECISION NOT NULL,
        detail TEXT NOT NULL, PRIMARY KEY (poll, place)) {clustered})",
};

// Polls missed in a row are one row; what a plan did last and on a day is found at once.
constexpr std::array version2{
    R"(ALTER TABLE polls ADD COLUMN polls_missed INTEGER NOT NULL DEFAULT 1)",
    R"(CREATE INDEX polls_of_plan ON polls (plan, due))",
};

QString inDialect(const char *statement, bool isServer)
{
    QString text = QString::fromLatin1(statement);
    text.replace(u"{id}"_qs,
                 isServer ? u"BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"_qs
                          : u"INTEGER PRIMARY KEY AUTOINCREMENT"_qs);
    text.replace(u"{clustered}"_qs, isServer ? QString() : u"WITHOUT ROWID"_qs);
    return text;
}

template <size_t N>
std::optional<StoreError> runAll(SqlConnection &connection, const std::array<const char *, N> &step)
{
    for (const char *statement : step) {
        if (auto failure = connection.run(inDialect(statement, connection.isServer())))
            return failure;
    }
    return {};
}

std::optional<StoreError> runSteps(SqlConnection &connection, int from, int to)
{
    if (from < 1 && to >= 1) {
        if (auto failure = runAll(connection, version1))
            return failure;
    }
    if (from < 2 && to >= 2) {
        if (auto failure = runAll(connection, version2))
            return failure;
    }
    return connection.run(u"UPDATE store_info SET version = "_qs + QString::number(to));
}

} // namespace

StoreResult<int> versionOf(SqlConnection &connection)
{
    if (!connection.hasTable(u"store_info"_qs)) {
        if (connection.isEmpty())
            return 0;
        return StoreError{StoreError::Kind::NotAStore, connection.address().toText(), {}, 0, 0};
    }
    auto result = connection.query(u"SELECT version FROM store_info"_qs);
    if (const auto *failure = std::get_if<StoreError>(&result))
        return *failure;
    QSqlQuery *query = std::get<QSqlQuery *>(result);
    const bool isThere = query->next();
    const int version = isThere ? query->value(0).toInt() : 0;
    query->finish();
    if (version < 1)
        return StoreError{StoreError::Kind::Damaged, connection.address().toText(), {}, 0, 0};
    return version;
}

std::optional<StoreError> migrate(SqlConnection &connection, int version)
{
    const auto present = versionOf(connection);
    if (const auto *known = std::get_if<int>(&present); known && *known == version)
        return {}; // Nothing is written, so that nobody has to be waited for.
    // Two programs may open a new store at once: who comes second finds it made.
    if (auto failure = connection.begin())
        return failure;
    const auto found = versionOf(connection);
    const auto *failure = std::get_if<StoreError>(&found);
    const int before = failure ? 0 : std::get<int>(found);
    std::optional<StoreError> error;
    if (failure)
        error = *failure;
    else if (before > version)
        error = {StoreError::Kind::Newer, connection.address().toText(), {}, before, 0};
    else if (before < version)
        error = runSteps(connection, before, version);
    if (!error)
        error = connection.commit();
    if (error)
        connection.rollBack();
    return error;
}

} // namespace optoscope
