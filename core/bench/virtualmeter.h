// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/biterrors.h"
#include "core/bench/linemeter.h"
#include "core/bench/metermessages.h"
#include "core/bench/wakeuplistener.h"

#include <queue>

namespace optoscope {

/// A meter with an optical port after IEC 62056-21, modes A to D, readout only: to any other option
/// select than a readout's it does what the standard says of a wrong one.
///
///     Idle ── request ──▶ Speaking (identification) ──┬─ A, B ─▶ Speaking (data)
///      ▲ └── push time ─▶ Speaking (push) ─▶ Idle      └─ C ─▶ AwaitingOption ─▶ Speaking (data)
///      └── 1.5 s, ACK or break ── AwaitingRepeat ◀──────────────────────────────────┘
///                                 (NAK: data again)
///
/// Speaking includes the reaction time before. The meter hears nothing while it speaks. All texts
/// go out in pieces, so that a long one is not made at once.
class VirtualMeter final : public LineMeter
{
public:
    VirtualMeter(const MeterScenario &meter, const ReadoutFile &readout, quint64 seed);

    void start(Instant now) override;
    void receive(Instant end, Character character) override;
    bool listensForSignOn() const override;
    void receiveSignOn(Instant end, Character character) override;
    void expire(Instant now) override;
    std::optional<Instant> deadline() const override;
    std::optional<MeterRun> takeOutput() override;

    Baud baud() const override { return m_baud; }
    CharacterFormat format() const override { return m_meter.format; }

private:
    enum class State { Silent, Idle, Speaking, AwaitingOption, AwaitingRepeat };
    /// What is being said and where it leads.
    struct Speech {
        QByteArray text;
        Instant at;
        Baud baud;
        State then = State::Idle;
        qsizetype said = 0;
    };

    void hearRequest(Instant end, Character character);
    void hearOption(Instant end, Character character);
    void hearAfterData(Instant end, Character character);
    bool hearsBreakMessage(Character character);
    bool gather(Instant end, Character character, char opening);
    bool isForUs(QByteArrayView request) const;

    void say(Instant at, const QByteArray &text, Baud baud, State then);
    void sayData(Instant at, Baud negotiated);
    void sayPiece();
    void identified(Instant end);
    void goOn(Instant now, State state);
    void endSession(Instant now);
    nanoseconds characterTime(Baud baud) const;
    Instant nextPush(Instant after) const;
    nanoseconds pushInterval() const;

    MeterScenario m_meter;
    MeterMessages m_messages;
    WakeUpListener m_wakeUp;
    BitErrors m_bitErrors;
    nanoseconds m_reaction;

    State m_state = State::Silent;
    Baud m_baud{300};
    QByteArray m_heard; ///< of the message that is coming
    QByteArray m_tail; ///< the last characters, where a break message may come
    Instant m_heardEnd;
    Instant m_started;
    std::optional<Instant> m_pushAt;
    std::optional<Instant> m_waitsUntil;
    Speech m_speech;
    std::queue<MeterRun> m_output;
};

} // namespace optoscope
