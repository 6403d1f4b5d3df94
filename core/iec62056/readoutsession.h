// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/echofilter.h"
#include "core/iec62056/framer.h"
#include "core/iec62056/readoutoptions.h"
#include "core/trace/session.h"

namespace optoscope {

/// Reads a meter once (IEC 62056-21 clause 6.4, annex B.1).
///
///     Idle ─ wake-up ─▶ WakingUp ─ sent ─▶ WakePause ─┐
///       └──────────────────── request ◀───────────────┘
///     Requesting ─ sent ─▶ AwaitingIdentification
///        mode A, D: ─▶ AwaitingData          mode B: new baud ─▶ AwaitingData
///        mode C: ─▶ Choosing ─ our reaction time ─▶ Selecting ─ sent, new baud ─▶ AwaitingData
///     AwaitingData ─ wrong check ─▶ Rejecting ─ our reaction time ─▶ SendingNak ─▶ AwaitingData
///        right check, limit or last repeat ─▶ Finished
///
/// In AwaitingData garbage means that the meter speaks at the other baud: it answers at 300 where
/// it did not accept the option select (clause 6.4.3.2). The line then follows it.
class ReadoutSession : public Session
{
public:
    explicit ReadoutSession(ReadoutOptions options);

    void start(Instant now) override;
    void receive(Instant at, const CharacterRun &run) override;
    void sent(Instant begin, Instant at) override;
    void expire(Instant now) override;
    std::optional<Instant> deadline() const override { return m_deadline; }

private:
    enum class State {
        Idle,
        WakingUp,
        WakePause,
        Requesting,
        AwaitingIdentification,
        Choosing,
        Selecting,
        AwaitingData,
        Rejecting,
        SendingNak,
        Finished,
    };

    void request(Instant now);
    void send(Instant now, State next, QByteArray data);
    void setBaud(Baud baud);
    void hear(const HeardCharacter &character);
    void takeEchoes();
    void watchBaud(const HeardCharacter &character);
    void followMeter();
    bool takesFrames() const;
    void takeFrames();
    void onFrame(const Frame &frame);
    void onIdentification(const Frame &frame);
    void onData(const Frame &frame);
    void awaitData(Instant limit);
    void dataFollowUnasked();
    void updateDeadline();
    bool hasProgress() const;
    void giveUp(Instant now);
    void finish(Outcome outcome);
    nanoseconds characterTime() const;

    ReadoutOptions m_options;
    State m_state = State::Idle;
    std::optional<Instant> m_deadline;
    Instant m_limit; ///< by when the awaited message must have begun
    Baud m_baud;
    Framer m_framer;
    EchoFilter m_echo;
    Instant m_lastEnd; ///< of the last character heard
    Instant m_identified; ///< end of the identification
    nanoseconds m_ownReaction; ///< the least that we must wait before we answer
    char m_selected = '0'; ///< the baud character of the option select
    std::optional<Baud> m_otherBaud; ///< at which the meter may speak instead
    int m_heard = 0; ///< characters since the baud was set
    int m_suspect = 0; ///< of these, such as no meter sends
    int m_changes = 0; ///< how often we followed the meter to the other baud
    int m_repeats = 0;
    bool m_heardNoise = false;
    bool m_hasData = false; ///< A block came, if with a wrong check.
};

} // namespace optoscope
