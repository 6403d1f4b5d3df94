// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/character.h"

namespace optoscope {

/// Undoes the PARMRK coding of a POSIX terminal: `FF 00 x` is x with a parity or framing error,
/// `FF 00 00` a break, `FF FF` a real FF (reference capture.md §2). Escapes may be cut anywhere.
class ParmrkDecoder
{
public:
    Characters decode(QByteArrayView bytes);
    /// Forgets a half escape, for a port that was closed in between.
    void reset() { m_state = State::Plain; }

private:
    enum class State { Plain, Marked, Error };

    void decodeByte(quint8 byte, Characters &characters);

    State m_state = State::Plain;
};

} // namespace optoscope
