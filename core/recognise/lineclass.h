// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/linesettings.h"

#include <QObject>

#include <optional>

namespace optoscope {

namespace LineClassNames {
Q_NAMESPACE
/// What is heard on a line (design §6). The names are those of the JSON.
enum class LineClass : quint8 {
    silence,
    exactEcho,
    damagedEcho, ///< At least one character of the echo differs.
    invertedEcho,
    singleBreak, ///< one break and nothing more: a saturated receiver (signatures.md §8)
    lampFlicker, ///< regular events at a lamp's frequency (§4)
    lightNoise, ///< single pulses of light, thermometer characters (§3, §5, §6, §11)
    parityBitsLeft, ///< 7E1 read as 8N1 (§0)
    wrongBaud,
    iec62056,
    sml,
    hdlc,
    dsmr,
    mbus,
    unknown,
};
Q_ENUM_NS(LineClass)
} // namespace LineClassNames
using LineClassNames::LineClass;

/// The class as JSON writes it.
QString lineClassName(LineClass lineClass);

/// A meter speaks, but not IEC 62056-21.
bool isOtherProtocol(LineClass lineClass);

/// What a line carries, how sure that is, and how the line ran. A wrong baud's `baud` is that of
/// the sender, nothing if it cannot be told; parity bits left in give the sender's format.
struct LineVerdict {
    LineClass lineClass = LineClass::unknown;
    std::optional<double> confidence; ///< 0 to 1
    std::optional<Baud> baud;
    std::optional<CharacterFormat> format;
};

} // namespace optoscope
