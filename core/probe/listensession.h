// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/session.h"

#include <QList>

namespace optoscope {

/// How to listen to whoever talks.
struct ListenOptions {
    struct Setting {
        Baud baud{9600};
        CharacterFormat format = format8N1;
    };
    QList<Setting> settings; ///< one after the other, until one is understood
    nanoseconds time = std::chrono::seconds(12); ///< at each: meters push every 1 to 10 s
};

/// The usual settings of meters that push (reference probe.md W9).
QList<ListenOptions::Setting> pushSettings();

/// Sends nothing. At each setting it listens for the whole time, or until so much was heard that
/// a protocol can be told; if one is recognised it is done, else the next setting follows.
class ListenSession final : public Session
{
public:
    explicit ListenSession(ListenOptions options);

    void start(Instant now) override;
    void receive(Instant at, const CharacterRun &run) override;
    void sent(Instant begin, Instant at) override;
    void lineChanged(Instant at, const LineSettings &settings) override;
    void expire(Instant now) override;
    std::optional<Instant> deadline() const override { return m_deadline; }

private:
    void listen(Instant now);
    void finish(Outcome outcome);

    ListenOptions m_options;
    qsizetype m_current = 0;
    qsizetype m_heard = 0; ///< characters at this setting
    TraceEntries m_entries; ///< of this setting
    std::optional<Instant> m_deadline;
};

} // namespace optoscope
