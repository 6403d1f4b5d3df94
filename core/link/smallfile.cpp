// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/smallfile.h"

#include <QFile>

namespace optoscope {

QByteArray smallFile(const QString &path, qint64 most)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(most) : QByteArray();
}

QString smallText(const QString &path, qint64 most)
{
    return QString::fromUtf8(smallFile(path, most)).trimmed();
}

} // namespace optoscope
