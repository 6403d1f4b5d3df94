// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/sqloptions.h"
#include "core/polling/storeaddress.h"
#include "core/polling/storeerror.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <map>
#include <memory>
#include <optional>

namespace optoscope {

/// A connection to a store's database, with errors in our terms. It belongs to the thread that
/// opened it.
class SqlConnection
{
public:
    static StoreResult<std::unique_ptr<SqlConnection>> open(const StoreAddress &address,
                                                            const SqlOptions &options);
    ~SqlConnection();
    SqlConnection(const SqlConnection &) = delete;
    SqlConnection &operator=(const SqlConnection &) = delete;

    bool isServer() const { return m_address.kind == StoreAddress::Kind::Server; }
    const StoreAddress &address() const { return m_address; }
    bool hasTable(const QString &table) const;
    bool isEmpty() const;

    /// Runs \a statement, which gives nothing back.
    std::optional<StoreError> run(const QString &statement) const;
    /// \a statement, prepared once, with its values; to be finished before the next use.
    StoreResult<QSqlQuery *> query(const QString &statement, const QVariantList &values = {});
    /// Why there are no more rows after next() gave none; nothing: those were all.
    std::optional<StoreError> errorAfter(const QSqlQuery &query) const;

    /// A transaction that will write: others that write wait for it, so that what is committed
    /// later has the larger ids.
    std::optional<StoreError> begin() const;
    std::optional<StoreError> commit() const;
    void rollBack();
    /// What is read until commit() is of one moment.
    std::optional<StoreError> beginReading() const;

private:
    SqlConnection(StoreAddress address, QString name);
    std::optional<StoreError> openFile(const SqlOptions &options);
    std::optional<StoreError> openServer(const SqlOptions &options);
    std::optional<StoreError> makeSchema();
    std::optional<StoreError> setUpFile(const SqlOptions &options, bool wasClosed) const;
    std::optional<StoreError> checkHealth() const;
    StoreError error(StoreError::Kind kind, const QString &detail = {}) const;
    StoreError errorOf(const QSqlError &what) const;
    StoreError fileError(int code, const QString &detail) const;
    StoreError serverError(const QString &state, const QString &detail, bool isConnection) const;

    StoreAddress m_address;
    QString m_name; ///< Qt's, of the connection
    QSqlDatabase m_database;
    std::map<QString, QSqlQuery> m_queries;
};

} // namespace optoscope
