// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/obiscode.h"

namespace optoscope {

/// Tells a heat meter by the addresses of its read-out: heat meters send no group A, and their
/// codes mean other things than those of electricity meters.
class MediumGuess
{
public:
    /// Looks at one data set.
    void see(QByteArrayView address, QByteArrayView unit)
    {
        const auto code = ObisCode::fromAddress(address);
        if (!code || code->medium || code->groupCount != 2 || code->groups[0] != 6)
            return;
        const bool energy =
            code->groups[1] == 8 && (unit == "GJ" || unit == "MWh" || unit == "kWh");
        const bool volume = code->groups[1] == 26 && unit == "m3";
        m_heat = m_heat || energy || volume;
    }

    /// Group A for addresses that have none: 6 for heat; nothing if nothing speaks for it.
    std::optional<int> medium() const { return m_heat ? std::optional(6) : std::nullopt; }

private:
    bool m_heat = false;
};

} // namespace optoscope
