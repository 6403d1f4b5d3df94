// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/person.h"
#include "core/uart/instant.h"

#include <QList>
#include <QString>

#include <optional>

namespace optoscope {

namespace EvidenceNames {
Q_NAMESPACE

/// What can be measured about a probe and a meter. Stable once shipped; the words are in ui/texts,
/// the limits in core/probe.
enum class EvidenceId : quint8 {
    portOpened, ///< 1 or 0; detail: why not
    portBlocked, ///< 1: something on this machine is in the way; detail: what
    settingsKept, ///< 1: the driver runs what it was told
    errorsReported, ///< 1: the adapter tells of damaged characters
    loopbackExact, ///< share of characters that came back as sent, 8N1
    loopbackExactParity, ///< the same with the port's own parity, 7E1
    characterTime, ///< measured over the right one, in 8N1
    characterTimeParity, ///< the same with the port's own parity, 7E1
    highBitsLost, ///< share of loopback characters that lack only their highest bits
    openEcho, ///< share that came back with nothing at the port
    openEvents, ///< characters heard a second with nothing at the port
    groundBreaks, ///< breaks while RX was at ground
    lineLow, ///< 1: the line fell to space when the probe was plugged in, and stayed there
    darkEvents, ///< characters a second with both windows covered
    roomEvents, ///< the same in the light of the room
    roomLow, ///< 1: the light of the room holds the line at space
    lampFrequency, ///< of flicker in the light of the room; 0: none
    cameraWorks, ///< 1: the camera sees infrared
    ledSeen, ///< 1: the diode shone when it should, and was dark before
    ledInIdle, ///< 1: it shone while nothing was sent
    ledAfterSwap, ///< 1: it shone after the wires were swapped
    remoteNear, ///< characters for each press of a remote at 20 mm
    remoteFar, ///< the same at 100 mm
    sunBreaks, ///< events while the sun was covered and uncovered three times
    remoteWhileSending, ///< characters beyond those without the remote
    echoExact, ///< share of characters that a mirror at 10 mm gave back as sent
    echoExactNear, ///< the same at 4 mm
    echoDamaged, ///< share of characters heard with a parity or framing error, at 10 mm
    echoInverted, ///< share of requests that came back inverted
    nulsHeard, ///< events for each NUL sent to the nearer mirror
    echoBaud, ///< the fastest that came back exactly
    tapedEcho, ///< share of characters that came back with the receiver's window taped
    tapedEvents, ///< events for each request with the receiver's window taped, at any baud
    meterAnswered, ///< share of read-outs with an identification or data
    meterLedSeen, ///< 1: the meter's diode flashed
    rotation, ///< degrees that brought an answer
    secondProbeEcho, ///< share of characters that a second probe gave back
    heard, ///< what was recognised; detail: the line class; value: confidence
    foundWay, ///< 1: the meter answered to another way of asking; detail: which
    readGood, ///< 1: a read-out was whole and its check right or absent
    findingSeen, ///< 1: detail: the finding's id
    dataDiffers, ///< 1: two read-outs with wrong checks differ
};
Q_ENUM_NS(EvidenceId)

enum class EvidenceUnit : quint8 { yesNo, share, count, perSecond, baud, hertz, degrees, ratio };
Q_ENUM_NS(EvidenceUnit)

} // namespace EvidenceNames
using EvidenceNames::EvidenceId;
using EvidenceNames::EvidenceUnit;

/// One measured number: no opinion.
struct Evidence {
    TestStep step = TestStep::none;
    EvidenceId id = EvidenceId::portOpened;
    double value = 0;
    QString detail;
    std::optional<Instant> at; ///< of what it was measured on

    friend bool operator==(const Evidence &, const Evidence &) = default;
};

using EvidenceList = QList<Evidence>;

EvidenceUnit unitOf(EvidenceId id);
/// The id as JSON and captures write it.
QString evidenceName(EvidenceId id);
/// The step's name, empty for `none`.
QString stepName(TestStep step);
/// Nothing if there is no such step.
std::optional<TestStep> stepFromName(QStringView name);

} // namespace optoscope
