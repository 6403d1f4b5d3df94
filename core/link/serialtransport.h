// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/paritychoice.h"
#include "core/link/streamtransport.h"
#include "core/link/terminal.h"
#include "core/uart/parmrkdecoder.h"

#include <QSerialPort>

class QSocketNotifier;

namespace optoscope {

/// What an open port can tell. What is false is not reported by this adapter and driver.
struct PortCapabilities {
    bool uart = false; ///< There are characters on a wire; a pseudo terminal has none.
    bool marksErrors = false; ///< Damaged characters and breaks are marked.
    bool countsErrors = false; ///< Framing errors, parity errors and overruns are told apart.
    bool controlLines = false;
};

/// A serial port of this machine. It must be used in one thread, which needs an event loop.
class SerialTransport final : public StreamTransport
{
    Q_OBJECT
public:
    /// \a name as the target has it: a port's name or a device path.
    SerialTransport(Clock &clock, const QString &name, ParityChoice parity);
    ~SerialTransport() override;

    void open(Baud baud, CharacterFormat format) override;
    void close() override;
    void setLine(Baud baud, CharacterFormat format, std::optional<ParityBy> parity = {}) override;
    void setBreak(bool on) override;

    /// Of the open port.
    PortCapabilities capabilities() const { return m_capabilities; }

protected:
    bool write(const QByteArray &wire) override;
    qint64 unsent() override;

private:
    void detectCapabilities();
    LineSettings settingsFor(Baud baud, CharacterFormat format,
                             std::optional<ParityBy> parity) const;
    bool configure(const LineSettings &settings);
    template <typename Setter>
    bool apply(const Setter &set);
    LineSettings readBack(const LineSettings &asked);
    void tellOnce(const Finding &finding);
    void readAvailable();
    void reportControlLines();
    void onError(QSerialPort::SerialPortError error);
    void onException();
    void lose(const LinkError &error);

    QString m_name;
    ParityChoice m_parity;
    QSerialPort m_port;
    std::unique_ptr<QSocketNotifier> m_hangUp;
    PortCapabilities m_capabilities;
    QStringList m_told; ///< what was found on the open port
    ParmrkDecoder m_decoder;
    std::optional<DriverCounters> m_counters;
    nanoseconds m_lateness{0};
};

} // namespace optoscope
