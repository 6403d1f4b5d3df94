// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/storeaddress.h"

#include <QProcess>

namespace optoscope {

/// A PostgreSQL server of Debian's on a free loopback port, for as long as it exists: a shell in
/// pg_virtualenv that does what it is told.
class PgServer
{
public:
    /// Starts it. Whether it runs, problem() tells.
    PgServer();
    ~PgServer();

    /// Why there is no server; empty if there is one.
    QString problem() const { return m_problem; }
    /// A database of its own.
    StoreAddress makeDatabase();
    StoreAddress address(const QString &database, const QString &password) const;
    QString password() const { return m_password; }
    void stop();
    void startAgain();

private:
    /// What \a command printed, until it has ended.
    QString run(const QString &command);

    QProcess m_shell;
    QString m_problem;
    QString m_port;
    QString m_user;
    QString m_password;
    QString m_version;
    int m_databases = 0;
};

} // namespace optoscope
