// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/line/linebits.h"

#include <array>

namespace optoscope {

/// edgeCount() for many characters of one setting: those without errors are counted once.
class EdgeCounts
{
public:
    explicit EdgeCounts(const LineSettings &settings);

    int of(Character character) const;

private:
    LineSettings m_settings;
    std::array<quint8, 256> m_counts{};
};

} // namespace optoscope
