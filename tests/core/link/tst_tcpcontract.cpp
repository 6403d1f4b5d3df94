// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/systemclock.h"
#include "core/link/tcptransport.h"
#include "tests/core/link/transportcontract.h"

#include <QTcpServer>
#include <QTest>

using namespace optoscope;

class TestTcpContract : public TransportContract
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<QTcpServer> m_server;

    Clock &clock() override { return m_clock; }

    std::unique_ptr<Transport> makeTransport() override
    {
        m_server = std::make_unique<QTcpServer>();
        connect(m_server.get(), &QTcpServer::newConnection, this, &TestTcpContract::answer);
        if (!m_server->listen(QHostAddress::LocalHost))
            return {};
        return std::make_unique<TcpTransport>(m_clock, u"127.0.0.1"_qs, m_server->serverPort(),
                                              ParityChoice::Automatic);
    }

    void answer()
    {
        QTcpSocket *socket = m_server->nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, heard = QByteArray()]() mutable {
            heard += socket->readAll();
            if (heard.endsWith("!\r\n"))
                socket->write("/OPT5\\2VIRTUAL\r\n");
        });
    }

    std::unique_ptr<Transport> makeMissing() override
    {
        QTcpServer closed;
        if (!closed.listen(QHostAddress::LocalHost))
            return {};
        const quint16 port = closed.serverPort();
        closed.close();
        return std::make_unique<TcpTransport>(m_clock, u"127.0.0.1"_qs, port,
                                              ParityChoice::Automatic);
    }

    bool vanish() override
    {
        m_server.reset();
        return true;
    }

    bool pass(const std::function<bool()> &reached) override { return QTest::qWaitFor(reached); }
    void passAWhile() override { QTest::qWait(30); }
};

QTEST_GUILESS_MAIN(TestTcpContract)
#include "tst_tcpcontract.moc"
