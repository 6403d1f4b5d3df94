// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace optoscope {

enum class Parity : quint8 { None, Even, Odd, Mark, Space };

/// Data bits, parity and stop bits of a character, written as in "7E1".
struct CharacterFormat {
    int dataBits = 8; ///< 5 to 8
    Parity parity = Parity::None;
    int stopBits = 1; ///< 1 or 2

    /// Reads "7E1", "8N1" …, in either case; nothing for anything else.
    static std::optional<CharacterFormat> fromText(QStringView text);
    QString toText() const;

    /// Bits of one character on the wire, start and stop bits among them.
    int bitsOnWire() const { return 1 + dataBits + (parity == Parity::None ? 0 : 1) + stopBits; }
    /// Ones where a data bit is.
    quint8 dataMask() const { return static_cast<quint8>((1 << dataBits) - 1); }

    friend bool operator==(const CharacterFormat &, const CharacterFormat &) = default;
};

inline constexpr CharacterFormat format7E1{7, Parity::Even, 1};
inline constexpr CharacterFormat format8N1{8, Parity::None, 1};

} // namespace optoscope
