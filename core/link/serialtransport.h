// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/adaptertable.h"
#include "core/link/controllinechoice.h"
#include "core/link/paritychoice.h"
#include "core/link/streamtransport.h"
#include "core/link/terminal.h"
#include "core/uart/parmrkdecoder.h"

#include <QSerialPort>

class QSocketNotifier;

namespace optoscope {

/// A serial port of this machine. It must be used in one thread, which needs an event loop.
class SerialTransport final : public StreamTransport
{
    Q_OBJECT
public:
    /// \a name as the target has it: a port's name or a device path. \a adapters tells which of
    /// them never report an error.
    SerialTransport(Clock &clock, const QString &name, ParityChoice parity,
                    const ControlLineChoice &controlLines = {}, AdapterTable adapters = {});
    ~SerialTransport() override;

    void open(Baud baud, CharacterFormat format) override;
    void close() override;
    void setLine(Baud baud, CharacterFormat format, std::optional<ParityBy> parity = {}) override;
    void setBreak(bool on) override;
    /// A port without such lines is told of by found(), once.
    void setControlLines(std::optional<bool> dtr, std::optional<bool> rts) override;

    /// Of the open port.
    PortCapabilities capabilities() const { return m_capabilities; }

protected:
    bool write(const QByteArray &wire) override;
    qint64 unsent() override;

private:
    AdapterTraits detectCapabilities();
    void tellCapabilities();
    void noteFlags(const Characters &characters);
    void askForLowLatency(const QString &path);
    LineSettings settingsFor(Baud baud, CharacterFormat format,
                             std::optional<ParityBy> parity) const;
    bool configure(const LineSettings &settings);
    template <typename Setter>
    bool apply(const Setter &set);
    LineSettings readBack(const LineSettings &asked);
    void tellOnce(const Finding &finding);
    void tellMissing(Severity severity, const QString &what);
    void readAvailable();
    void assertControlLines(std::optional<bool> dtr, std::optional<bool> rts);
    void reportControlLines();
    void onError(QSerialPort::SerialPortError error);
    void onException();
    void lose(const LinkError &error);

    QString m_name;
    ParityChoice m_parity;
    ControlLineChoice m_controlLines;
    AdapterTable m_adapters;
    QSerialPort m_port;
    std::unique_ptr<QSocketNotifier> m_hangUp;
    PortCapabilities m_capabilities;
    std::optional<PortCapabilities> m_toldCapabilities; ///< of the open port
    QStringList m_told; ///< what was found on the open port
    ParmrkDecoder m_decoder;
    std::optional<DriverCounters> m_counters;
    nanoseconds m_lateness{0};
    bool m_hurried = false; ///< We asked the driver for low latency; before it was not so.
};

} // namespace optoscope
