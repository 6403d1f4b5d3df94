// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"
#include "core/recognise/lineclass.h"

#include <functional>
#include <vector>

namespace optoscope::cli {

/// What a self-test or a search tells while it runs, and what it came to. Of what went over the
/// line only what was exchanged with the meter is looked at.
class SelfTestLog
{
public:
    using Say = std::function<void(const QString &text)>;
    /// Something that was tried.
    struct Attempt {
        Instant at;
        QString what;
    };

    explicit SelfTestLog(Say say);

    void append(const TraceEntries &entries);
    /// What was measured without a line.
    void add(const Evidence &evidence);
    /// Nothing more will come.
    void finish();

    const EvidenceList &evidence() const { return m_evidence; }
    const QList<Attempt> &attempts() const { return m_attempts; }
    /// Of the attempt that was answered, else of the step that asks the meter as the standard says.
    LineVerdict line() const;
    Findings findings() const;
    /// On the port and its adapter.
    const Findings &portFindings() const { return m_portFindings; }

private:
    /// What went over the line in one attempt to speak with the meter.
    struct Exchange {
        Conversation conversation;
        TraceEntries entries; ///< as far as they are looked at
        qsizetype characters = 0;
    };

    bool hasStep(TestStep step) const;
    /// A search has found something since its step began.
    bool hasFound() const;
    const Exchange *chosen() const;
    void note(Instant at, const Event &event);
    void addPortFinding(const Finding &finding);

    Say m_say;
    EvidenceList m_evidence;
    QList<Attempt> m_attempts;
    Findings m_portFindings;
    qsizetype m_toldBefore = 0; ///< when the step began
    bool m_isOnMeter = false; ///< in a step that speaks to it
    std::vector<Exchange> m_exchanges;
    size_t m_chosen = 0; ///< the exchange that says most
};

} // namespace optoscope::cli
