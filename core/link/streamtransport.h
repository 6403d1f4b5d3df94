// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/clock.h"
#include "core/link/linetiming.h"
#include "core/link/transport.h"

#include <deque>

namespace optoscope {

/// What serial ports and sockets have in common: a stream of bytes whose times on the line are
/// estimated, and parity that is added and checked by us.
class StreamTransport : public Transport
{
    Q_OBJECT
public:
    void send(const QByteArray &data) final;

protected:
    explicit StreamTransport(Clock &clock);

    /// Gives bytes to the device; false if it does not take them.
    virtual bool write(const QByteArray &wire) = 0;
    /// Bytes that were written and are known not to have left yet.
    virtual qint64 unsent() = 0;

    const Clock &clock() const { return m_clock; }
    const LineSettings &line() const { return m_line; }
    /// The line runs so from now on: lineChanged() is emitted.
    void adopt(const LineSettings &settings);
    /// Characters that one read returned at \a now.
    void deliver(Instant now, Characters characters, nanoseconds lateness);
    /// Forgets what was being sent, for a device that is closed.
    void dropSends();

private:
    void armSent();
    void checkSent();

    Clock &m_clock;
    std::unique_ptr<Alarm> m_sentAlarm;
    std::deque<LineTiming::Sending> m_sends;
    LineTiming m_timing;
    LineSettings m_line;
};

} // namespace optoscope
