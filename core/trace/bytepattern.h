// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringView>

#include <variant>

namespace optoscope {

/// One place of a pattern: fits a byte whose bits in `mask` are those of `value`.
struct PatternByte {
    quint8 value = 0;
    quint8 mask = 0xFF;
    bool fits(quint8 byte) const { return (byte & mask) == value; }
    friend bool operator==(const PatternByte &, const PatternByte &) = default;
};

using BytePattern = QList<PatternByte>;

/// Why something is not a pattern, and where in the text.
struct PatternError {
    enum class Kind : quint8 {
        Empty,
        TooLong, ///< more than mostPatternBytes
        NotHex, ///< neither a hexadecimal digit nor `?`
        HalfByte, ///< a digit without its neighbour
        NotAByte, ///< a letter beyond ISO 8859-1: no character of a line
    };
    Kind kind = Kind::Empty;
    qsizetype position = 0;
    friend bool operator==(const PatternError &, const PatternError &) = default;
};

inline constexpr qsizetype mostPatternBytes = 256;

/// `2F ?? 21`, `2?`, `2f3F21`: bytes of two digits, a `?` fits any digit, spaces between bytes.
std::variant<BytePattern, PatternError> patternFromHex(QStringView text);
/// The letters as they are; of ASCII letters the case counts if \a cases says so.
std::variant<BytePattern, PatternError> patternFromText(QStringView text,
                                                        Qt::CaseSensitivity cases);

} // namespace optoscope
