// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace optoscope {

/// The value of a hexadecimal digit, -1 if it is none.
int hexDigit(char character);

/// A row of hexadecimal digits in a log, perhaps with its characters beside it.
struct HexRow {
    QByteArray bytes;
    qsizetype badColumn = -1; ///< from 0: what is neither digit nor separator; -1: nothing
    bool endsInHalf = false; ///< The last digit has no second one.

    bool isWhole() const { return badColumn < 0 && !endsInHalf && !bytes.isEmpty(); }
};

/// Reads digits in pairs with blanks, tabs, colons, commas, semicolons or dashes between them, with
/// or without `0x`. A column of their characters, behind a wider gap or a bar, is known by being
/// just that.
HexRow readHexRow(QByteArrayView row);

/// How text writes control characters.
struct WrittenNames {
    bool isLiteral = false; ///< a string of a program: `\\` and `\"` too
    bool hasCarets = false; ///< `^M`
};

/// What a written character stands for; nothing if \a text has none at \a at. \a length is told how
/// long it is.
std::optional<QByteArray> writtenAt(QByteArrayView text, qsizetype at, const WrittenNames &names,
                                    qsizetype &length);

/// What written characters a text has.
struct WrittenCount {
    qsizetype all = 0;
    qsizetype lineEnds = 0; ///< CR or LF among them
};
WrittenCount countWritten(QByteArrayView text, const WrittenNames &names);

/// Whether `^M`, `^B` and the like are control characters in \a text: some of them are there.
bool hasCarets(QByteArrayView text);

/// \a text with its written characters as bytes. What stands for a character that nobody wrote
/// down, as `<BCC>`, is left out.
QByteArray readWritten(QByteArrayView text, const WrittenNames &names);

} // namespace optoscope
