// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/logs/logitem.h"

namespace optoscope {

/// Takes a time off the beginning of \a line, with what separates it from the rest: a date and time
/// of day, a time of day, or seconds with at least three decimals; in brackets or not. Leaves the
/// line alone if it begins with none.
std::optional<LogStamp> takeStamp(QByteArrayView &line);

} // namespace optoscope
