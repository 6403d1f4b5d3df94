// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/knowledgetexts.h"
#include "ui/texts/texts.h"
#include "ui/texts/words.h"

namespace optoscope::texts {

QString adapterLimitText(AdapterLimit limit)
{
    switch (limit) {
    case AdapterLimit::noParity:
        return Words::tr("It sends no parity bit, even when one was asked for.");
    case AdapterLimit::noLineErrors:
        return Words::tr("It tells of no parity error, framing error or break.");
    case AdapterLimit::noIcount: return Words::tr("Its driver does not count line errors.");
    case AdapterLimit::lineErrorsNeedInpck:
        return Words::tr("It tells of line errors only when asked to.");
    case AdapterLimit::errorsPerPacket:
        return Words::tr("It tells of line errors once for several characters, not for each.");
    case AdapterLimit::noBreak: return Words::tr("It cannot send a break.");
    case AdapterLimit::fakeBreak:
        return Words::tr(
            "Some of these chips cannot send a break: a slow NUL goes out instead, and "
            "what comes in meanwhile is damaged.");
    case AdapterLimit::eightBitsOnly: return Words::tr("It has eight data bits only.");
    case AdapterLimit::minimumBaud2400:
        return Words::tr("One of its two ports cannot be slower than 2400 baud; a sign-on needs "
                         "300.");
    case AdapterLimit::latency16ms:
        return Words::tr("It keeps what it heard for 16 ms unless it is told otherwise.");
    case AdapterLimit::clonesIgnoreSettings:
        return Words::tr("There are copies of this chip that always run at 8N1, whatever is set.");
    case AdapterLimit::clonesWithoutErrors:
        return Words::tr("There are copies of this chip that tell of no line errors.");
    case AdapterLimit::clonesRefused:
        return Words::tr(
            "The maker's driver for Windows refuses copies of this chip and the oldest "
            "kinds (\"Code 10\").");
    case AdapterLimit::clockFollowsCore:
        return Words::tr("Its baud changes with the clock of the processor.");
    case AdapterLimit::needsNewKernel: return Words::tr("Old Linux kernels do not know it.");
    case AdapterLimit::claimedByBrltty:
        return Words::tr(
            "The program brltty before version 6.5 takes it for a Braille display: its "
            "port appears and vanishes.");
    case AdapterLimit::firmwareDecides:
        return Words::tr("What it can do depends on the program that runs in it.");
    }
    return {};
}

QString adapterCureText(AdapterCure cure, const QString &port)
{
    switch (cure) {
    case AdapterCure::softwareParity:
        return Words::tr("Optoscope makes and checks the parity bit itself. Leave the parity on "
                         "\"auto\" or \"software\".");
    case AdapterCure::otherUart:
        return Words::tr("On a Raspberry Pi put the better UART on the pins: dtoverlay=disable-bt "
                         "in config.txt, start again, then use /dev/ttyAMA0.");
    case AdapterCure::fixCoreClock:
        return Words::tr("On a Raspberry Pi keep the clock still: enable_uart=1 in config.txt; if "
                         "that does not help, a fixed core_freq too.");
    case AdapterCure::setLatencyTimer:
        return Words::tr("Set its latency timer to 1 ms: on Linux \"echo 1 | sudo tee "
                         "/sys/bus/usb-serial/devices/%1/latency_timer\", on Windows in the device "
                         "manager, port settings, advanced.")
            .arg(visibleText(QStringView(port.isEmpty() ? Words::tr("PORT") : port)));
    case AdapterCure::setInpck: return Words::tr("Optoscope asks it to.");
    case AdapterCure::useOtherPortOfChip:
        return Words::tr("If it does not answer at 300 baud, use the other port of the same "
                         "adapter.");
    case AdapterCure::useOtherAdapter: return Words::tr("If in doubt, use another adapter.");
    case AdapterCure::updateKernel: return Words::tr("Update the system to a newer kernel.");
    case AdapterCure::sendNulsForBreak:
        return Words::tr("Optoscope sends NUL characters where light is needed, not a break.");
    case AdapterCure::removeBrltty:
        return Words::tr("Update brltty, or remove it if nobody uses a Braille display: \"sudo apt "
                         "remove brltty\". Then plug the adapter in again.");
    case AdapterCure::vendorDriver: return Words::tr("Install the maker's driver.");
    }
    return {};
}

} // namespace optoscope::texts
