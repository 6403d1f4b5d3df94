// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/phase.h"

namespace optoscope::measures {

// Numbers about what was sent and heard in a phase.

/// What was heard after each time that something was sent, until the next.
struct Round {
    std::vector<TimedCharacter> sent;
    std::vector<TimedCharacter> heard;
};
std::vector<Round> rounds(const Observation &observation);

/// Share of the sent characters that came back as they were, each round for itself.
double exactShare(const Observation &observation);
/// Share of the heard characters with a parity or framing error or a break.
double damagedShare(const Observation &observation);
/// Share of the rounds that came back as an inverted line gives them (signatures.md §9).
double invertedShare(const Observation &observation);
/// Heard characters for each time that something was sent.
double eventsPerRound(const Observation &observation);
/// Heard characters a second.
double eventsPerSecond(const Observation &observation);
/// From start bit to start bit of what was heard, over what it should be; 0 if too little came.
double characterTimeRatio(const Observation &observation);

/// Which of the highest bits never came back; 0 if none, or if other bits differ as well.
quint8 lostHighBits(const Observation &observation);
/// The same, and how many characters that concerns.
double lostHighBitsShare(const Observation &observation);

/// Characters without any bit: breaks, where the port does not report them as such.
int breaks(const Observation &observation);
/// The frequency of events that come regularly, in hertz; 0 if they do not.
double frequency(const Observation &observation);

} // namespace optoscope::measures
