// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/importerror.h"

#include <QByteArray>
#include <QList>

#include <variant>

namespace optoscope {

/// Bytes that one side sent in one go.
struct DirectedBytes {
    bool bySender = false; ///< by the side that asks (TX); else by the meter
    QByteArray bytes;
    friend bool operator==(const DirectedBytes &, const DirectedBytes &) = default;
};

/// Reads hexadecimal digits with any white space. A line that begins with TX or RX says who sent
/// its bytes; those of other lines are the meter's.
std::variant<QList<DirectedBytes>, ImportError> parseHexText(QByteArrayView text);

/// Whether \a text can only be meant as hexadecimal digits: nothing else in it, and either lines
/// that begin with TX or RX or at least sixteen digits.
bool looksLikeHexText(QByteArrayView text);

} // namespace optoscope
