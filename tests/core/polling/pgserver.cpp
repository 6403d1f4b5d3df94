// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/polling/pgserver.h"

#include <QSqlDatabase>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

constexpr int patience = 60000; // ms, for a machine that has much else to do
constexpr QLatin1String endMark("-- done --");

} // namespace

PgServer::PgServer()
{
    if (!QSqlDatabase::isDriverAvailable(u"QPSQL"_qs)) {
        m_problem = u"Qt's plugin QPSQL is not installed (Debian: libqt6sql6-psql)."_qs;
        return;
    }
    const QString program = QStandardPaths::findExecutable(u"pg_virtualenv"_qs);
    if (program.isEmpty()) {
        m_problem = u"There is no pg_virtualenv (Debian: postgresql-common, postgresql)."_qs;
        return;
    }
    m_shell.setProcessChannelMode(QProcess::MergedChannels);
    m_shell.start(program, {u"sh"_qs});
    m_shell.waitForStarted(patience);
    const QString said = run(u"echo \"$PGPORT|$PGUSER|$PGPASSWORD|$PGVERSION\""_qs);
    const QStringList parts = said.trimmed().section(u'\n', -1).trimmed().split(u'|');
    if (parts.size() != 4 || parts[0].toInt() <= 0) {
        m_problem = u"pg_virtualenv could not start a server: "_qs + said;
        return;
    }
    m_port = parts[0];
    m_user = parts[1];
    m_password = parts[2];
    m_version = parts[3];
}

PgServer::~PgServer()
{
    if (m_shell.state() == QProcess::NotRunning)
        return;
    m_shell.closeWriteChannel(); // The shell ends, and pg_virtualenv removes the server.
    m_shell.waitForFinished(patience);
}

QString PgServer::run(const QString &command)
{
    m_shell.write((command + u"\necho '"_qs + endMark + u"'\n"_qs).toUtf8());
    QString said;
    while (!said.contains(endMark) && m_shell.waitForReadyRead(patience))
        said += QString::fromUtf8(m_shell.readAll());
    return said.remove(endMark);
}

StoreAddress PgServer::makeDatabase()
{
    const QString name = u"store"_qs + QString::number(++m_databases);
    run(u"createdb "_qs + name);
    return address(name, m_password);
}

StoreAddress PgServer::address(const QString &database, const QString &password) const
{
    QUrl url;
    url.setScheme(u"postgresql"_qs);
    url.setHost(u"127.0.0.1"_qs);
    url.setPort(m_port.toInt());
    url.setUserName(m_user);
    url.setPassword(password);
    url.setPath(u'/' + database);
    return {StoreAddress::Kind::Server, {}, url};
}

void PgServer::stop()
{
    run(u"pg_ctlcluster "_qs + m_version + u" regress stop -m fast"_qs);
}

void PgServer::startAgain()
{
    run(u"pg_ctlcluster "_qs + m_version + u" regress start"_qs);
}

} // namespace optoscope
