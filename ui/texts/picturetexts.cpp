// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/picturetexts.h"

#include "ui/texts/words.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace optoscope::texts {
namespace {

struct Row {
    const char *name;
    const char *title;
    const char *description;
};

constexpr std::array rows{
    Row{"inventory", QT_TRANSLATE_NOOP("Words", "Probe and computer"),
        QT_TRANSLATE_NOOP("Words",
                          "A computer with a serial port, and a probe on its cable. In question "
                          "are the port and the adapter in the cable.")},
    Row{"bridge-pi-header", QT_TRANSLATE_NOOP("Words", "Bridge on a Raspberry Pi"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The 40-pin header of a Raspberry Pi from above. A jumper joins pin 8 (TX) and pin 10 "
            "(RX). Pins 2 and 4 (5 V) and pin 1 (3.3 V) are marked: keep away from them.")},
    Row{"bridge-usb-adapter", QT_TRANSLATE_NOOP("Words", "Bridge on a USB adapter"),
        QT_TRANSLATE_NOOP("Words",
                          "A USB adapter with four pins. A wire joins TX and RX. GND stays free, "
                          "and VCC is marked: keep away from it.")},
    Row{"remove-bridge", QT_TRANSLATE_NOOP("Words", "Remove the bridge"),
        QT_TRANSLATE_NOOP("Words", "A hand pulls the jumper off TX and RX. All pins are free.")},
    Row{"ground-rx", QT_TRANSLATE_NOOP("Words", "RX to GND"),
        QT_TRANSLATE_NOOP("Words",
                          "A wire joins RX and GND for one second. A wire from RX to 3.3 V is "
                          "crossed out with a warning.")},
    Row{"swap-wires", QT_TRANSLATE_NOOP("Words", "Swap two wires"),
        QT_TRANSLATE_NOOP("Words",
                          "The probe's wires on the pins of the port. The wires on TX and RX have "
                          "changed places; those on 3.3 V and GND stay.")},
    Row{"plug-in-and-cover", QT_TRANSLATE_NOOP("Words", "Plug in, cover both windows"),
        QT_TRANSLATE_NOOP("Words",
                          "The probe's cable is plugged into the computer. A finger presses black "
                          "tape over both windows of the probe's face.")},
    Row{"uncover", QT_TRANSLATE_NOOP("Words", "Uncover the windows"),
        QT_TRANSLATE_NOOP("Words",
                          "A hand takes the tape off the probe's face. Both windows are open to "
                          "the light of the room.")},
    Row{"check-camera", QT_TRANSLATE_NOOP("Words", "Check the camera"),
        QT_TRANSLATE_NOOP(
            "Words",
            "One hand presses a button of a TV remote. The other holds a phone whose camera looks "
            "at the remote's front: on the screen its LED shines violet-white.")},
    Row{"watch-led", QT_TRANSLATE_NOOP("Words", "Watch the probe's LED"),
        QT_TRANSLATE_NOOP("Words",
                          "A hand holds a phone whose camera looks at the two windows of the "
                          "probe's face: on the screen one of them shines violet-white.")},
    Row{"led-dark", QT_TRANSLATE_NOOP("Words", "The LED stays dark"),
        QT_TRANSLATE_NOOP("Words",
                          "A camera's screen with the two windows of the probe or the meter. Both "
                          "are dark, all the time.")},
    Row{"led-flashing", QT_TRANSLATE_NOOP("Words", "The LED flashes"),
        QT_TRANSLATE_NOOP("Words",
                          "A camera's screen with the two windows of the probe or the meter. One "
                          "of them is by turns bright and dark.")},
    Row{"led-steady", QT_TRANSLATE_NOOP("Words", "The LED shines steadily"),
        QT_TRANSLATE_NOOP("Words",
                          "A camera's screen with the two windows of the probe or the meter. One "
                          "of them is bright, all the time.")},
    Row{"remote-near", QT_TRANSLATE_NOOP("Words", "TV remote at 2 cm"),
        QT_TRANSLATE_NOOP("Words",
                          "A hand holds a TV remote 2 cm in front of the probe's windows and "
                          "presses a button three times.")},
    Row{"remote-far", QT_TRANSLATE_NOOP("Words", "TV remote at 10 cm"),
        QT_TRANSLATE_NOOP("Words",
                          "A hand holds a TV remote 10 cm in front of the probe's windows and "
                          "presses a button three times.")},
    Row{"remote-while-sending", QT_TRANSLATE_NOOP("Words", "TV remote while the probe sends"),
        QT_TRANSLATE_NOOP("Words",
                          "A hand presses a button of a TV remote 2 cm in front of the probe, "
                          "while the computer sends and the probe's LED shines as well.")},
    Row{"sun-cover-uncover", QT_TRANSLATE_NOOP("Words", "Sun: cover and uncover"),
        QT_TRANSLATE_NOOP("Words",
                          "The probe lies with its windows towards the sun or a halogen lamp. A "
                          "flat hand covers and uncovers them three times.")},
    Row{"mirror-10mm", QT_TRANSLATE_NOOP("Words", "Mirror at 10 mm"),
        QT_TRANSLATE_NOOP("Words",
                          "A hand holds the probe with its windows 10 mm above a mirror or glossy "
                          "white paper. The light of the LED comes back to the receiver.")},
    Row{"mirror-4mm", QT_TRANSLATE_NOOP("Words", "Mirror at 4 mm"),
        QT_TRANSLATE_NOOP("Words",
                          "A hand holds the probe with its windows 4 mm above a mirror or glossy "
                          "white paper. The light of the LED comes back to the receiver.")},
    Row{"tape-receiver", QT_TRANSLATE_NOOP("Words", "Tape over the receiver"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The probe's face with the cable down. A finger presses black tape over the receiver's "
            "window (RX) only; the transmitter's window (TX) stays open and shines.")},
    Row{"place-on-meter", QT_TRANSLATE_NOOP("Words", "Probe onto the meter"),
        QT_TRANSLATE_NOOP("Words",
                          "A hand puts the probe onto the round steel ring of the meter's optical "
                          "port, cable down. Seen from the front, the meter's receiver (RX) is on "
                          "the left and its transmitter (TX) on the right.")},
    Row{"watch-meter-led", QT_TRANSLATE_NOOP("Words", "Watch the meter's LED"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The probe is moved to the left, so that the right window of the meter's port can be "
            "seen. A phone's camera looks at it: on the screen it shines violet-white.")},
    Row{"rotate-probe", QT_TRANSLATE_NOOP("Words", "Rotate the probe"),
        QT_TRANSLATE_NOOP("Words",
                          "The probe on the meter is turned clockwise by 90 degrees: its cable, "
                          "which hung down, points to the left.")},
    Row{"meter-display", QT_TRANSLATE_NOOP("Words", "Wake the meter's display"),
        QT_TRANSLATE_NOOP("Words",
                          "A finger presses the button of the meter. A torch flashes at its "
                          "optical port to enter the PIN, which the display shows.")},
    Row{"second-probe", QT_TRANSLATE_NOOP("Words", "Two probes face to face"),
        QT_TRANSLATE_NOOP("Words",
                          "Two probes 5 mm apart, face to face, both cables down. The transmitter "
                          "of each looks at the receiver of the other.")},
    Row{"chain-port", QT_TRANSLATE_NOOP("Words", "Port"), QT_TRANSLATE_NOOP("Words", "A plug.")},
    Row{"chain-wires", QT_TRANSLATE_NOOP("Words", "Wires"),
        QT_TRANSLATE_NOOP("Words", "Two wires.")},
    Row{"chain-led", QT_TRANSLATE_NOOP("Words", "LED"),
        QT_TRANSLATE_NOOP("Words", "An LED that shines.")},
    Row{"chain-light", QT_TRANSLATE_NOOP("Words", "Light"),
        QT_TRANSLATE_NOOP("Words", "Waves of light.")},
    Row{"chain-receiver", QT_TRANSLATE_NOOP("Words", "Receiver"),
        QT_TRANSLATE_NOOP("Words", "A light sensor.")},
    Row{"chain-meter", QT_TRANSLATE_NOOP("Words", "Meter"),
        QT_TRANSLATE_NOOP("Words", "An electricity meter.")},
};

} // namespace

QStringList pictureNames()
{
    QStringList names;
    for (const Row &row : rows)
        names += QLatin1String(row.name);
    return names;
}

PictureText pictureText(const QString &name)
{
    const auto row = std::ranges::find_if(
        rows, [&name](const Row &candidate) { return name == QLatin1String(candidate.name); });
    if (row == rows.end())
        return {};
    return {Words::tr(row->title), Words::tr(row->description)};
}

QStringList picturesOf(PersonAction action)
{
    switch (action) {
    case PersonAction::unplugAndBridge: return {u"bridge-usb-adapter"_qs, u"bridge-pi-header"_qs};
    case PersonAction::removeBridge:
    case PersonAction::unplug: return {u"remove-bridge"_qs};
    case PersonAction::groundReceiver: return {u"ground-rx"_qs};
    case PersonAction::plugInAndCover: return {u"plug-in-and-cover"_qs};
    case PersonAction::uncover: return {u"uncover"_qs};
    case PersonAction::checkCamera: return {u"check-camera"_qs};
    case PersonAction::watchLed:
    case PersonAction::tellLed: return {u"watch-led"_qs};
    case PersonAction::swapWires: return {u"swap-wires"_qs};
    case PersonAction::remoteNear: return {u"remote-near"_qs};
    case PersonAction::remoteFar: return {u"remote-far"_qs};
    case PersonAction::sunThrice: return {u"sun-cover-uncover"_qs};
    case PersonAction::remoteWhileSending: return {u"remote-while-sending"_qs};
    case PersonAction::mirrorFar: return {u"mirror-10mm"_qs};
    case PersonAction::mirrorNear: return {u"mirror-4mm"_qs};
    case PersonAction::tapeReceiver: return {u"tape-receiver"_qs};
    case PersonAction::placeOnMeter: return {u"place-on-meter"_qs};
    case PersonAction::watchMeterLed:
    case PersonAction::tellMeterLed: return {u"watch-meter-led"_qs};
    case PersonAction::rotateQuarter: return {u"rotate-probe"_qs};
    case PersonAction::wakeDisplay: return {u"meter-display"_qs};
    case PersonAction::faceSecondProbe: return {u"second-probe"_qs};
    case PersonAction::chooseStep: return {u"inventory"_qs};
    }
    return {};
}

QString pictureOf(PersonReply reply)
{
    switch (reply) {
    case PersonReply::seen: return u"led-flashing"_qs;
    case PersonReply::notSeen: return u"led-dark"_qs;
    case PersonReply::seenInIdle: return u"led-steady"_qs;
    case PersonReply::done:
    case PersonReply::cannot:
    case PersonReply::unsure:
    case PersonReply::runStep:
    case PersonReply::finish: break;
    }
    return {};
}

} // namespace optoscope::texts
