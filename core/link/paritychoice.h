// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/linesettings.h"

namespace optoscope {

/// Who makes the parity bit on a port that is a UART. Automatic is software on a serial port and
/// plain characters on raw TCP (design §3).
enum class ParityChoice : quint8 { Automatic, Software, Hardware };

/// What a choice means for a UART.
constexpr ParityBy uartParity(ParityChoice choice)
{
    return choice == ParityChoice::Hardware ? ParityBy::Hardware : ParityBy::Software;
}

} // namespace optoscope
