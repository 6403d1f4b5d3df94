// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/instant.h"

#include <QtGlobal>

namespace optoscope {

/// When and how a run of characters came, without the characters.
struct RunHead {
    Instant at; ///< start of the first character
    nanoseconds spacing{0};
    nanoseconds lateness{0};
    qint64 count = 0; ///< characters
    bool isSent = false;
    bool beginsRead = true;

    /// The end of the last stop bit.
    Instant end() const { return at + spacing * count; }
    friend bool operator==(const RunHead &, const RunHead &) = default;
};

} // namespace optoscope
