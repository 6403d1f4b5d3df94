// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/terminal.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

// termios2 knows every baud as a number; its header does not go together with <termios.h>.
#include <asm/termbits.h>
#include <linux/serial.h>
#include <linux/tty_flags.h>

namespace optoscope::terminal {

namespace {

std::optional<termios2> read(Handle handle)
{
    termios2 settings{};
    if (::ioctl(handle, TCGETS2, &settings) != 0)
        return {};
    return settings;
}

int dataBits(tcflag_t flags)
{
    switch (flags & CSIZE) {
    case CS5: return 5;
    case CS6: return 6;
    case CS7: return 7;
    default: return 8;
    }
}

Parity parity(tcflag_t flags)
{
    if (!(flags & PARENB))
        return Parity::None;
    if (flags & CMSPAR)
        return flags & PARODD ? Parity::Mark : Parity::Space;
    return flags & PARODD ? Parity::Odd : Parity::Even;
}

} // namespace

bool isPseudoTerminal(Handle handle)
{
    // Major numbers of UNIX98 slaves, Documentation/admin-guide/devices.txt of the kernel.
    constexpr unsigned first = 136;
    constexpr unsigned last = 143;
    struct stat status {
    };
    if (::fstat(handle, &status) != 0)
        return false;
    const unsigned number = major(status.st_rdev);
    return number >= first && number <= last;
}

bool markErrors(Handle handle)
{
    auto settings = read(handle);
    if (!settings)
        return false;
    const tcflag_t wanted =
        (settings->c_iflag | INPCK | PARMRK) & ~tcflag_t(IGNPAR | IGNBRK | BRKINT | ISTRIP);
    if (settings->c_iflag == wanted)
        return true;
    settings->c_iflag = wanted;
    return ::ioctl(handle, TCSETS2, &*settings) == 0;
}

std::optional<DriverState> state(Handle handle)
{
    const auto settings = read(handle);
    if (!settings)
        return {};
    const CharacterFormat format{dataBits(settings->c_cflag), parity(settings->c_cflag),
                                 settings->c_cflag & CSTOPB ? 2 : 1};
    constexpr tcflag_t marking = INPCK | PARMRK;
    const bool marks = (settings->c_iflag & (marking | IGNPAR)) == marking;
    return DriverState{static_cast<int>(settings->c_ospeed), format, marks};
}

std::optional<DriverCounters> counters(Handle handle)
{
    serial_icounter_struct raw{};
    if (::ioctl(handle, TIOCGICOUNT, &raw) != 0)
        return {};
    return DriverCounters{raw.cts + raw.dsr + raw.rng + raw.dcd, raw.frame, raw.parity,
                          raw.overrun + raw.buf_overrun};
}

std::optional<bool> lowLatency(Handle handle)
{
    serial_struct serial{};
    if (::ioctl(handle, TIOCGSERIAL, &serial) != 0)
        return {};
    return (serial.flags & ASYNC_LOW_LATENCY) != 0;
}

bool setLowLatency(Handle handle, bool on)
{
    serial_struct serial{};
    if (::ioctl(handle, TIOCGSERIAL, &serial) != 0)
        return false;
    constexpr int flag = ASYNC_LOW_LATENCY;
    serial.flags = on ? serial.flags | flag : serial.flags & ~flag;
    return ::ioctl(handle, TIOCSSERIAL, &serial) == 0;
}

std::optional<int> outputQueue(Handle handle)
{
    int count = 0;
    if (::ioctl(handle, TIOCOUTQ, &count) != 0)
        return {};
    return count;
}

void dropInput(Handle handle)
{
    ::ioctl(handle, TCFLSH, TCIFLUSH);
}

void dropOutput(Handle handle)
{
    ::ioctl(handle, TCFLSH, TCOFLUSH);
}

bool isHungUp(Handle handle)
{
    pollfd status{handle, 0, 0};
    return ::poll(&status, 1, 0) > 0 && (status.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

} // namespace optoscope::terminal
