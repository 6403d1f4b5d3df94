// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/storecheck.h"

#include "core/polling/sqlconnection.h"
#include "core/polling/storeschema.h"

#include <QVariant>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

/// Nothing if the user of the server has the rights that \a statement asks for.
std::optional<StoreError> lackOfRights(SqlConnection &connection, const QString &statement)
{
    const auto result = connection.query(statement);
    if (const auto *failure = std::get_if<StoreError>(&result))
        return *failure;
    QSqlQuery *query = std::get<QSqlQuery *>(result);
    const bool isAllowed = query->next() && query->value(0).toBool();
    query->finish();
    if (isAllowed)
        return {};
    return StoreError{StoreError::Kind::NoRights, connection.address().toText(),
                      u"permission denied"_qs, 0, 0};
}

std::optional<StoreError> checkRights(SqlConnection &connection, bool isThere)
{
    return isThere
        ? lackOfRights(connection, u"SELECT has_table_privilege('polls', 'INSERT')"_qs)
        : lackOfRights(connection,
                       u"SELECT has_database_privilege(current_database(), 'CREATE')"_qs);
}

} // namespace

StoreResult<StoreCheck> checkStore(const StoreAddress &address, StoreUse use)
{
    StoreCheck check;
    {
        auto opened = SqlConnection::open(address, {true, std::chrono::seconds(5), true});
        if (const auto *failure = std::get_if<StoreError>(&opened))
            return *failure;
        const auto connection = std::get<std::unique_ptr<SqlConnection>>(std::move(opened));
        const auto version = versionOf(*connection);
        if (const auto *failure = std::get_if<StoreError>(&version))
            return *failure;
        const int found = std::get<int>(version);
        if (found > storeVersion)
            return StoreError{StoreError::Kind::Newer, address.toText(), {}, found, 0};
        check.isThere = found > 0;
        if (use == StoreUse::Write && connection->isServer()) {
            if (const auto failure = checkRights(*connection, check.isThere))
                return *failure;
        }
        // An earlier version's tables are brought up to date when something is written.
        if (!check.isThere || (use == StoreUse::Write && found < storeVersion))
            return check;
    }
    auto reader = ReadingReader::open(address);
    if (const auto *failure = std::get_if<StoreError>(&reader))
        return *failure;
    const auto span = std::get<std::unique_ptr<ReadingReader>>(reader)->span();
    if (const auto *failure = std::get_if<StoreError>(&span))
        return *failure;
    check.span = std::get<StoreSpan>(span);
    return check;
}

} // namespace optoscope
