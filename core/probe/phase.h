// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/readoutoptions.h"
#include "core/trace/traceentry.h"
#include "core/uart/decoder.h"

#include <optional>
#include <vector>

namespace optoscope {

/// What a step does on the line at one stretch, in this order: ask, set the line, send, listen. A
/// value: what comes next is up to the step.
struct Phase {
    enum class Name : quint8 {
        Ask, ///< only a question, or something that the person does
        Loopback,
        LoopbackParity,
        Open,
        Ground,
        PlugIn,
        Quiet, ///< nothing is sent, at 300 baud
        QuietFast, ///< the same at 19 200 baud, where short pulses show
        Covered, ///< sends while both windows are covered
        Show, ///< makes the diode light up
        ShowAgain, ///< with the wires swapped
        RemoteNear,
        RemoteFar,
        Sun,
        SendAlone,
        SendWithRemote,
        Echo,
        EchoNear,
        Nuls,
        EchoFaster,
        Taped,
        TapedFast,
        Read,
        ReadAgain,
        ShowMeter,
        Listen,
        Way, ///< another way to ask the meter
        Turned, ///< asks after a quarter turn
        SecondProbe,
    };

    Name name = Name::Ask;
    std::optional<PersonAction> ask;
    bool listenWhileAsked = false; ///< What is heard from the question to the answer counts.
    bool sendWhileAsked = false; ///< Sends again and again until the answer, and listens.
    Baud baud{300};
    CharacterFormat format = format7E1;
    ParityBy parity = ParityBy::Software;
    QByteArray send; ///< data characters
    int times = 1; ///< how often it is sent
    nanoseconds pause{0}; ///< of listening after each time
    nanoseconds listen{0}; ///< after all that, or alone
    /// Breaks off the listening as soon as so many characters were heard; 0: never.
    int enough = 0;
    std::optional<ReadoutOptions> read; ///< a read-out instead of sending and listening
    QString detail; ///< which way of several; told when it begins
};

/// What came of a phase.
struct Observation {
    Phase phase;
    PersonReply reply = PersonReply::done;
    bool isRun = true; ///< False: the person could not, so nothing was done on the line.
    Instant from;
    Instant to;
    std::optional<LineSettings> settings; ///< what the port ran
    TraceEntries entries; ///< sent, received and line settings
};
using Observations = QList<Observation>;

/// What was heard, in order; only data bits.
std::vector<TimedCharacter> heardIn(const Observation &observation);
/// What was sent; data bits of \a observation's format.
std::vector<TimedCharacter> sentIn(const Observation &observation);
double seconds(nanoseconds time);

/// The last observation of that name, else nullptr.
const Observation *find(const Observations &observations, Phase::Name name);

} // namespace optoscope
