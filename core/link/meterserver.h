// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/virtualline.h"
#include "core/link/clientport.h"
#include "core/link/clock.h"
#include "core/link/scenariofiles.h"

#include <QObject>

#include <memory>

namespace optoscope {

/// The virtual meter for other programs, paced at true wire time: each character reaches the client
/// when its stop bit would have ended. On a pseudo terminal the client's baud counts, and a wrong
/// one garbles; over TCP the client is always heard at the meter's.
class MeterServer : public QObject
{
    Q_OBJECT
public:
    MeterServer(Clock &clock, const LoadedScenario &bench, std::unique_ptr<ClientPort> port);
    ~MeterServer() override;

    /// Opens the port and switches the meter on; nothing if it went well. A scenario whose own
    /// port does not open is refused.
    std::optional<LinkError> open();
    const ClientPort &port() const { return *m_port; }

Q_SIGNALS:
    void clientCame();
    void clientWent();
    /// What went over the line, as the client's own trace would have it.
    void entriesAppended(const optoscope::TraceEntries &entries);

private:
    void hearClient(const QByteArray &bytes);
    void advance();
    void followClient();
    void arm();

    Clock &m_clock;
    std::unique_ptr<ClientPort> m_port;
    std::unique_ptr<Alarm> m_alarm;
    VirtualLine m_line;
    CharacterFormat m_format;
    std::optional<LinkError> m_refusal;
    Baud m_baud;
    Instant m_advanced;
};

} // namespace optoscope
