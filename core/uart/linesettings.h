// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/characterformat.h"
#include "core/uart/instant.h"

#include <compare>

namespace optoscope {

/// Bits per second; 0 in a trace of recorded bytes whose speed nobody knows.
struct Baud {
    int value = 300;
    friend auto operator<=>(const Baud &, const Baud &) = default;
};

/// Who makes and checks the parity bit.
enum class ParityBy : quint8 {
    Software, ///< The port runs without parity; we make and check the bit as the eighth.
    Hardware, ///< The port does.
    None, ///< The link has no parity bit of its own (pty, raw TCP): plain characters go out; come
          ///< in with or without a correct parity bit.
};

/// How a line runs.
struct LineSettings {
    Baud baud;
    CharacterFormat format = format7E1; ///< of the line, as the meter sees it
    CharacterFormat portFormat = format8N1; ///< what the port itself runs
    ParityBy parity = ParityBy::Software;

    nanoseconds bitTime() const { return nanoseconds(std::chrono::seconds(1)) / baud.value; }
    /// From a start bit to the end of the last stop bit.
    nanoseconds characterTime() const
    {
        return nanoseconds(std::chrono::seconds(format.bitsOnWire())) / baud.value;
    }

    friend bool operator==(const LineSettings &, const LineSettings &) = default;
};

/// Settings whose parity is done in software where \a format allows it: the parity bit must fit
/// into the eight bits of the port (design §3), else hardware parity is used.
LineSettings withSoftwareParity(Baud baud, CharacterFormat format);
/// Settings whose parity is the port's own work.
LineSettings withHardwareParity(Baud baud, CharacterFormat format);
/// Settings for a link without a UART.
LineSettings withoutUart(Baud baud, CharacterFormat format);
/// Settings whose parity is made by \a parity.
LineSettings withParity(Baud baud, CharacterFormat format, ParityBy parity);

} // namespace optoscope
