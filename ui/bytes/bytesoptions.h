// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/message.h"
#include "ui/bytes/tracerows.h"

namespace optoscope {

/// Which times the rows show.
enum class TimeColumn : quint8 {
    SinceStart, ///< of the session
    Clock, ///< on this machine's clock
    SinceLast, ///< since the row before began
};

/// How the bytes are shown, as the person chose it last.
struct BytesOptions {
    RowLayout layout = RowLayout::Lines;
    TimeColumn time = TimeColumn::SinceStart;
    bool messages = true; ///< heads of messages stand above their bytes
    bool reads = false; ///< where a read of the port begins
    bool lateness = false; ///< how much later than on the wire the times may be
    friend bool operator==(const BytesOptions &, const BytesOptions &) = default;
};

/// A bit of \a kind in RowFilter::kinds.
constexpr quint32 kindBit(MessageKind kind)
{
    return quint32(1) << static_cast<int>(kind);
}

/// Which rows are shown.
struct RowFilter {
    static constexpr quint32 allKinds = (kindBit(MessageKind::wakeUp) << 1) - 1;

    bool sent = true;
    bool received = true;
    bool errorsOnly = false; ///< damaged characters, wrong checks, findings of some weight
    quint32 kinds = allKinds; ///< of messages

    bool isEverything() const { return *this == RowFilter(); }
    friend bool operator==(const RowFilter &, const RowFilter &) = default;
};

} // namespace optoscope
