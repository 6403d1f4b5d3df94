// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/driverreport.h"

#include <QSerialPort>

#include <optional>
#include <utility>

/// What a terminal device tells and does beyond QSerialPort (reference capture.md §2). Every
/// function is for an open port's handle; where the system or the driver cannot do it, the answer
/// is nothing or false.
namespace optoscope::terminal {

using Handle = decltype(std::declval<QSerialPort>().handle());

/// A pseudo terminal: it has no UART (design §3).
bool isPseudoTerminal(Handle handle);
/// Has damaged characters and breaks marked in the stream. To be called after every setter of
/// QSerialPort, which undo it.
bool markErrors(Handle handle);
std::optional<DriverState> state(Handle handle);
std::optional<DriverCounters> counters(Handle handle);
/// The driver hands characters over at once instead of waiting for more; nothing where it has no
/// such setting.
std::optional<bool> lowLatency(Handle handle);
bool setLowLatency(Handle handle, bool on);
/// Characters in the driver's output queue.
std::optional<int> outputQueue(Handle handle);
void dropInput(Handle handle);
void dropOutput(Handle handle);
/// The line was hung up: the device is gone or its other side was closed.
bool isHungUp(Handle handle);

} // namespace optoscope::terminal
