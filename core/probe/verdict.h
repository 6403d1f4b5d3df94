// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace optoscope {

/// The names are those of the JSON (design §5); the words are in ui/texts.
namespace VerdictNames {
Q_NAMESPACE

enum class ProbeVerdict : quint8 {
    good,
    portUnusable,
    loopbackFailed,
    parityDropped,
    clockWrong,
    charactersCut,
    transmitterDead,
    transmitterInverted,
    transmitterWeak,
    wiresSwapped,
    receiverDead,
    receiverWeak, ///< insensitive or damaged
    receiverStuck,
    receiverInverted,
    bothInverted,
    saturatedByLight,
    lampFlicker,
    crosstalk,
    localEcho,
    misplaced,
    undecided,
    notTested,
};
Q_ENUM_NS(ProbeVerdict)

enum class MeterVerdict : quint8 {
    good,
    silent,
    closed,
    locked,
    needsAddress,
    needsWakeUp,
    speaksSml,
    speaksHdlc,
    speaksDsmr,
    speaksMbus,
    pushesOnly,
    formatMismatch,
    answeredAt300,
    baudChangeFailed,
    checkFailed,
    checkIsSum7,
    damagedData,
    truncated,
    undecided,
    notTested,
};
Q_ENUM_NS(MeterVerdict)

/// What to do next.
enum class NextStep : quint8 {
    freePort, ///< plug it in, close the other program, get the right
    checkPins,
    useOtherPort,
    useSoftwareParity,
    turnOffEcho,
    checkLed,
    fixPolarity,
    raiseLedCurrent,
    keepWiresSwapped,
    replaceReceiver,
    raiseSensitivity,
    shade,
    separateLight,
    keepRotation,
    placeAgain, ///< otherwise on the meter, nearer and straighter
    runTests, ///< those that would decide
    readMeter,
    askUtility,
    searchFurther,
    enterPin,
    giveAddress,
    useWakeUp,
    useOtherReader,
    listen,
    useFormat,
    stayAt300,
    readAgain,
    acceptCheck,
    proveProbe,
};
Q_ENUM_NS(NextStep)

} // namespace VerdictNames
using VerdictNames::MeterVerdict;
using VerdictNames::NextStep;
using VerdictNames::ProbeVerdict;

QString verdictName(ProbeVerdict verdict);
QString verdictName(MeterVerdict verdict);
QString nextName(NextStep next);

} // namespace optoscope
