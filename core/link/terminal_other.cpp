// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/terminal.h"

// Systems other than Linux: QSerialPort tells what it tells, the rest is "not reported".
namespace optoscope::terminal {

bool isPseudoTerminal(Handle)
{
    return false;
}
bool markErrors(Handle)
{
    return false;
}
std::optional<DriverState> state(Handle)
{
    return {};
}
std::optional<DriverCounters> counters(Handle)
{
    return {};
}
std::optional<bool> lowLatency(Handle)
{
    return {};
}
bool setLowLatency(Handle, bool)
{
    return false;
}
std::optional<int> outputQueue(Handle)
{
    return {};
}
void dropInput(Handle) {}
void dropOutput(Handle) {}
bool isHungUp(Handle)
{
    return false;
}

} // namespace optoscope::terminal
