// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/traceentry.h"

#include <QByteArray>

#include <optional>

namespace optoscope {

/// What \a entry says, but its time, as bytes; not for runs of characters.
QByteArray encodeWhat(const TraceEntry &entry);
/// The same read again; nothing if the bytes are damaged or of a newer version. \a shift is added
/// to every time in it.
std::optional<decltype(TraceEntry::what)> decodeWhat(QByteArrayView bytes, nanoseconds shift);

QByteArray encodeSettings(const LineSettings &settings);
std::optional<LineSettings> decodeSettings(QByteArrayView bytes);

} // namespace optoscope
