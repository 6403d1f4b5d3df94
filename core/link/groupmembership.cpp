// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/groupmembership.h"

#include "core/link/smallfile.h"

namespace optoscope {

namespace {

QStringList linesOf(const QString &path)
{
    return smallText(path, qint64{1024} * 1024).split(u'\n');
}

/// The numbers behind \a key in /proc/self/status.
QStringList statusNumbers(const QStringList &status, QStringView key)
{
    for (const QString &line : status) {
        if (line.startsWith(key))
            return line.sliced(key.size()).simplified().split(u' ', Qt::SkipEmptyParts);
    }
    return {};
}

/// The fields of the row of /etc/passwd or /etc/group whose field \a index is \a value.
QStringList row(const QStringList &table, qsizetype index, QStringView value)
{
    for (const QString &line : table) {
        QStringList fields = line.split(u':');
        if (fields.size() >= 4 && fields.at(index) == value)
            return fields;
    }
    return {};
}

} // namespace

Membership membershipOf(const QString &root, const QString &group)
{
    const QStringList status = linesOf(root + u"/proc/self/status"_qs);
    const QStringList groupRow = row(linesOf(root + u"/etc/group"_qs), 0, group);
    const QStringList user = statusNumbers(status, u"Uid:");
    if (group.isEmpty() || groupRow.isEmpty() || user.isEmpty())
        return Membership::NotTold;
    const QString &number = groupRow.at(2);
    if (statusNumbers(status, u"Groups:").contains(number)
        || statusNumbers(status, u"Gid:").contains(number))
        return Membership::InSession;
    const QStringList account = row(linesOf(root + u"/etc/passwd"_qs), 2, user.first());
    if (account.isEmpty())
        return Membership::NotTold;
    const bool listed = groupRow.at(3).split(u',').contains(account.first());
    return listed || account.at(3) == number ? Membership::NotInSession : Membership::None;
}

} // namespace optoscope
