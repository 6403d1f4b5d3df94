// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/character.h"
#include "core/uart/linesettings.h"
#include "core/uart/waveform.h"

#include <QVarLengthArray>

namespace optoscope {

/// One bit of a character as it stood on the line.
struct LineBit {
    enum class Kind : quint8 { Start, Data, Parity, Stop };

    Kind kind = Kind::Start;
    quint8 number = 0; ///< of a data bit, the least significant one is 0
    Level level = Level::Space;
    bool isWrong = false; ///< a wrong parity bit, a low stop bit, any bit of a break
    friend bool operator==(const LineBit &, const LineBit &) = default;
};

/// Start, data (least significant first), parity and stop bits.
using LineBits = QVarLengthArray<LineBit, 12>;

/// A stop bit that was low is drawn so until its last quarter, so that the next start bit has an
/// edge (as in core/uart/encoder.h).
inline constexpr double lowPartOfStopBit = 0.75;

/// What the port put on the line: with software parity its own format, in which our parity bit is
/// the last data bit.
CharacterFormat formatOnLine(const LineSettings &settings);
/// The bits of \a character, line errors as they were, parity bits from their settings.
LineBits lineBits(Character character, const LineSettings &settings);
/// How often the level changes, from the idle line to the idle line.
int edgeCount(Character character, const LineSettings &settings);

} // namespace optoscope
