// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/portproblem.h"

#include "core/link/portholders.h"

#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace optoscope {

namespace {

using Kind = LinkError::Kind;

LinkError busy(const QString &name)
{
    const auto holder = PortHolders().of(devicePath(name));
    if (!holder)
        return {Kind::Busy, name, {}};
    const QString number = QString::number(holder->pid);
    if (holder->program.isEmpty())
        return {Kind::Busy, name, number};
    return {Kind::Busy, name, holder->program + u" ("_qs + number + u')'};
}

#ifdef Q_OS_UNIX

LinkError fromErrno(const QString &name, int code)
{
    switch (code) {
    case ENOENT:
    case ENOTDIR:
    case ENXIO:
    case ENODEV:
    case EIO: return {Kind::NotFound, name, {}};
    case EACCES:
    case EPERM: return {Kind::NoRights, name, groupWithRights(devicePath(name))};
    case EBUSY: return busy(name);
    case ENOTTY: return {Kind::NotAPort, name, {}};
    default: return {Kind::Other, name, qt_error_string(code)};
    }
}

#endif

} // namespace

QString devicePath(const QString &name)
{
#ifdef Q_OS_UNIX
    const QString path = name.startsWith(u'/') ? name : QString(u"/dev/"_qs + name);
    const QString canonical = QFileInfo(path).canonicalFilePath();
    return canonical.isEmpty() ? path : canonical;
#else
    return name;
#endif
}

QString groupWithRights(const QString &path)
{
#ifdef Q_OS_UNIX
    struct stat status {
    };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    constexpr mode_t readAndWrite = S_IRGRP | S_IWGRP;
    if ((status.st_mode & readAndWrite) != readAndWrite)
        return {};
    const group *entry = ::getgrgid(status.st_gid);
    return entry ? QString::fromLocal8Bit(entry->gr_name) : QString::number(status.st_gid);
#else
    Q_UNUSED(path)
    return {};
#endif
}

std::optional<LinkError> problemBeforeOpening(const QString &name)
{
#ifdef Q_OS_UNIX
    const QByteArray path = QFile::encodeName(devicePath(name));
    struct stat status {
    };
    if (::stat(path.constData(), &status) != 0)
        return fromErrno(name, errno);
    if (!S_ISCHR(status.st_mode))
        return LinkError{Kind::NotAPort, name, {}};
    if (::faccessat(AT_FDCWD, path.constData(), R_OK | W_OK, AT_EACCESS) != 0)
        return fromErrno(name, errno);
#else
    Q_UNUSED(name)
#endif
    return {};
}

LinkError problemOfOpening(const QString &name, const QSerialPort &port)
{
#ifdef Q_OS_UNIX
    // QSerialPort's codes put several causes together; the system still knows.
    const QByteArray path = QFile::encodeName(devicePath(name));
    const int handle = ::open(path.constData(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (handle < 0)
        return fromErrno(name, errno);
    // ENOTTY where it is no terminal, EIO where no hardware is behind a name such as ttyS31.
    const int code = ::isatty(handle) == 0 ? errno : 0;
    ::close(handle);
    if (code != 0)
        return fromErrno(name, code);
    // It can be opened and is a terminal: what is left is another program's lock file.
    if (port.error() == QSerialPort::PermissionError)
        return busy(name);
#else
    if (port.error() == QSerialPort::DeviceNotFoundError)
        return {Kind::NotFound, name, {}};
    // Windows gives a port to one program only and says "access denied" to the second.
    if (port.error() == QSerialPort::PermissionError)
        return busy(name);
#endif
    if (port.error() == QSerialPort::UnsupportedOperationError)
        return {Kind::SettingsRefused, name, port.errorString()};
    return {Kind::Other, name, port.errorString()};
}

} // namespace optoscope
