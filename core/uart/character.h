// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFlags>
#include <QList>

namespace optoscope {

/// What a UART says of one character besides its bits.
enum class CharacterFlag : quint8 {
    ParityError = 0x01,
    FramingError = 0x02, ///< The stop bit was space.
    Break = 0x04, ///< All bits and the stop bit were space.
    Overrun = 0x08, ///< Characters before this one were lost in the receiver.
};
Q_DECLARE_FLAGS(CharacterFlags, CharacterFlag)
Q_DECLARE_OPERATORS_FOR_FLAGS(CharacterFlags)

/// One character as it was on the wire: up to eight bits, a software-parity bit among them.
struct Character {
    quint8 wire = 0;
    CharacterFlags flags;

    bool isDamaged() const { return flags.toInt() != 0; }
    friend bool operator==(const Character &, const Character &) = default;
};

using Characters = QList<Character>;

/// Characters without flags from plain bytes.
Characters toCharacters(QByteArrayView bytes);

/// The wire bits, flags dropped, each masked by \a dataMask (0x7F for seven data bits).
QByteArray toBytes(const Characters &characters, quint8 dataMask = 0xFF);

} // namespace optoscope
