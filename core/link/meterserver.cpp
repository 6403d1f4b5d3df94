// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/meterserver.h"

#include "core/uart/softwareparity.h"

#include <QMetaEnum>

namespace optoscope {

namespace {

/// Whether a port opens is up to who opens it, not to the meter behind it.
std::optional<LinkError> refusalOf(const PortScenario &port)
{
    if (port.opens == PortOpens::ok)
        return {};
    const auto names = QMetaEnum::fromType<PortOpens>();
    const QString opens = QLatin1String(names.valueToKey(static_cast<int>(port.opens)));
    return toLinkError({ScenarioReason::notAllowed, u"port.opens"_qs, opens, {u"ok"_qs}, {}});
}

} // namespace

MeterServer::MeterServer(Clock &clock, const LoadedScenario &bench,
                         std::unique_ptr<ClientPort> port)
    : m_clock(clock)
    , m_port(std::move(port))
    , m_alarm(clock.makeAlarm())
    , m_line(bench.scenario, bench.readout)
    , m_format(bench.scenario.meter.format)
    , m_refusal(refusalOf(bench.scenario.port))
{
    connect(m_alarm.get(), &Alarm::due, this, &MeterServer::advance);
    connect(m_port.get(), &ClientPort::received, this, &MeterServer::hearClient);
    connect(m_port.get(), &ClientPort::clientCame, this, &MeterServer::clientCame);
    connect(m_port.get(), &ClientPort::clientWent, this, &MeterServer::clientWent);
}

MeterServer::~MeterServer()
{
    m_port->disconnect(this);
}

std::optional<LinkError> MeterServer::open()
{
    if (m_refusal)
        return m_refusal;
    if (auto error = m_port->open())
        return error;
    m_line.handOverSingly();
    if (!m_port->clientBaud())
        m_line.followMeter();
    m_advanced = m_clock.now();
    m_line.start(m_advanced);
    m_line.setPort(m_advanced, m_baud, m_format);
    followClient();
    arm();
    return {};
}

/// The client may have set another baud since the line was last looked at: it counts from then on.
void MeterServer::followClient()
{
    const std::optional<Baud> baud = m_port->clientBaud();
    if (!baud || *baud == m_baud)
        return;
    m_baud = *baud;
    m_line.setPort(m_advanced, m_baud, m_format);
}

void MeterServer::hearClient(const QByteArray &bytes)
{
    advance();
    // A client may send plain characters or make the parity bit itself; a wrong one shall be seen.
    const LineSettings line = withoutUart(m_baud, m_format);
    Characters characters = toCharacters(bytes);
    for (Character &character : characters) {
        character = checkCharacter(character, line);
        character.wire &= m_format.dataMask();
    }
    const VirtualLine::Sending sending = m_line.send(m_advanced, characters);
    arm();
    const CharacterRun run{characters, line.characterTime(), {}};
    Q_EMIT entriesAppended({TraceEntry{sending.begin, Sent{run}}});
}

void MeterServer::advance()
{
    followClient();
    m_advanced = m_clock.now();
    m_line.advance(m_advanced);
    const TraceEntries received = m_line.takeReceived();
    for (const TraceEntry &entry : received)
        m_port->write(toBytes(runOf(entry)->characters, m_format.dataMask()));
    arm();
    if (!received.isEmpty() && m_port->hasClient())
        Q_EMIT entriesAppended(received);
}

void MeterServer::arm()
{
    if (const auto next = m_line.deadline())
        m_alarm->set(*next);
    else
        m_alarm->clear();
}

} // namespace optoscope
