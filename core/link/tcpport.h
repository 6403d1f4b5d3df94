// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/clientport.h"

#include <memory>

class QTcpServer;
class QTcpSocket;

namespace optoscope {

/// A TCP port for clients that expect a serial converter in raw mode. Further clients are turned
/// away while one is there.
class TcpPort final : public ClientPort
{
    Q_OBJECT
public:
    enum class Reach : quint8 { ThisMachine, Everybody };

    /// \a port 0 takes a free one.
    TcpPort(quint16 port, Reach reach);
    ~TcpPort() override;

    std::optional<LinkError> open() override;
    /// As "127.0.0.1:4000".
    QString address() const override;
    bool hasClient() const override { return m_client != nullptr; }
    std::optional<Baud> clientBaud() const override { return {}; }
    void write(const QByteArray &bytes) override;

private:
    void accept();
    void read();
    void drop();

    quint16 m_port;
    Reach m_reach;
    std::unique_ptr<QTcpServer> m_server;
    QTcpSocket *m_client = nullptr; ///< owned by the server
};

} // namespace optoscope
