// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/tcpport.h"

#include <QTcpServer>
#include <QTcpSocket>

namespace optoscope {

namespace {

/// More than a client may leave unread; what comes on top is lost, as in a converter.
constexpr qint64 mostUnread = 64 * 1024;

LinkError listenError(const QTcpServer &server, const QString &name)
{
    switch (server.serverError()) {
    case QAbstractSocket::AddressInUseError: return {LinkError::Kind::Busy, name, {}};
    case QAbstractSocket::SocketAccessError: return {LinkError::Kind::NoRights, name, {}};
    default: return {LinkError::Kind::Other, name, server.errorString()};
    }
}

} // namespace

TcpPort::TcpPort(quint16 port, Reach reach)
    : m_port(port)
    , m_reach(reach)
{
}

TcpPort::~TcpPort()
{
    if (m_client)
        m_client->disconnect(this);
}

std::optional<LinkError> TcpPort::open()
{
    m_server = std::make_unique<QTcpServer>();
    connect(m_server.get(), &QTcpServer::newConnection, this, &TcpPort::accept);
    const auto host = m_reach == Reach::Everybody ? QHostAddress::Any : QHostAddress::LocalHost;
    if (!m_server->listen(host, m_port))
        return listenError(*m_server, QString::number(m_port));
    return {};
}

QString TcpPort::address() const
{
    if (!m_server)
        return {};
    const QString host =
        m_reach == Reach::Everybody ? u"0.0.0.0"_qs : m_server->serverAddress().toString();
    return host + u':' + QString::number(m_server->serverPort());
}

void TcpPort::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (m_client) {
            socket->abort();
            continue;
        }
        m_client = socket;
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(socket, &QTcpSocket::readyRead, this, &TcpPort::read);
        connect(socket, &QTcpSocket::disconnected, this, &TcpPort::drop);
        Q_EMIT clientCame();
    }
}

void TcpPort::read()
{
    const QByteArray bytes = m_client->readAll();
    if (!bytes.isEmpty())
        Q_EMIT received(bytes);
}

void TcpPort::drop()
{
    m_client = nullptr;
    Q_EMIT clientWent();
}

void TcpPort::write(const QByteArray &bytes)
{
    if (m_client && m_client->bytesToWrite() < mostUnread)
        m_client->write(bytes);
}

} // namespace optoscope
