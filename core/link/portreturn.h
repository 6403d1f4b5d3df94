// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/portfacts.h"
#include "core/link/target.h"

#include <QObject>
#include <QTimer>

#include <memory>

class QFileSystemWatcher;

namespace optoscope {

/// Waits until a port that has vanished may be there again. It costs next to nothing: the system
/// wakes it when files of devices come and go, and about once a second it looks for one name. A
/// USB adapter is known by its identity, whatever it is called when it comes back; a host is asked
/// twice a second.
class PortReturn final : public QObject
{
    Q_OBJECT
public:
    /// To be made while the port is there: what it is known by is read now.
    explicit PortReturn(const Target &target);
    ~PortReturn() override;

    /// mayBeBack() follows, each time that it is worth trying.
    void wait();

Q_SIGNALS:
    /// \a target as it is called now. If it cannot be opened yet, wait() again.
    void mayBeBack(const optoscope::Target &target);

private:
    void begin();
    void look();
    void arm();
    bool isSame(const PortFacts &facts) const;
    std::optional<Target> find();

    Target m_target;
    PortFacts m_adapter;
    QString m_seen; ///< where the adapter was seen, under another name than before
    QStringList m_others; ///< paths that were there when the port vanished
    std::unique_ptr<QFileSystemWatcher> m_watcher;
    QTimer m_timer;
    int m_hurried = 0; ///< looks that are still made in quick succession
};

} // namespace optoscope
