// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/processtable.h"

#include "core/link/smallfile.h"

#include <QDir>

#include <algorithm>

namespace optoscope {

namespace {

bool isLoginProgram(QStringView program)
{
    return program.endsWith(u"getty") || program == u"login";
}

} // namespace

ProcessTable::ProcessTable(const QString &root)
{
    const QDir processes(root + u"/proc"_qs);
    for (const QString &number : processes.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (!number.front().isDigit())
            continue;
        const QString folder = processes.filePath(number);
        Process process;
        process.program = smallText(folder + u"/comm"_qs);
        if (isLoginProgram(process.program)) {
            process.arguments = QString::fromLocal8Bit(smallFile(folder + u"/cmdline"_qs))
                                    .split(QChar::Null, Qt::SkipEmptyParts);
            process.group = QString::fromLocal8Bit(smallFile(folder + u"/cgroup"_qs));
        }
        m_processes.append(process);
    }
}

bool ProcessTable::runs(QStringView program) const
{
    return std::ranges::any_of(
        m_processes, [program](const Process &process) { return process.program == program; });
}

bool ProcessTable::asksForLogin(const QString &name) const
{
    // Started by systemd its terminal is standard input, and only the unit tells which.
    const QString unit = u"getty@"_qs + name + u".service"_qs;
    return std::ranges::any_of(m_processes, [&](const Process &process) {
        return process.arguments.contains(name) || process.arguments.contains(u"/dev/"_qs + name)
            || process.group.contains(unit);
    });
}

} // namespace optoscope
