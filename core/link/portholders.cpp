// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/portholders.h"

#include "core/link/smallfile.h"

#include <QDir>
#include <QFile>

namespace optoscope {

PortHolders::PortHolders(QString root)
    : m_root(std::move(root))
{
    const QDir processes(m_root + u"/proc"_qs);
    for (const QString &name : processes.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool ok = false;
        const qint64 pid = name.toLongLong(&ok);
        if (ok)
            scanProcess(pid);
    }
}

void PortHolders::scanProcess(qint64 pid)
{
    const QDir open(m_root + u"/proc/"_qs + QString::number(pid) + u"/fd"_qs);
    // QDir::System: most links point to what is no file (sockets, pipes).
    for (const QFileInfo &link : open.entryInfoList(QDir::Files | QDir::System)) {
        const QString target = QFile::symLinkTarget(link.filePath());
        if (target.startsWith(u"/dev/") && !m_byPath.contains(target))
            m_byPath.insert(target, process(pid).value_or(PortHolder{pid, {}}));
    }
}

std::optional<PortHolder> PortHolders::of(const QString &path) const
{
    const auto found = m_byPath.constFind(path);
    if (found != m_byPath.constEnd())
        return *found;
    return locker(path);
}

std::optional<PortHolder> PortHolders::process(qint64 pid) const
{
    const QString folder = m_root + u"/proc/"_qs + QString::number(pid);
    if (!QFile::exists(folder))
        return {};
    return PortHolder{pid, smallText(folder + u"/comm"_qs)};
}

std::optional<PortHolder> PortHolders::locker(const QString &path) const
{
    // Lock files by the old custom of UUCP: the number of the process in digits, on the first line.
    // QSerialPort writes the path below /dev with underscores, others only its last part.
    const QString below = path.sliced(path.startsWith(u"/dev/") ? 5 : 0);
    for (const QString &name : {QString(below).replace(u'/', u'_'), below.section(u'/', -1)}) {
        const QByteArray text = smallFile(m_root + u"/var/lock/LCK.."_qs + name);
        bool ok = false;
        const qint64 pid = text.split('\n').first().trimmed().toLongLong(&ok);
        if (ok)
            return process(pid);
    }
    return {};
}

} // namespace optoscope
