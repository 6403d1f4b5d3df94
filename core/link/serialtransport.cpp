// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/serialtransport.h"

#include "core/knowledge/adapterquirk.h"
#include "core/link/inventory.h"
#include "core/link/portproblem.h"
#include "core/link/porttraits.h"

#include <QSocketNotifier>

#include <utility>

namespace optoscope {

namespace {

using Answer = PortCapabilities::Answer;

QSerialPort::Parity portParity(Parity parity)
{
    switch (parity) {
    case Parity::None: return QSerialPort::NoParity;
    case Parity::Even: return QSerialPort::EvenParity;
    case Parity::Odd: return QSerialPort::OddParity;
    case Parity::Mark: return QSerialPort::MarkParity;
    case Parity::Space: return QSerialPort::SpaceParity;
    }
    return QSerialPort::NoParity;
}

ControlLines toControlLines(QSerialPort::PinoutSignals pins)
{
    ControlLines lines;
    lines.dtr = pins.testFlag(QSerialPort::DataTerminalReadySignal);
    lines.rts = pins.testFlag(QSerialPort::RequestToSendSignal);
    lines.cts = pins.testFlag(QSerialPort::ClearToSendSignal);
    lines.dsr = pins.testFlag(QSerialPort::DataSetReadySignal);
    lines.dcd = pins.testFlag(QSerialPort::DataCarrierDetectSignal);
    lines.ring = pins.testFlag(QSerialPort::RingIndicatorSignal);
    return lines;
}

} // namespace

SerialTransport::SerialTransport(Clock &clock, const QString &name, ParityChoice parity,
                                 const ControlLineChoice &controlLines, AdapterTable adapters)
    : StreamTransport(clock)
    , m_name(name)
    , m_parity(parity)
    , m_controlLines(controlLines)
    , m_adapters(std::move(adapters))
{
    connect(&m_port, &QSerialPort::readyRead, this, &SerialTransport::readAvailable);
    connect(&m_port, &QSerialPort::errorOccurred, this, &SerialTransport::onError);
}

SerialTransport::~SerialTransport()
{
    close();
}

void SerialTransport::open(Baud baud, CharacterFormat format)
{
    if (const auto problem = problemBeforeOpening(m_name)) {
        Q_EMIT failed(*problem);
        return;
    }
    const QString path = devicePath(m_name);
    m_port.setPortName(path);
    {
        const QSignalBlocker quiet(&m_port); // Its errors are answered by failed().
        if (!m_port.open(QIODevice::ReadWrite)) {
            Q_EMIT failed(problemOfOpening(m_name, m_port));
            return;
        }
    }
    m_told.clear();
    m_toldCapabilities.reset();
    askForLowLatency(path);
    const AdapterTraits traits = detectCapabilities();
    if (const auto quirk = AdapterQuirk::of(traits))
        tellOnce(quirk->toFinding(clock().now()));
    assertControlLines(m_controlLines.dtr, m_controlLines.rts);
    const LineSettings asked = settingsFor(baud, format, {});
    if (!configure(asked)) {
        const LinkError error{LinkError::Kind::SettingsRefused, m_name, m_port.errorString()};
        close();
        Q_EMIT failed(error);
        return;
    }
    // What the driver kept from before is not of this session (QTBUG-115205).
    terminal::dropInput(m_port.handle());
    m_decoder.reset();
    adopt(readBack(asked));
    // That there are none matters only to who wants them otherwise than they mostly are.
    if (!m_capabilities.controlLines && m_controlLines != ControlLineChoice())
        tellMissing(Severity::note, u"no control lines"_qs);
    reportControlLines();
    tellCapabilities();
    Q_EMIT opened();
}

void SerialTransport::close()
{
    dropSends();
    m_hangUp.reset();
    if (!m_port.isOpen())
        return;
    if (std::exchange(m_hurried, false))
        terminal::setLowLatency(m_port.handle(), false);
    // Closing would wait up to half a minute for characters that do not leave.
    terminal::dropOutput(m_port.handle());
    const QSignalBlocker quiet(&m_port);
    m_port.close();
}

void SerialTransport::setLine(Baud baud, CharacterFormat format, std::optional<ParityBy> parity)
{
    const LineSettings asked = settingsFor(baud, format, parity);
    if (configure(asked)) {
        adopt(readBack(asked));
        tellCapabilities();
    } else {
        lose({LinkError::Kind::SettingsRefused, m_name, m_port.errorString()});
    }
}

void SerialTransport::setBreak(bool on)
{
    if (apply([&] { return m_port.setBreakEnabled(on); }))
        Q_EMIT breakChanged(clock().now(), on);
    else
        tellMissing(Severity::warning, u"no break"_qs);
}

void SerialTransport::setControlLines(std::optional<bool> dtr, std::optional<bool> rts)
{
    if (!m_port.isOpen())
        return;
    if (!m_capabilities.controlLines) {
        tellMissing(Severity::note, u"no control lines"_qs);
        return;
    }
    assertControlLines(dtr, rts);
    reportControlLines();
}

bool SerialTransport::write(const QByteArray &wire)
{
    if (!m_port.isOpen() || m_port.write(wire) != wire.size())
        return false;
    m_port.flush(); // Otherwise the first character waits for the event loop.
    return m_port.isOpen();
}

qint64 SerialTransport::unsent()
{
    return m_port.bytesToWrite() + terminal::outputQueue(m_port.handle()).value_or(0);
}

/// What is known of the adapter, by its table and by what the system says of it now.
AdapterTraits SerialTransport::detectCapabilities()
{
    const auto handle = m_port.handle();
    PortFacts facts = readFacts(m_name);
    facts.latency = m_capabilities.latency
        ? std::optional(std::chrono::ceil<std::chrono::milliseconds>(*m_capabilities.latency))
        : std::nullopt;
    AdapterTraits traits = portTraits(facts, m_adapters);
    m_capabilities.driver = facts.driver;
    m_capabilities.uart = !terminal::isPseudoTerminal(handle);
    m_capabilities.marksErrors = terminal::markErrors(handle);
    m_counters = terminal::counters(handle);
    m_capabilities.countsErrors = m_counters.has_value();
    const QSignalBlocker quiet(&m_port);
    m_port.pinoutSignals();
    m_capabilities.controlLines = m_port.error() == QSerialPort::NoError;
    m_port.clearError();
    m_capabilities.framingErrors = errorReports(m_capabilities, traits);
#ifdef Q_OS_UNIX
    // QSerialPort does not always tell of a hang-up (reference capture.md §2).
    m_hangUp = std::make_unique<QSocketNotifier>(handle, QSocketNotifier::Exception);
    connect(m_hangUp.get(), &QSocketNotifier::activated, this, &SerialTransport::onException);
#endif
    return traits;
}

/// An adapter that waits for more to come blurs the times. Not every driver can do without, and not
/// everybody may ask; the lateness in the trace is what the driver then says.
void SerialTransport::askForLowLatency(const QString &path)
{
    const auto before = terminal::lowLatency(m_port.handle());
    m_hurried = before && !*before && terminal::setLowLatency(m_port.handle(), true);
    m_capabilities.latency = readLatency(path);
    m_lateness = m_capabilities.latency.value_or(nanoseconds(0));
}

void SerialTransport::tellCapabilities()
{
    m_capabilities.parity = line().parity;
    if (m_toldCapabilities == m_capabilities)
        return;
    m_toldCapabilities = m_capabilities;
    Q_EMIT capabilitiesKnown(m_capabilities);
}

/// A flag that has been seen proves that they are reported.
void SerialTransport::noteFlags(const Characters &characters)
{
    if (m_capabilities.framingErrors == Answer::Yes || !proveErrorReports(characters))
        return;
    m_capabilities.framingErrors = Answer::Yes;
    tellCapabilities();
}

LineSettings SerialTransport::settingsFor(Baud baud, CharacterFormat format,
                                          std::optional<ParityBy> parity) const
{
    if (!m_capabilities.uart)
        return withoutUart(baud, format);
    return withParity(baud, format, parity.value_or(uartParity(m_parity)));
}

/// Sets what differs: a change of the baud alone touches nothing else.
bool SerialTransport::configure(const LineSettings &settings)
{
    const CharacterFormat format = settings.portFormat;
    const auto dataBits = static_cast<QSerialPort::DataBits>(format.dataBits);
    const auto parity = portParity(format.parity);
    const auto stopBits = format.stopBits == 2 ? QSerialPort::TwoStop : QSerialPort::OneStop;
    const QSignalBlocker quiet(&m_port); // The answer says whether they were taken.
    if (m_port.dataBits() != dataBits && !apply([&] { return m_port.setDataBits(dataBits); }))
        return false;
    if (m_port.parity() != parity && !apply([&] { return m_port.setParity(parity); }))
        return false;
    if (m_port.stopBits() != stopBits && !apply([&] { return m_port.setStopBits(stopBits); }))
        return false;
    return apply([&] { return m_port.setBaudRate(settings.baud.value); });
}

/// Every setter of QSerialPort has errors ignored again.
template <typename Setter>
bool SerialTransport::apply(const Setter &set)
{
    const bool taken = set();
    terminal::markErrors(m_port.handle());
    return taken;
}

LineSettings SerialTransport::readBack(const LineSettings &asked)
{
    const auto state = terminal::state(m_port.handle());
    m_capabilities.marksErrors = state && state->marksErrors;
    if (!m_capabilities.uart)
        return asked;
    const DriverState unknown{asked.baud.value, asked.portFormat, false};
    const ReadBack result = compareWithDriver(asked, state.value_or(unknown), clock().now());
    for (const Finding &finding : result.findings)
        tellOnce(finding);
    return result.settings;
}

/// The line is set several times in a session.
void SerialTransport::tellOnce(const Finding &finding)
{
    const QString what = findingName(finding.id) + u' ' + finding.detail;
    if (m_told.contains(what))
        return;
    m_told.append(what);
    Q_EMIT found(finding);
}

/// Something that this adapter does not have.
void SerialTransport::tellMissing(Severity severity, const QString &what)
{
    tellOnce({FindingId::adapterQuirk, severity, Blame::line, clock().now(), -1, 0, 0, what});
}

void SerialTransport::readAvailable()
{
    const Instant now = clock().now();
    const QByteArray bytes = m_port.readAll();
    Characters characters =
        m_capabilities.marksErrors ? m_decoder.decode(bytes) : toCharacters(bytes);
    const auto before = m_counters;
    if (m_capabilities.countsErrors)
        m_counters = terminal::counters(m_port.handle());
    noteFlags(characters);
    applyCounters(characters, line(), before, m_counters);
    if (before && m_counters && before->controlLines != m_counters->controlLines)
        reportControlLines();
    deliver(now, std::move(characters), m_lateness);
}

/// Touches only what differs: each change is an edge on a line that may feed the probe.
void SerialTransport::assertControlLines(std::optional<bool> dtr, std::optional<bool> rts)
{
    if (!m_capabilities.controlLines)
        return;
    const QSignalBlocker quiet(&m_port);
    const auto pins = m_port.pinoutSignals();
    if (dtr && *dtr != pins.testFlag(QSerialPort::DataTerminalReadySignal))
        m_port.setDataTerminalReady(*dtr);
    if (rts && *rts != pins.testFlag(QSerialPort::RequestToSendSignal))
        m_port.setRequestToSend(*rts);
}

void SerialTransport::reportControlLines()
{
    if (m_capabilities.controlLines)
        Q_EMIT controlLinesChanged(clock().now(), toControlLines(m_port.pinoutSignals()));
}

void SerialTransport::onError(QSerialPort::SerialPortError error)
{
    switch (error) {
    case QSerialPort::NoError:
    case QSerialPort::NotOpenError:
    case QSerialPort::TimeoutError:
    case QSerialPort::UnsupportedOperationError: return;
    default: lose({LinkError::Kind::Vanished, m_name, m_port.errorString()});
    }
}

void SerialTransport::onException()
{
    if (terminal::isHungUp(m_port.handle()))
        lose({LinkError::Kind::Vanished, m_name, {}});
    else
        m_hangUp->setEnabled(false); // Whatever it is, it must not keep the thread busy.
}

/// Closes at the first sign: an error that is left alone comes again and again.
void SerialTransport::lose(const LinkError &error)
{
    if (!m_port.isOpen())
        return;
    const bool gone = terminal::isHungUp(m_port.handle());
    close();
    // What Qt says of a hang-up is the errno of an earlier call (reference capture.md §2).
    Q_EMIT lost(gone ? LinkError{LinkError::Kind::Vanished, m_name, {}} : error);
}

} // namespace optoscope
