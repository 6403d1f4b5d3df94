// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recognise/lineclass.h"

#include <QByteArray>

namespace optoscope {

/// A protocol that was found in characters, and how sure that is.
struct ProtocolMark {
    LineClass lineClass = LineClass::unknown;
    double confidence = 0;
};

/// Which protocol \a wire holds: eight bits a character, seven and their parity bit where the line
/// runs so; nothing if none is found. Marks: protocol.md "What else an optical head may hear".
std::optional<ProtocolMark> findProtocol(const QByteArray &wire);

} // namespace optoscope
