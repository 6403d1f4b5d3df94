// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

/// Both ends of a pseudo terminal. Its slave stays open here, so that the line is not hung up when
/// the program under test closes it.
class PseudoTerminal
{
public:
    PseudoTerminal()
        : m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC))
    {
        if (m_master < 0 || ::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0)
            return;
        m_path = QFile::decodeName(::ptsname(m_master));
        m_slave = ::open(::ptsname(m_master), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
        termios raw = settings();
        ::cfmakeraw(&raw);
        ::tcsetattr(m_slave, TCSANOW, &raw);
    }
    ~PseudoTerminal()
    {
        closeSlave();
        hangUp();
    }
    Q_DISABLE_COPY_MOVE(PseudoTerminal)

    bool isOpen() const { return m_slave >= 0; }
    QString path() const { return m_path; }

    /// As the device at the other end.
    void write(const QByteArray &bytes) const
    {
        const auto written = ::write(m_master, bytes.constData(), size_t(bytes.size()));
        Q_ASSERT(written == bytes.size());
        Q_UNUSED(written)
    }
    QByteArray read() const
    {
        QByteArray bytes(4096, Qt::Uninitialized);
        const auto count = ::read(m_master, bytes.data(), size_t(bytes.size()));
        bytes.truncate(count < 0 ? 0 : count);
        return bytes;
    }
    /// The characters have come to the slave's input queue.
    bool hasArrived() const
    {
        pollfd status{m_slave, POLLIN, 0};
        return ::poll(&status, 1, 2000) == 1;
    }
    termios settings() const
    {
        termios found{};
        ::tcgetattr(m_master, &found);
        return found;
    }
    void hangUp() { closeOnce(m_master); }
    void closeSlave() { closeOnce(m_slave); }

private:
    static void closeOnce(int &handle)
    {
        if (handle >= 0)
            ::close(handle);
        handle = -1;
    }

    int m_master = -1;
    int m_slave = -1;
    QString m_path;
};
