// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/controllinechoice.h"
#include "core/link/paritychoice.h"
#include "core/link/streamtransport.h"

#include <QTcpSocket>

namespace optoscope {

/// A serial port elsewhere whose bytes come over TCP as they are. Its line settings cannot be
/// changed from here: they only tell how long a character takes and whether we do the parity. It
/// must be used in one thread, which needs an event loop.
class TcpTransport final : public StreamTransport
{
    Q_OBJECT
public:
    TcpTransport(Clock &clock, const QString &host, quint16 port, ParityChoice parity,
                 const ControlLineChoice &controlLines = {});
    ~TcpTransport() override;

    void open(Baud baud, CharacterFormat format) override;
    void close() override;
    void setLine(Baud baud, CharacterFormat format, std::optional<ParityBy> parity = {}) override;
    /// A break cannot be sent over raw TCP: found() tells.
    void setBreak(bool on) override;
    /// Nor can DTR and RTS be set: found() tells, once.
    void setControlLines(std::optional<bool> dtr, std::optional<bool> rts) override;

protected:
    bool write(const QByteArray &wire) override;
    qint64 unsent() override { return m_socket.bytesToWrite(); }

private:
    enum class State { Closed, Connecting, Open };

    LineSettings settingsFor(Baud baud, CharacterFormat format) const;
    void tellCapabilities();
    void onConnected();
    void onReadyRead();
    void onError(QAbstractSocket::SocketError error);
    void end(LinkError::Kind kind, const QString &detail);

    QString m_host;
    quint16 m_port;
    ParityChoice m_parity;
    ControlLineChoice m_controlLines;
    QTcpSocket m_socket;
    std::unique_ptr<Alarm> m_connectLimit;
    LineSettings m_first;
    State m_state = State::Closed;
    bool m_toldOfControlLines = false;
};

} // namespace optoscope
