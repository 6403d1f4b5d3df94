// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/steptexts.h"
#include "ui/texts/words.h"

namespace optoscope::texts {

namespace {

QString pinWarning()
{
    return Words::tr("Touch only TX, RX and GND. Pins at a Raspberry Pi stand 3.3 V, never 5 V: a "
                     "wire from a 5 V pin destroys the computer.");
}

ActionText portAction(PersonAction action)
{
    switch (action) {
    case PersonAction::unplugAndBridge:
        return {Words::tr("Unplug the probe and join the port's TX and RX with a wire or a "
                          "jumper."),
                Words::tr("What the port sends must come straight back."), pinWarning()};
    case PersonAction::removeBridge:
        return {Words::tr("Take the bridge off. Leave everything unplugged."),
                Words::tr("With nothing connected nothing may come back."), pinWarning()};
    case PersonAction::unplug:
        return {Words::tr("Unplug the probe from the port."),
                Words::tr("Whether it pulls the line down shows only in the moment when it is "
                          "plugged in."),
                {}};
    case PersonAction::groundReceiver:
        return {Words::tr("Join RX and GND for one second, then part them again."),
                Words::tr("This is what a receiver in bright light does: the port must notice it."),
                pinWarning()};
    case PersonAction::plugInAndCover:
        return {Words::tr("Cover both windows of the probe with black tape, then plug it in."),
                Words::tr("A receiver in the dark must be quiet."),
                Words::tr("A probe for 3.3 V belongs on the 3.3 V pin, never on 5 V.")};
    case PersonAction::uncover:
        return {Words::tr("Take the cover off and leave the probe in the light of the room."),
                Words::tr("Daylight and lamps can blind the receiver."),
                {}};
    case PersonAction::swapWires:
        return {Words::tr("Unplug the probe, let its TX and RX wires change places, and plug it in "
                          "again. If you are asked a second time, put them back."),
                Words::tr("If the LED lives then, they were the wrong way round."),
                Words::tr("Only TX and RX change places. Supply and GND stay: 3.3 V pins, never "
                          "5 V.")};
    default: break;
    }
    return {};
}

ActionText cameraAction(PersonAction action)
{
    switch (action) {
    case PersonAction::checkCamera:
        return {Words::tr("Look through your phone's camera at a TV remote while you press a "
                          "button. Do you see its light? If not, try the front camera."),
                Words::tr("Some cameras do not see infrared, and then they show nothing of the "
                          "probe either."),
                {}};
    case PersonAction::watchLed:
        return {Words::tr("Look at the probe's windows through the camera. It begins when you say "
                          "that you are looking: dark, then light, then five flashes."),
                Words::tr("The eye does not see the LED's infrared light."),
                {}};
    case PersonAction::tellLed:
        return {Words::tr("What did the LED do?"),
                Words::tr("It must be dark at first and light up for three seconds after that."),
                {}};
    case PersonAction::watchMeterLed:
        return {Words::tr("Move the probe aside a little so that its LED still meets the meter's "
                          "left window, and look at the right window through the camera."),
                Words::tr("If the meter flashes, it answers and the probe does not hear it."),
                {}};
    case PersonAction::tellMeterLed:
        return {Words::tr("Did the meter's window flash?"),
                Words::tr("A flash proves that the meter heard the request."),
                {}};
    default: break;
    }
    return {};
}

ActionText lightAction(PersonAction action)
{
    switch (action) {
    case PersonAction::remoteNear:
        return {Words::tr("Hold a TV remote 2 cm before the probe's windows and press a button "
                          "three times."),
                Words::tr("Its strong light must reach even a weak receiver."),
                {}};
    case PersonAction::remoteFar:
        return {Words::tr("Now the same from 10 cm: press a button three times."),
                Words::tr("A good receiver hears it from there, a weak one does not."),
                {}};
    case PersonAction::sunThrice:
        return {Words::tr("Turn the windows to the sun or a halogen lamp, and cover and uncover "
                          "them three times."),
                Words::tr("Steady strong light also reaches slow receivers. LED lamps have no "
                          "infrared."),
                {}};
    case PersonAction::remoteWhileSending:
        return {Words::tr("Hold the remote 2 cm before the windows again and press a button three "
                          "times, while the probe sends."),
                Words::tr("Two lights together may reach a receiver that neither reaches alone."),
                {}};
    case PersonAction::mirrorFar:
        return {Words::tr("Hold the probe with its windows 10 mm above a mirror or glossy white "
                          "paper, and keep still."),
                Words::tr("Its own light must come back as characters."),
                {}};
    case PersonAction::mirrorNear:
        return {Words::tr("Go nearer, to 4 mm, and keep still."),
                Words::tr("More light comes back from there."),
                {}};
    case PersonAction::tapeReceiver:
        return {Words::tr("Put black tape over the receiver's window only, and take the mirror "
                          "away."),
                Words::tr("What still comes back did not come through the window."),
                {}};
    case PersonAction::faceSecondProbe:
        return {Words::tr("Hold a second probe before this one, windows to windows, 5 mm apart, "
                          "both cables down. Bridge TX and RX of the second one."),
                Words::tr("It must hear this probe and give back what it hears."), pinWarning()};
    default: break;
    }
    return {};
}

ActionText meterAction(PersonAction action)
{
    switch (action) {
    case PersonAction::placeOnMeter:
        return {Words::tr("Put the probe onto the meter's optical port, cable down unless its "
                          "maker says otherwise. Press it on straight."),
                Words::tr("Now the meter is asked for its data."),
                {}};
    case PersonAction::rotateQuarter:
        return {Words::tr("Turn the probe on the meter by a quarter turn, clockwise."),
                Words::tr("LED and sensor must stand before the right windows, and makers do not "
                          "agree which way the cable points."),
                {}};
    case PersonAction::wakeDisplay:
        return {Words::tr("Press the meter's button so that its display lights up. Enter the PIN "
                          "if you have one."),
                Words::tr("Some meters open their port only then."),
                {}};
    case PersonAction::chooseStep:
        return {Words::tr("Which test is next?"),
                Words::tr("They can be done in any order, left out and repeated."),
                {}};
    default: break;
    }
    return {};
}

QString doneText(PersonAction action)
{
    switch (action) {
    case PersonAction::watchLed:
    case PersonAction::watchMeterLed: return Words::tr("I am looking");
    case PersonAction::mirrorFar:
    case PersonAction::mirrorNear:
    case PersonAction::faceSecondProbe: return Words::tr("It is there, go on");
    case PersonAction::placeOnMeter: return Words::tr("It sits, go on");
    default: return Words::tr("Done");
    }
}

QString cannotText(PersonAction action)
{
    switch (action) {
    case PersonAction::checkCamera:
    case PersonAction::remoteNear:
    case PersonAction::remoteFar:
    case PersonAction::remoteWhileSending:
    case PersonAction::mirrorFar:
    case PersonAction::mirrorNear:
    case PersonAction::faceSecondProbe: return Words::tr("I have none");
    case PersonAction::sunThrice: return Words::tr("There is none here");
    default: return Words::tr("I cannot, or I am not sure how");
    }
}

QString seenText(PersonAction action)
{
    switch (action) {
    case PersonAction::checkCamera: return Words::tr("Yes, I see the remote's light");
    case PersonAction::tellMeterLed: return Words::tr("Yes, it flashed");
    default: return Words::tr("It lit up while sending");
    }
}

QString notSeenText(PersonAction action)
{
    switch (action) {
    case PersonAction::checkCamera: return Words::tr("No, I see nothing");
    case PersonAction::tellMeterLed: return Words::tr("No, it stayed dark");
    default: return Words::tr("It stayed dark");
    }
}

} // namespace

ActionText actionText(PersonAction action)
{
    for (const auto &texts : {portAction, cameraAction, lightAction}) {
        if (ActionText text = texts(action); !text.task.isEmpty())
            return text;
    }
    return meterAction(action);
}

QList<PersonReply> repliesFor(PersonAction action)
{
    using enum PersonReply;
    switch (action) {
    case PersonAction::checkCamera: return {seen, notSeen, unsure, cannot};
    case PersonAction::tellLed: return {seen, notSeen, seenInIdle, unsure};
    case PersonAction::tellMeterLed: return {seen, notSeen, unsure};
    case PersonAction::chooseStep: return {runStep, finish};
    default: return {done, cannot};
    }
}

QString replyText(PersonAction action, PersonReply reply)
{
    switch (reply) {
    case PersonReply::done: return doneText(action);
    case PersonReply::cannot: return cannotText(action);
    case PersonReply::unsure: return Words::tr("I am not sure");
    case PersonReply::seen: return seenText(action);
    case PersonReply::notSeen: return notSeenText(action);
    case PersonReply::seenInIdle: return Words::tr("It was lit all the time, or before");
    case PersonReply::runStep: return Words::tr("This test");
    case PersonReply::finish: return Words::tr("No more");
    }
    return {};
}

} // namespace optoscope::texts
