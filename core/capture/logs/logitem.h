// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/hextext.h"
#include "core/uart/linesettings.h"

#include <QString>

#include <optional>
#include <variant>

namespace optoscope {

/// A time as a line of a log has it.
struct LogStamp {
    enum class Kind : quint8 {
        Elapsed, ///< since a beginning that only the log knows
        TimeOfDay, ///< since midnight
        Moment, ///< since 1970, UTC
    };
    Kind kind = Kind::Elapsed;
    nanoseconds value{0};

    friend bool operator==(const LogStamp &, const LogStamp &) = default;
};

/// One thing that a log tells: bytes, how the line ran from then on, or words.
struct LogItem {
    std::optional<LogStamp> stamp;
    std::variant<DirectedBytes, LineSettings, QString> what;
};

} // namespace optoscope
