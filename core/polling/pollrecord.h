// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/sample.h"

#include <QObject>
#include <QString>

#include <optional>

namespace optoscope {

/// How a poll ended.
namespace PollOutcomeNames {
Q_NAMESPACE
enum class PollOutcome : quint8 {
    done,
    missed, ///< due, but not started: the one before was running, or the program was not
    noAnswer,
    damaged,
    refused,
    linkLost,
    cannotOpen,
    interrupted,
    otherMeter, ///< another meter answered: its readings are not mixed in
};
Q_ENUM_NS(PollOutcome)
} // namespace PollOutcomeNames
using PollOutcomeNames::PollOutcome;

/// One poll, with the link's health and the way back to its trace.
struct PollRecord {
    qint64 id = 0; ///< in its store; 0: none
    UtcTime due{};
    UtcTime began{}; ///< for missed ones when the last of them was due
    PollOutcome outcome = PollOutcome::done;
    QString finding; ///< the id of the worst finding, empty if there is none
    std::optional<std::chrono::nanoseconds> reaction; ///< of the identification
    int lineErrors = 0; ///< parity and framing errors, breaks, overruns
    int retries = 0;
    QString capture; ///< the capture's file name, empty if there is none
    qint64 entry = -1; ///< where the poll begins in it; -1: not known
    int count = 1; ///< Polls that were missed in a row from due on are one record.
    qint64 plan = 0; ///< whose poll it is, in its store; 0: none, the readings were imported
    friend bool operator==(const PollRecord &, const PollRecord &) = default;
};

} // namespace optoscope
