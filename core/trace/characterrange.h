// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace optoscope {

/// A range of characters, counted over the trace in both directions.
struct CharacterRange {
    qint64 first = 0;
    qint64 count = 0;
    friend bool operator==(const CharacterRange &, const CharacterRange &) = default;
};

} // namespace optoscope
