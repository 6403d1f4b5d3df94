// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recognise/exchange.h"
#include "core/recognise/lineclass.h"

namespace optoscope {

/// Says who is talking on a line, from the entries of its trace. Times and error flags are used
/// where they are known and missed where they are not. Only the first characters of a long trace
/// are looked at, and of a self-test only what is exchanged with the meter.
class LineClassifier
{
public:
    void append(const TraceEntry &entry);
    void append(const TraceEntries &entries);

    LineVerdict verdict() const;
    /// What the line ran at when it was heard last, or at all if nothing was heard; nothing if it
    /// was never set.
    const std::optional<LineSettings> &settings() const { return m_heard ? m_heard : m_latest; }
    /// That \a verdict is a protocol which a read-out does not expect, as a finding: SML, HDLC and
    /// M-Bus, and a P1 telegram where we asked for a read-out.
    std::optional<Finding> otherProtocol(const LineVerdict &verdict) const;
    /// That what was heard in eight bits is 7E1, unless an import has told it.
    std::optional<Finding> parityBitsLeft() const;
    /// Both of these, as entries of the trace.
    TraceEntries findings(const LineVerdict &verdict) const;

private:
    void note(const Event &event);
    void noteSent(Instant at, const CharacterRun &run);
    void noteReceived(Instant at, const CharacterRun &run);
    TimedCharacters timed(Instant at, const CharacterRun &run) const;
    Exchange &current();

    LineVerdict judge() const;
    std::optional<LineVerdict> judgeAttempts(const TimedCharacters &all) const;
    std::optional<LineVerdict> judgeProtocol(const TimedCharacters &meters) const;
    LineVerdict judgeWithoutMeaning(const TimedCharacters &rest) const;

    std::vector<Exchange> m_exchanges;
    size_t m_kept = 0; ///< characters heard and kept
    size_t m_keptSent = 0;
    std::optional<LineSettings> m_latest;
    std::optional<LineSettings> m_heard;
    bool m_isTimed = false; ///< The times are real; those of a decoded file are not.
    bool m_asked = false; ///< We sent something.
    bool m_isToMeter = true; ///< Else a self-test sends patterns to bridges and mirrors.
    std::optional<Instant> m_firstHeard;
    size_t m_highBits = 0; ///< characters heard whose eighth bit was set
    bool m_parityBitsLeft = false; ///< An import has found them and masked them.
};

} // namespace optoscope
