// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QObject>

namespace optoscope {

namespace PersonNames {
Q_NAMESPACE

/// The steps of the self-test (reference probe.md §4, design §4). The names are those of JSON and
/// of the command line.
enum class TestStep : quint8 {
    none, ///< not in a self-test: evidence of an ordinary trace
    W0, ///< inventory of this machine
    W1, ///< what the port can do
    W2, ///< loopback at the pins
    W2b, ///< open input, input at ground
    W3, ///< dark baseline
    W3b, ///< room light
    W4, ///< the transmitter through a camera
    W4b, ///< wires swapped, looked at again
    W5, ///< the receiver under a remote and the sun
    W5b, ///< a remote while the port sends
    W6, ///< optical echo
    W7, ///< crosstalk with the receiver taped
    W8, ///< on the meter
    W9, ///< rotations, and how the meter may want to be spoken to
    W10, ///< a second probe face to face
};
Q_ENUM_NS(TestStep)

/// What a session asks of the person at the probe (design §4, "The virtual person per step").
enum class PersonAction : quint8 {
    unplugAndBridge, ///< unplug the probe, bridge the port's TX and RX
    removeBridge,
    unplug, ///< nothing at the port: before the probe is plugged in again
    groundReceiver, ///< RX to ground for a second
    plugInAndCover, ///< plug the probe in while the port stays open, cover both windows
    uncover,
    checkCamera, ///< does the camera show a remote's light?
    watchLed, ///< get ready to look at the probe's diode through the camera
    tellLed, ///< what did it show since?
    swapWires, ///< TX with RX, at the probe's plug; the second time it is as before
    remoteNear, ///< three presses of a TV remote 20 mm before the windows
    remoteFar, ///< the same at 100 mm
    sunThrice, ///< the windows to the sun or a halogen lamp, covered and uncovered three times
    remoteWhileSending, ///< a remote at 20 mm while the port sends
    mirrorFar, ///< a mirror 10 mm before the windows
    mirrorNear, ///< the same at 4 mm
    tapeReceiver, ///< opaque tape over the receiver's window; the mirror stays away
    placeOnMeter, ///< as one reads the meter
    watchMeterLed, ///< get ready to look at the meter's diode through the camera
    tellMeterLed, ///< did it flash since?
    rotateQuarter, ///< the probe on the meter by a quarter turn
    wakeDisplay, ///< the meter's display on, its PIN if known
    faceSecondProbe, ///< a second probe before the first, windows to windows, 5 mm apart
    chooseStep, ///< which step is next? Asked between steps, where a person leads the test.
};
Q_ENUM_NS(PersonAction)

/// What he answers.
enum class PersonReply : quint8 {
    done,
    cannot, ///< There is no remote, no mirror ..., or he does not want to.
    unsure,
    seen, ///< The light was there when it should be, and dark before.
    notSeen, ///< It was dark all the time.
    seenInIdle, ///< It was lit while nothing was sent.
    runStep, ///< to chooseStep: run the step named in the answer
    finish, ///< to chooseStep: no more; without a question (number 0): enough of this step
};
Q_ENUM_NS(PersonReply)

} // namespace PersonNames
using PersonNames::PersonAction;
using PersonNames::PersonReply;
using PersonNames::TestStep;

/// Something that a session asks. It waits for the answer, but not for ever.
struct PersonRequest {
    TestStep step = TestStep::none;
    PersonAction action = PersonAction::chooseStep;
    int number = 0; ///< counted over the session; the answer repeats it

    friend bool operator==(const PersonRequest &, const PersonRequest &) = default;
};

/// The answer to the request of the same number. One to another request is late and ignored.
struct PersonAnswer {
    int number = 0;
    PersonReply reply = PersonReply::done;
    TestStep step = TestStep::none; ///< of runStep

    friend bool operator==(const PersonAnswer &, const PersonAnswer &) = default;
};

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::PersonRequest)
Q_DECLARE_METATYPE(optoscope::PersonAnswer)
