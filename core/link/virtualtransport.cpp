// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/virtualtransport.h"

#include "core/bench/meteredload.h"
#include "core/uart/softwareparity.h"

namespace optoscope {

VirtualTransport::VirtualTransport(Clock &clock, QString name, ParityChoice parity,
                                   const ControlLineChoice &controlLines)
    : m_clock(clock)
    , m_name(std::move(name))
    , m_parity(parity)
    , m_controlLines(controlLines)
    , m_alarm(clock.makeAlarm())
{
    connect(m_alarm.get(), &Alarm::due, this, &VirtualTransport::advance);
}

VirtualTransport::VirtualTransport(Clock &clock, LoadedScenario bench, ParityChoice parity)
    : VirtualTransport(clock, bench.scenario.name, parity)
{
    m_bench = std::move(bench);
}

std::optional<LinkError> VirtualTransport::refusal(const PortScenario &port) const
{
    switch (port.opens) {
    case PortOpens::ok: break;
    case PortOpens::missing: return LinkError{LinkError::Kind::NotFound, m_name, {}};
    case PortOpens::busy: return LinkError{LinkError::Kind::Busy, m_name, {}};
    case PortOpens::denied: return LinkError{LinkError::Kind::NoRights, m_name, {}};
    }
    return {};
}

void VirtualTransport::open(Baud baud, CharacterFormat format)
{
    using Loaded = std::variant<LoadedScenario, ScenarioError>;
    const Loaded loaded = m_bench ? Loaded(*m_bench) : loadScenario(m_name);
    if (const auto *error = std::get_if<ScenarioError>(&loaded)) {
        Q_EMIT failed(toLinkError(*error));
        return;
    }
    const LoadedScenario &bench = std::get<LoadedScenario>(loaded);
    if (const auto error = refusal(bench.scenario.port)) {
        Q_EMIT failed(*error);
        return;
    }
    m_virtualLine = std::make_unique<VirtualLine>(
        bench.scenario, m_countedUntil ? readoutAt(bench.readout, *m_countedUntil) : bench.readout);
    m_virtualLine->start(m_clock.now());
    m_person = std::make_unique<VirtualPerson>(m_ownPerson.value_or(bench.scenario.person),
                                               bench.scenario.seed);
    setLine(baud, format);
    m_lines = {true, true, false, false, false, false}; // as Linux opens a port
    setControlLines(m_controlLines.dtr, m_controlLines.rts);
    tellCapabilities(bench.scenario.port.reportsErrors);
    Q_EMIT opened();
}

void VirtualTransport::tellCapabilities(bool reportsErrors)
{
    PortCapabilities capabilities;
    capabilities.uart = true;
    capabilities.marksErrors = reportsErrors;
    capabilities.countsErrors = reportsErrors;
    capabilities.controlLines = true;
    capabilities.framingErrors =
        reportsErrors ? PortCapabilities::Answer::Yes : PortCapabilities::Answer::No;
    capabilities.parity = m_settings.parity;
    Q_EMIT capabilitiesKnown(capabilities);
}

void VirtualTransport::close()
{
    m_virtualLine.reset();
    m_person.reset();
    m_sends.clear();
    m_arrived.clear();
    m_alarm->clear();
}

void VirtualTransport::send(const QByteArray &data)
{
    if (!m_virtualLine || data.isEmpty())
        return;
    const Characters characters = toCharacters(encodeCharacters(data, m_settings));
    const VirtualLine::Sending sending = m_virtualLine->send(m_clock.now(), characters);
    m_sends.push_back(sending);
    arm();
    Q_EMIT this->sending(sending.begin, CharacterRun{characters, m_settings.characterTime(), {}});
}

void VirtualTransport::setLine(Baud baud, CharacterFormat format, std::optional<ParityBy> parity)
{
    if (!m_virtualLine)
        return;
    const Instant now = m_clock.now();
    m_virtualLine->advance(now);
    collect(); // What has arrived is judged by the settings that it came with.
    m_settings = withParity(baud, format, parity.value_or(uartParity(m_parity)));
    m_virtualLine->setPort(now, baud, m_settings.portFormat);
    arm();
    Q_EMIT lineChanged(now, m_settings);
}

void VirtualTransport::setBreak(bool on)
{
    if (!m_virtualLine)
        return;
    const Instant now = m_clock.now();
    m_virtualLine->setBreak(now, on);
    arm();
    Q_EMIT breakChanged(now, on);
}

void VirtualTransport::setControlLines(std::optional<bool> dtr, std::optional<bool> rts)
{
    if (!m_virtualLine)
        return;
    m_lines.dtr = dtr.value_or(m_lines.dtr);
    m_lines.rts = rts.value_or(m_lines.rts);
    Q_EMIT controlLinesChanged(m_clock.now(), m_lines);
}

bool VirtualTransport::ask(const PersonRequest &request)
{
    if (!m_person || !m_person->ask(m_clock.now(), request))
        return false;
    arm();
    return true;
}

void VirtualTransport::advance()
{
    if (!m_virtualLine)
        return;
    const Instant now = m_clock.now();
    m_person->act(now, *m_virtualLine);
    m_virtualLine->advance(now);
    deliver();
    while (!m_sends.empty() && m_sends.front().end <= now) {
        const VirtualLine::Sending done = m_sends.front();
        m_sends.pop_front();
        Q_EMIT sent(done.begin, done.end);
    }
    passOnAnswer();
    arm();
}

void VirtualTransport::collect()
{
    for (TraceEntry &entry : m_virtualLine->takeReceived()) {
        for (Character &character : std::get<Received>(entry.what).run.characters)
            character = checkCharacter(character, m_settings);
        m_arrived.push_back(entry);
    }
}

void VirtualTransport::deliver()
{
    collect();
    while (!m_arrived.empty()) {
        const TraceEntry entry = m_arrived.front();
        m_arrived.pop_front();
        Q_EMIT received(entry.at, std::get<Received>(entry.what).run);
    }
}

void VirtualTransport::passOnAnswer()
{
    const std::optional<PersonAnswer> answer = m_person ? m_person->takeAnswer() : std::nullopt;
    if (answer)
        Q_EMIT answered(*answer);
}

void VirtualTransport::arm()
{
    if (!m_virtualLine)
        return;
    if (!m_arrived.empty()) {
        m_alarm->set(m_clock.now());
        return;
    }
    std::optional<Instant> next = m_virtualLine->deadline();
    if (!m_sends.empty() && (!next || m_sends.front().end < *next))
        next = m_sends.front().end;
    if (const auto acts = m_person->deadline(); acts && (!next || *acts < *next))
        next = *acts;
    if (next)
        m_alarm->set(*next);
    else
        m_alarm->clear();
}

} // namespace optoscope
