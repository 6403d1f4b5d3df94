// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/tcptransport.h"

#include <utility>

namespace optoscope {

namespace {

constexpr nanoseconds connectLimit = std::chrono::seconds(5);

LinkError::Kind connectProblem(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError: return LinkError::Kind::ConnectionRefused;
    case QAbstractSocket::HostNotFoundError: return LinkError::Kind::HostNotFound;
    case QAbstractSocket::SocketTimeoutError:
    case QAbstractSocket::NetworkError: return LinkError::Kind::Unreachable;
    default: return LinkError::Kind::Other;
    }
}

} // namespace

TcpTransport::TcpTransport(Clock &clock, const QString &host, quint16 port, ParityChoice parity,
                           const ControlLineChoice &controlLines)
    : StreamTransport(clock)
    , m_host(host)
    , m_port(port)
    , m_parity(parity)
    , m_controlLines(controlLines)
    , m_connectLimit(clock.makeAlarm())
{
    connect(&m_socket, &QTcpSocket::connected, this, &TcpTransport::onConnected);
    connect(&m_socket, &QTcpSocket::readyRead, this, &TcpTransport::onReadyRead);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &TcpTransport::onError);
    connect(m_connectLimit.get(), &Alarm::due, this,
            [this] { end(LinkError::Kind::Unreachable, {}); });
}

TcpTransport::~TcpTransport()
{
    close();
}

void TcpTransport::open(Baud baud, CharacterFormat format)
{
    m_first = settingsFor(baud, format);
    m_state = State::Connecting;
    m_connectLimit->set(clock().now() + connectLimit);
    m_socket.connectToHost(m_host, m_port);
}

void TcpTransport::close()
{
    dropSends();
    m_connectLimit->clear();
    if (std::exchange(m_state, State::Closed) != State::Closed)
        m_socket.abort();
}

void TcpTransport::setLine(Baud baud, CharacterFormat format, std::optional<ParityBy> parity)
{
    adopt(parity ? withParity(baud, format, *parity) : settingsFor(baud, format));
}

void TcpTransport::setBreak([[maybe_unused]] bool on)
{
    Q_EMIT found({FindingId::adapterQuirk, Severity::warning, Blame::line, clock().now(), -1, 0, 0,
                  u"no break"_qs});
}

void TcpTransport::setControlLines([[maybe_unused]] std::optional<bool> dtr,
                                   [[maybe_unused]] std::optional<bool> rts)
{
    if (m_state == State::Open && !std::exchange(m_toldOfControlLines, true))
        Q_EMIT found({FindingId::adapterQuirk, Severity::note, Blame::line, clock().now(), -1, 0, 0,
                      u"no control lines"_qs});
}

/// Of the port at the other end nothing is told.
void TcpTransport::tellCapabilities()
{
    PortCapabilities capabilities;
    capabilities.framingErrors = PortCapabilities::Answer::No;
    capabilities.parity = line().parity;
    Q_EMIT capabilitiesKnown(capabilities);
}

bool TcpTransport::write(const QByteArray &wire)
{
    if (m_state != State::Open || m_socket.write(wire) != wire.size())
        return false;
    m_socket.flush();
    return m_state == State::Open;
}

LineSettings TcpTransport::settingsFor(Baud baud, CharacterFormat format) const
{
    return m_parity == ParityChoice::Software ? withSoftwareParity(baud, format)
                                              : withoutUart(baud, format);
}

void TcpTransport::onConnected()
{
    m_connectLimit->clear();
    m_state = State::Open;
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    // Notices a host that was switched off, where the system does so at all.
    m_socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    adopt(m_first);
    tellCapabilities();
    m_toldOfControlLines = false;
    if (m_controlLines != ControlLineChoice())
        setControlLines(m_controlLines.dtr, m_controlLines.rts);
    Q_EMIT opened();
}

void TcpTransport::onReadyRead()
{
    const Instant now = clock().now();
    deliver(now, toCharacters(m_socket.readAll()), {});
}

void TcpTransport::onError(QAbstractSocket::SocketError error)
{
    if (m_state == State::Connecting)
        end(connectProblem(error), m_socket.errorString());
    else if (m_state == State::Open)
        end(LinkError::Kind::Vanished, m_socket.errorString());
}

void TcpTransport::end(LinkError::Kind kind, const QString &detail)
{
    const bool wasOpen = m_state == State::Open;
    const LinkError error{kind, m_host + u':' + QString::number(m_port), detail};
    close();
    if (wasOpen)
        Q_EMIT lost(error);
    else
        Q_EMIT failed(error);
}

} // namespace optoscope
