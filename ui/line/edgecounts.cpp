// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/edgecounts.h"

namespace optoscope {

EdgeCounts::EdgeCounts(const LineSettings &settings)
    : m_settings(settings)
{
    for (size_t wire = 0; wire < m_counts.size(); ++wire)
        m_counts[wire] =
            static_cast<quint8>(edgeCount(Character{static_cast<quint8>(wire), {}}, settings));
}

int EdgeCounts::of(Character character) const
{
    return character.flags.toInt() == 0 ? m_counts[character.wire]
                                        : edgeCount(character, m_settings);
}

} // namespace optoscope
