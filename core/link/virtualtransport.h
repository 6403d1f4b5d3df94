// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/virtualline.h"
#include "core/bench/virtualperson.h"
#include "core/link/clock.h"
#include "core/link/controllinechoice.h"
#include "core/link/paritychoice.h"
#include "core/link/scenariofiles.h"
#include "core/link/transport.h"

#include <deque>

namespace optoscope {

/// A port whose probe looks at a virtual meter, with a virtual person beside it. It runs by its
/// clock alone: with a virtual clock an hour takes no time, and the same scenario gives the same
/// result to the nanosecond. Times are exact; characters are handed over when their stop bit has
/// ended, as by a port with a small buffer.
class VirtualTransport final : public Transport
{
    Q_OBJECT
public:
    /// \a name is what follows `virtual:`; the scenario is loaded when the port is opened.
    VirtualTransport(Clock &clock, QString name, ParityChoice parity,
                     const ControlLineChoice &controlLines = {});
    /// \a bench itself, for what is in no file.
    VirtualTransport(Clock &clock, LoadedScenario bench, ParityChoice parity);

    /// Another person than the scenario's; before it is opened.
    void setPerson(const PersonScenario &person) { m_ownPerson = person; }

    /// The registers have counted up to \a utc (since 1970); before it is opened.
    void setCountedUntil(std::chrono::milliseconds utc) { m_countedUntil = utc; }

    void open(Baud baud, CharacterFormat format) override;
    void close() override;
    void send(const QByteArray &data) override;
    void setLine(Baud baud, CharacterFormat format, std::optional<ParityBy> parity = {}) override;
    void setBreak(bool on) override;
    void setControlLines(std::optional<bool> dtr, std::optional<bool> rts) override;
    bool ask(const PersonRequest &request) override;

private:
    void tellCapabilities(bool reportsErrors);
    std::optional<LinkError> refusal(const PortScenario &port) const;
    void advance();
    void collect();
    void deliver();
    void passOnAnswer();
    void arm();

    Clock &m_clock;
    QString m_name;
    std::optional<LoadedScenario> m_bench; ///< nothing: loaded by name
    ParityChoice m_parity;
    ControlLineChoice m_controlLines; ///< chosen for opening
    ControlLines m_lines; ///< as they are
    std::unique_ptr<Alarm> m_alarm;
    std::unique_ptr<VirtualLine> m_virtualLine;
    std::optional<PersonScenario> m_ownPerson;
    std::optional<std::chrono::milliseconds> m_countedUntil;
    std::unique_ptr<VirtualPerson> m_person; ///< while there is a line
    LineSettings m_settings;
    std::deque<VirtualLine::Sending> m_sends;
    std::deque<TraceEntry> m_arrived;
};

} // namespace optoscope
