// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"

namespace optoscope {

class SessionDocument;

/// Entries of a session as a port would tell them, for tests that need no port.
class FakeSession
{
public:
    FakeSession();

    FakeSession &at(std::chrono::microseconds time);
    FakeSession &wait(std::chrono::microseconds time);
    FakeSession &line(int baud);
    FakeSession &send(const QByteArray &data);
    FakeSession &receive(const QByteArray &data, CharacterFlags flagsOfFirst = {});
    FakeSession &found(const Finding &finding);
    FakeSession &event(Event::Kind kind, const QString &detail = {});

    const TraceEntries &entries() const { return m_entries; }
    TraceEntries take() { return std::exchange(m_entries, {}); }
    Instant now() const { return m_now; }

    /// A whole read-out in mode C, 300 to 9600 baud, with \a registers.
    static TraceEntries readout(int registers = 5, bool rightCheck = true);

private:
    void add(decltype(TraceEntry::what) what);
    CharacterRun run(const QByteArray &data) const;

    TraceEntries m_entries;
    Instant m_now;
    LineSettings m_line;
};

} // namespace optoscope
