// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/ptyport.h"
#include "core/link/terminal.h"

#include <QFile>
#include <QFileInfo>
#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <termios.h>
#include <unistd.h>

namespace optoscope {

namespace {

/// An open file of the system, closed with its owner.
class Descriptor
{
public:
    explicit Descriptor(int handle = -1)
        : m_handle(handle)
    {
    }
    Descriptor(Descriptor &&other) noexcept
        : m_handle(std::exchange(other.m_handle, -1))
    {
    }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~Descriptor()
    {
        if (m_handle >= 0)
            ::close(m_handle);
    }
    operator int() const { return m_handle; }
    bool isOpen() const { return m_handle >= 0; }

private:
    int m_handle;
};

LinkError systemError(const QString &name)
{
    const int code = errno;
    const QString text = QString::fromLocal8Bit(std::strerror(code));
    switch (code) {
    case ENOENT: return {LinkError::Kind::NotFound, name, text};
    case EACCES:
    case EPERM: return {LinkError::Kind::NoRights, name, text};
    default: return {LinkError::Kind::Other, name, text};
    }
}

/// No echo, no line editing, no translation: a new terminal would do all three.
bool makeRaw(int handle)
{
    termios settings{};
    if (::tcgetattr(handle, &settings) != 0)
        return false;
    ::cfmakeraw(&settings);
    ::cfsetspeed(&settings, B9600);
    return ::tcsetattr(handle, TCSANOW, &settings) == 0;
}

} // namespace

/// The terminal itself. Its slave stays open, so that the master is never hung up and the settings
/// last from client to client; the clients are counted by inotify.
class PtyPort::Terminal
{
public:
    Terminal(PtyPort &port, QString link)
        : m_port(port)
        , m_link(std::move(link))
    {
    }

    ~Terminal()
    {
        if (QFile::symLinkTarget(m_link) == m_device)
            QFile::remove(m_link);
    }

    std::optional<LinkError> open();
    const QString &device() const { return m_device; }
    bool hasClient() const { return m_clients > 0; }
    std::optional<Baud> baud() const;
    void write(const QByteArray &bytes) const;

private:
    bool watchClients();
    std::optional<LinkError> makeLink() const;
    void read();
    void countClients();
    void change(int by);

    PtyPort &m_port;
    QString m_link;
    QString m_device;
    Descriptor m_master;
    Descriptor m_slave;
    Descriptor m_watch;
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_changed;
    int m_clients = 0;
};

std::optional<LinkError> PtyPort::Terminal::open()
{
    m_master = Descriptor(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    std::array<char, PATH_MAX> name{};
    const bool made = m_master.isOpen() && ::grantpt(m_master) == 0 && ::unlockpt(m_master) == 0
        && ::ptsname_r(m_master, name.data(), name.size()) == 0;
    if (!made)
        return systemError(m_link);
    m_device = QFile::decodeName(name.data());
    m_slave = Descriptor(::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    if (!m_slave.isOpen() || !makeRaw(m_slave) || !watchClients())
        return systemError(m_link);
    m_readable = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Read);
    connect(m_readable.get(), &QSocketNotifier::activated, &m_port, [this] { read(); });
    return makeLink();
}

bool PtyPort::Terminal::watchClients()
{
    m_watch = Descriptor(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    if (!m_watch.isOpen())
        return false;
    const QByteArray path = QFile::encodeName(m_device);
    if (::inotify_add_watch(m_watch, path.constData(), IN_OPEN | IN_CLOSE) < 0)
        return false;
    m_changed = std::make_unique<QSocketNotifier>(m_watch, QSocketNotifier::Read);
    connect(m_changed.get(), &QSocketNotifier::activated, &m_port, [this] { countClients(); });
    return true;
}

std::optional<LinkError> PtyPort::Terminal::makeLink() const
{
    const QFileInfo there(m_link);
    if (there.exists()) {
        // A terminal that is there belongs to somebody: another virtual meter, most likely.
        const auto kind = there.isSymLink() ? LinkError::Kind::Busy : LinkError::Kind::NotAPort;
        return LinkError{kind, m_link, there.isSymLink() ? there.symLinkTarget() : QString()};
    }
    if (there.isSymLink())
        QFile::remove(m_link);
    const QByteArray link = QFile::encodeName(m_link);
    if (::symlink(QFile::encodeName(m_device).constData(), link.constData()) != 0)
        return systemError(m_link);
    return {};
}

void PtyPort::Terminal::read()
{
    std::array<char, 4096> buffer;
    // What a client wrote before it left is still there; the client is counted first.
    countClients();
    const ssize_t count = ::read(m_master, buffer.data(), buffer.size());
    if (count > 0)
        Q_EMIT m_port.received(QByteArray(buffer.data(), static_cast<qsizetype>(count)));
}

void PtyPort::Terminal::countClients()
{
    alignas(inotify_event) std::array<char, 4096> buffer;
    ssize_t count = 0;
    while ((count = ::read(m_watch, buffer.data(), buffer.size())) > 0) {
        for (size_t offset = 0; offset < static_cast<size_t>(count);) {
            inotify_event event{};
            std::memcpy(&event, buffer.data() + offset, sizeof event);
            offset += sizeof event + event.len;
            if (event.mask & IN_OPEN)
                change(+1);
            else if (event.mask & IN_CLOSE)
                change(-1);
        }
    }
}

void PtyPort::Terminal::change(int by)
{
    const bool before = hasClient();
    m_clients = std::max(0, m_clients + by);
    if (before == hasClient())
        return;
    if (hasClient()) {
        Q_EMIT m_port.clientCame();
        return;
    }
    terminal::dropInput(m_slave); // What the client did not read, the next one shall not get.
    Q_EMIT m_port.clientWent();
}

std::optional<Baud> PtyPort::Terminal::baud() const
{
    // The master tells the settings of the slave.
    const auto state = terminal::state(m_master);
    if (!state || state->baud <= 0)
        return {};
    return Baud{state->baud};
}

void PtyPort::Terminal::write(const QByteArray &bytes) const
{
    if (!hasClient())
        return;
    [[maybe_unused]] const ssize_t written =
        ::write(m_master, bytes.constData(), static_cast<size_t>(bytes.size()));
}

PtyPort::PtyPort(QString link)
    : m_link(std::move(link))
{
}

PtyPort::~PtyPort() = default;

std::optional<LinkError> PtyPort::open()
{
    auto made = std::make_unique<Terminal>(*this, m_link);
    if (auto error = made->open())
        return error;
    m_terminal = std::move(made);
    return {};
}

QString PtyPort::device() const
{
    return m_terminal ? m_terminal->device() : QString();
}

bool PtyPort::hasClient() const
{
    return m_terminal && m_terminal->hasClient();
}

std::optional<Baud> PtyPort::clientBaud() const
{
    return m_terminal ? m_terminal->baud() : std::nullopt;
}

void PtyPort::write(const QByteArray &bytes)
{
    if (m_terminal)
        m_terminal->write(bytes);
}

} // namespace optoscope
