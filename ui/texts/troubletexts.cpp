// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/troubletexts.h"

#include "ui/texts/texts.h"
#include "ui/texts/words.h"

using namespace Qt::StringLiterals;

namespace optoscope::texts {

namespace {

PortTroubleText rightsText(PortTroubleId id, const QString &group)
{
    if (id == PortTroubleId::groupNotInSession)
        return {Words::tr("You are in the group %1, which may use it, but your session began "
                          "before that.")
                    .arg(group),
                Words::tr("Log out and in again (or start the computer again).")};
    if (group.isEmpty())
        return {Words::tr("You have no rights to use it, and no group has them."),
                Words::tr("Give them to everybody until it is unplugged with `sudo chmod a+rw "
                          "DEVICE`, or have a udev rule do it.")};
    return {Words::tr("You have no rights to use it; the group %1 has.").arg(group),
            Words::tr("Give them to yourself with `sudo usermod -aG %1 $USER`, then log out and in "
                      "again.")
                .arg(group)};
}

/// "minicom (process 811)" of "minicom 811".
QString holderText(const QString &detail)
{
    const QString program = detail.section(u' ', 0, -2);
    const QString number = detail.section(u' ', -1);
    return program.isEmpty() ? Words::tr("the process %1").arg(number)
                             : Words::tr("%1 (process %2)").arg(program, number);
}

/// What the system itself does with a port.
PortTroubleText systemText(PortTroubleId id, const QString &name)
{
    switch (id) {
    case PortTroubleId::systemConsole:
        return {Words::tr("The system writes its messages to it, so the probe's LED sends them."),
                Words::tr("Take console=%1 out of the boot options (on a Raspberry Pi: "
                          "raspi-config, serial port, no login shell), then start the computer "
                          "again.")
                    .arg(name)};
    case PortTroubleId::loginPrompt:
        return {Words::tr("The system waits there for somebody to log in, and answers what the "
                          "probe hears."),
                Words::tr("Switch it off with `sudo systemctl mask --now serial-getty@%1` (on a "
                          "Raspberry Pi: raspi-config, serial port, no login shell).")
                    .arg(name)};
    case PortTroubleId::modemManager:
        return {Words::tr("ModemManager runs and may send to it in the first seconds after it was "
                          "plugged in, to find out whether it is a modem."),
                Words::tr("Wait half a minute after plugging in, have udev set "
                          "ID_MM_DEVICE_IGNORE=1 for it, or remove ModemManager if you have no "
                          "modem.")};
    case PortTroubleId::autosuspend:
        return {Words::tr("The system may switch the adapter off while it is idle, and the probe "
                          "with it."),
                Words::tr("Write \"on\" to power/control of the USB device, or take it off the "
                          "list of your power saver (such as TLP).")};
    default: return {};
    }
}

} // namespace

PortTroubleText portTroubleText(const PortTrouble &trouble)
{
    const QString detail = visibleText(QStringView(trouble.detail));
    const QString name = visibleText(QStringView(trouble.port)).section(u'/', -1);
    switch (trouble.id) {
    case PortTroubleId::noRights:
    case PortTroubleId::groupNotInSession: {
        PortTroubleText words = rightsText(trouble.id, detail);
        words.cure.replace(u"DEVICE"_qs, visibleText(QStringView(trouble.port)));
        return words;
    }
    case PortTroubleId::heldByProgram:
        return {Words::tr("It is in use by %1.").arg(holderText(detail)),
                Words::tr("Close that program.")};
    case PortTroubleId::systemConsole:
    case PortTroubleId::loginPrompt:
    case PortTroubleId::modemManager:
    case PortTroubleId::autosuspend: return systemText(trouble.id, name);
    case PortTroubleId::takenByBrltty:
        return {Words::tr("The adapter %1 is plugged in but has no port: brltty, a program for "
                          "Braille displays, takes it for one.")
                    .arg(detail),
                Words::tr("If you use no Braille display, remove brltty (`sudo apt remove "
                          "brltty`), then plug the adapter in again.")};
    case PortTroubleId::adapterWithoutPort:
        return {Words::tr("The adapter %1 is plugged in but has no port: no driver took it.")
                    .arg(detail),
                Words::tr("Plug it in again and see what `sudo dmesg` says; the driver may be "
                          "missing from this kernel.")};
    case PortTroubleId::miniUart:
        return {Words::tr("This is the mini-UART of a Raspberry Pi: no parity bit, no line errors, "
                          "and its speed follows the processor's clock."),
                Words::tr(
                    "Leave parity on automatic, then Optoscope makes it, and set enable_uart=1 in "
                    "config.txt; or give the pins the full UART with "
                    "dtoverlay=disable-bt.")};
    case PortTroubleId::longLatency:
        return {Words::tr("The adapter keeps what it heard for up to %1, so times are that vague.")
                    .arg(durationText(std::chrono::milliseconds(qRound64(trouble.value)))),
                Words::tr("Optoscope asks for less while it uses it. For other programs: `echo 1 | "
                          "sudo tee /sys/class/tty/%1/device/latency_timer`.")
                    .arg(name)};
    }
    return {};
}

} // namespace optoscope::texts
