// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/virtualclock.h"

#include <QElapsedTimer>
#include <QTimer>

namespace optoscope {

/// Lets a virtual clock go at the machine's pace, or so many times as fast. A machine that is busy
/// makes it slower and nothing else: what happens on it is the same at every speed.
class Pace final : public QObject
{
    Q_OBJECT
public:
    /// \a clock must outlive it.
    Pace(VirtualClock &clock, double speed);

    void start();
    void stop();

private:
    void advance();

    VirtualClock &m_clock;
    double m_speed;
    QTimer m_timer;
    QElapsedTimer m_sinceLast;
    Instant m_due; ///< Up to here everything may happen.
};

} // namespace optoscope
