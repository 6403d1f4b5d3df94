// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/readoutfile.h"
#include "core/bench/scenario.h"

namespace optoscope {

/// What a virtual meter says, made from its scenario and its read-out.
class MeterMessages
{
public:
    MeterMessages(const MeterScenario &meter, const ReadoutFile &readout);

    /// `/XXXZ… CR LF`.
    const QByteArray &identification() const { return m_identification; }
    /// The data message with its check, cut where the scenario cuts it.
    const QByteArray &data() const { return m_data; }
    /// What a meter says unasked, in the layout of mode D: identification, empty line, block, `!`.
    const QByteArray &push() const { return m_push; }
    /// The baud character of the identification.
    char baudCharacter() const { return m_baudCharacter; }
    /// The baud that it stands for in the meter's mode.
    Baud proposedBaud() const;

private:
    MeterMode m_mode;
    char m_baudCharacter;
    QByteArray m_identification;
    QByteArray m_data;
    QByteArray m_push;
};

} // namespace optoscope
