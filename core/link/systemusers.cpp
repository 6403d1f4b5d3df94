// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/systemusers.h"

#include "core/link/smallfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace optoscope {

namespace {

/// The terminals of `console=ttyS0,115200n8` and the like.
QStringList consolesOf(const QString &commandLine)
{
    const QString key = u"console="_qs;
    QStringList consoles;
    for (const QString &word : commandLine.split(u' ', Qt::SkipEmptyParts)) {
        if (word.startsWith(key))
            consoles.append(word.sliced(key.size()).section(u',', 0, 0));
    }
    return consoles;
}

} // namespace

SystemUsers::SystemUsers(QString root)
    : m_root(std::move(root))
    , m_processes(m_root)
    , m_consoles(
          smallText(m_root + u"/sys/class/tty/console/active"_qs).split(u' ', Qt::SkipEmptyParts)
          + consolesOf(smallText(m_root + u"/proc/cmdline"_qs)))
{
}

bool SystemUsers::isConsole(const PortFacts &port) const
{
    return m_consoles.contains(port.name)
        || std::ranges::any_of(port.aliases, [this](const QString &alias) {
               return m_consoles.contains(alias.section(u'/', -1));
           });
}

bool SystemUsers::asksForLogin(const QString &name) const
{
    return m_processes.asksForLogin(name) || isUnitWanted(name);
}

bool SystemUsers::isUnitWanted(const QString &name) const
{
    const QString unit = u"serial-getty@"_qs + name + u".service"_qs;
    // A unit that is masked leads to nowhere.
    for (const QString &folder : {u"/etc/systemd/system/"_qs, u"/run/systemd/system/"_qs}) {
        if (QFile::symLinkTarget(m_root + folder + unit) == u"/dev/null")
            return false;
    }
    const QString wants = u"getty.target.wants/"_qs + unit;
    const QStringList folders{u"/etc/systemd/system/"_qs, u"/run/systemd/system/"_qs,
                              u"/run/systemd/generator/"_qs};
    return std::ranges::any_of(folders, [&](const QString &folder) {
        return QFileInfo(m_root + folder + wants).isSymLink();
    });
}

bool SystemUsers::modemManagerProbes(const QString &name) const
{
    if (!m_processes.runs(u"ModemManager"))
        return false;
    const QString sys = QFileInfo(m_root + u"/sys"_qs).canonicalFilePath();
    QDir folder(QFileInfo(m_root + u"/sys/class/tty/"_qs + name).canonicalFilePath());
    // The mark is on the port, or on the adapter above it.
    while (folder.path().startsWith(sys)) {
        if (isIgnored(folder.path()))
            return false;
        if (folder.exists(u"idVendor"_qs) || !folder.cdUp())
            break;
    }
    return true;
}

/// What udev wrote of the device in the folder \a device, by its device number.
bool SystemUsers::isIgnored(const QString &device) const
{
    const QString number = smallText(device + u"/dev"_qs);
    if (number.isEmpty())
        return false;
    const QString facts = smallText(m_root + u"/run/udev/data/c"_qs + number, qint64{64} * 1024);
    const QStringList lines = facts.split(u'\n');
    return lines.contains(u"E:ID_MM_DEVICE_IGNORE=1") || lines.contains(u"E:ID_MM_PORT_IGNORE=1");
}

} // namespace optoscope
