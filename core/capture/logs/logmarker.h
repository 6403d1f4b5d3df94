// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

namespace optoscope {

/// Who sent the bytes of a line, as the line says it.
struct LogMarker {
    bool bySender = false;
    bool isArrow = false; ///< Some draw arrows the other way round.
};

/// Takes a word or an arrow that says who sent what follows off the beginning of \a line, with a
/// count of bytes behind it: `TX`, `[RX] -`, `Sent 5 bytes:`, `>>`, `<-`. Leaves the line alone if
/// it begins with none.
std::optional<LogMarker> takeMarker(QByteArrayView &line);

/// Takes `[D][uart:114]:` and the like off the beginning of \a line: what programs write between
/// the time and the words.
void skipTags(QByteArrayView &line);

} // namespace optoscope
