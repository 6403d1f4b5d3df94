// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/instant.h"

#include <QList>
#include <QObject>
#include <QString>

#include <optional>

namespace optoscope {

// Q_NAMESPACE gives the enumerators their names in JSON and captures.
namespace FindingNames {
Q_NAMESPACE

/// What can be noticed in a session (design §5). Stable once shipped; the words are in ui/texts.
enum class FindingId : quint8 {
    noAnswer,
    echoOnly,
    echoSetAside,
    reactionTooShort,
    reactionTooLong,
    gapTooLong,
    checkWrong,
    checkIsSum7,
    checkMissing,
    parityErrors,
    framingErrors,
    breakSeen,
    parityBitsLeft,
    answeredAt300,
    lostAtBaudChange,
    otherProtocol,
    noiseBeforeMessage,
    blockTruncated,
    blockTooLong,
    nonStandardSyntax,
    unknownManufacturer,
    clockLate,
    adapterQuirk,
    parityDropped,
    portVanished,
    portReturned,
    refused,
    passwordRejected,
    meterBroke,
    nakReceived,
    retried,
    modeEOffered,
    pinReduced,
    encrypted,
    onlyNoise, ///< Something was received, but no message in it.
    tooManyMessages, ///< More messages than are kept; the rest is left out.
    interrupted, ///< Stopped by the person before the end.
    notRecorded, ///< The recording that is replayed has not what was sent; detail: that.
    recordedOtherwise, ///< Its answer came on another line; detail: baud and format.
    pollStillRunning, ///< A poll was due while the one before was not over.
    pollerAway, ///< Polls were due while the program did not run or the machine was suspended.
    wakeUpsSpent, ///< A poll was due, but the meter had been woken often enough that day.
    storeFull, ///< A poll was due, but too much already waited to be stored.
    otherMeter, ///< Another meter answered than before; detail: the number before and now.
    valuesLeftOut, ///< A poll brought what is too long to be stored; detail: what the store says.
};
Q_ENUM_NS(FindingId)

enum class Severity : quint8 { note, warning, error };
Q_ENUM_NS(Severity)

/// Who caused it.
enum class Blame : quint8 { us, line, meter };
Q_ENUM_NS(Blame)

} // namespace FindingNames

using FindingNames::Blame;
using FindingNames::FindingId;
using FindingNames::Severity;

/// Something worth telling, with the numbers behind it. A value without words.
struct Finding {
    FindingId id = FindingId::noAnswer;
    Severity severity = Severity::note;
    Blame blame = Blame::line;
    std::optional<Instant> at;
    qint64 offset = -1; ///< of the first character concerned, counted over the trace; -1: none
    /// The measured value and the limit that it is held against, in the unit that the id implies
    /// (milliseconds for times, characters for counts).
    double value = 0;
    double limit = 0;
    QString detail; ///< What was seen, as data: a code, a manufacturer's letters, a protocol.

    friend bool operator==(const Finding &, const Finding &) = default;
};

using Findings = QList<Finding>;

/// The id as JSON and captures write it.
QString findingName(FindingId id);

} // namespace optoscope
