// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <optional>

namespace optoscope {

/// A program that has a port open.
struct PortHolder {
    qint64 pid = 0;
    QString program; ///< empty if the system does not tell
    friend bool operator==(const PortHolder &, const PortHolder &) = default;
};

/// Who has which device open, by device path, as /proc and the lock files tell. Without rights of
/// the administrator only one's own processes and those with a lock file are seen. \a root is where
/// /proc and /var/lock are looked for, without a slash at its end; empty is this machine.
class PortHolders
{
public:
    explicit PortHolders(QString root = {});

    /// The holder of the device at \a path (no symbolic link), as "/dev/ttyUSB0".
    std::optional<PortHolder> of(const QString &path) const;

private:
    void scanProcess(qint64 pid);
    std::optional<PortHolder> process(qint64 pid) const;
    std::optional<PortHolder> locker(const QString &path) const;

    QString m_root;
    QHash<QString, PortHolder> m_byPath;
};

} // namespace optoscope
