// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/pollrecord.h"
#include "core/trace/finding.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>

namespace optoscope {

/// One value of a read-out, as the meter sent it.
struct RegisterReading {
    QByteArray code;
    int bracket = 0; ///< the how-manieth value behind the code; 0: the first
    QByteArray unit;
    QByteArray raw; ///< the value's characters, blanks and all
    std::optional<double> number; ///< nothing for text, times and `-.--`
    bool notAvailable = false; ///< `-.--`: the meter has no value
    friend bool operator==(const RegisterReading &, const RegisterReading &) = default;
};

/// What one poll brought: all that the store keeps of it.
struct PollResult {
    QString key; ///< unlike that of any other poll: what is stored twice is kept once
    PollRecord record;
    UtcTime utc{}; ///< when the values came
    QString meter; ///< its number; empty if nobody answered
    QByteArray identification; ///< without its slash
    QList<RegisterReading> readings;
    Findings findings;
};

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::PollResult)
