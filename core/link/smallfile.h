// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace optoscope {

/// The beginning of one of the system's small files; empty if it cannot be read. The files of /proc
/// and /sys tell no size.
QByteArray smallFile(const QString &path, qint64 most = 4096);

/// The same as text without blanks around it.
QString smallText(const QString &path, qint64 most = 4096);

} // namespace optoscope
