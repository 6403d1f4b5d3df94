// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/evidence.h"

#include <array>

namespace optoscope {

enum class Truth : quint8 { Unknown, No, Yes };

/// What the evidence says about probe and meter, each yes, no or not known.
enum class Fact : quint8 {
    PortOpens,
    LoopsBack,
    CharactersWhole, ///< No bit below the highest is lost.
    TopBitKept,
    TimeRight,
    ParityTimeRight,
    EchoesOpen, ///< with nothing at the port
    LowInDark, ///< The line is at space with the windows covered.
    LowInRoom,
    RoomFlickers,
    CameraSees,
    LedShines,
    LedInIdle,
    LedAfterSwap,
    HearsNear,
    HearsFar,
    HearsSun,
    HearsTogether,
    HearsLight, ///< any of near, far and sun
    HearsAny, ///< any of these and together
    Echoes,
    EchoInverted,
    Leaks, ///< with the receiver's window taped
    LeaksCovered, ///< with both windows covered
    SecondProbe,
    Answers, ///< on the meter, IEC 62056-21
    ReadGood,
    Turned, ///< A rotation brought an answer.
    MeterLed,
    WayAddress,
    WayWakeUp,
    WayFormat,
    HeardSml,
    HeardHdlc,
    HeardDsmr,
    HeardMbus,
    HeardPush,
    SearchFound,
    AnsweredAt300,
    LostAtBaudChange,
    CheckWrong,
    CheckIsSum7,
    LineErrors,
    DataDiffers,
    Truncated,
    PinReduced,
    KnownClosed, ///< Somebody who knows says that this meter's port is closed.
    ChainProven, ///< The probe is good, or its fault lets everything through.
    ChainFaulty, ///< A fault of the probe or its surroundings is known that damages characters.
    Count,
};

/// How a number becomes a fact.
struct Measure {
    EvidenceId id = EvidenceId::portOpened;
    Fact fact = Fact::PortOpens;
    double limit = 1; ///< yes from here on
    bool isBand = false; ///< yes within \a limit of 1 instead
};

/// Whether \a value makes the measure's fact true.
bool holds(const Measure &measure, double value);

class Facts
{
public:
    Truth of(Fact fact) const { return m_truths[static_cast<size_t>(fact)]; }
    void set(Fact fact, Truth truth) { m_truths[static_cast<size_t>(fact)] = truth; }
    void set(Fact fact, bool isTrue) { set(fact, isTrue ? Truth::Yes : Truth::No); }

private:
    std::array<Truth, static_cast<size_t>(Fact::Count)> m_truths{};
};

/// The later of two pieces of evidence with the same id counts.
Facts factsOf(const EvidenceList &evidence);

/// The measure that this piece of evidence was held against, else nullptr.
const Measure *measureOf(const Evidence &evidence);
/// The fact that this piece of evidence tells, by its number or its detail; Count if none.
Fact factOf(const Evidence &evidence);
/// The step that tells most about a fact; none if no step of the test does.
TestStep stepOf(Fact fact);

} // namespace optoscope
