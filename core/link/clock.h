// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/instant.h"

#include <QDateTime>
#include <QObject>

#include <memory>

namespace optoscope {

/// Rings once at the time that was set last.
class Alarm : public QObject
{
    Q_OBJECT
public:
    virtual void set(Instant at) = 0;
    virtual void clear() = 0;

Q_SIGNALS:
    void due();
};

/// The time of a session, real or virtual. Runner and transports ask it and are woken by it.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    virtual std::unique_ptr<Alarm> makeAlarm() = 0;
    /// The wall-clock time of Instant 0.
    virtual QDateTime anchor() const = 0;
};

} // namespace optoscope
