// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/verdicttexts.h"

#include "ui/texts/steptexts.h"
#include "ui/texts/troubletexts.h"
#include "ui/texts/words.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace optoscope::texts {

namespace {

/// More of them would be a list of everything.
constexpr qsizetype mostOpen = 4;

QString testNames(const QList<TestStep> &steps)
{
    QStringList titles;
    for (const TestStep step : steps)
        titles += u'"' + stepText(step).title + u'"';
    return titles.join(u", "_qs);
}

template <typename Verdict>
QString openTextOf(const Opinion<Verdict> &opinion)
{
    QStringList titles;
    for (const Verdict verdict : opinion.open.mid(0, mostOpen))
        titles += verdictText(verdict).title;
    const bool isDecided = opinion.verdict != Verdict::undecided;
    // Much that is open beside a verdict is said by what was left out.
    if (isDecided && titles.size() >= mostOpen)
        return {};
    QStringList sentences;
    if (!titles.isEmpty())
        sentences += isDecided ? Words::tr("Not excluded: %1.").arg(titles.join(u"; "_qs))
                               : Words::tr("Still possible: %1.").arg(titles.join(u"; "_qs));
    if (!opinion.wouldChange.isEmpty())
        sentences += isDecided
            ? Words::tr("What could change that: %1.").arg(testNames(opinion.wouldChange))
            : Words::tr("What would settle it: %1.").arg(testNames(opinion.wouldChange));
    return sentences.join(u' ');
}

/// What on this computer keeps the port from being used, each with its cure.
QString blockedText(const QList<JudgedEvidence> &evidence)
{
    QStringList sentences;
    for (const JudgedEvidence &judged : evidence) {
        const auto trouble = judged.evidence.id == EvidenceId::portBlocked
            ? portTroubleFromLine(judged.evidence.detail)
            : std::nullopt;
        if (!trouble || trouble->severity != Severity::error)
            continue;
        const PortTroubleText words = portTroubleText(*trouble);
        sentences << words.text << words.cure;
    }
    return sentences.join(u' ');
}

template <typename Verdict>
QString nextTextOf(const Opinion<Verdict> &opinion, Surface surface)
{
    if (opinion.next == NextStep::freePort) {
        const QString blocked = blockedText(opinion.evidence);
        if (!blocked.isEmpty())
            return blocked;
    }
    if (opinion.next != NextStep::runTests || opinion.wouldChange.isEmpty())
        return nextText(opinion.next, surface);
    return Words::tr("Do these tests, and repeat them if you did them already: %1.")
        .arg(testNames(opinion.wouldChange));
}

VerdictText receiverDead(bool everSwapped)
{
    const QString why = everSwapped
        ? Words::tr("The wires were once swapped: that may have destroyed it.")
        : Words::tr("From outside a dead light sensor and a broken RX wire look the same.");
    return {Words::tr("The probe's receiver is dead"),
            Words::tr("Neither a TV remote nor the sun nor the probe's own light in a mirror "
                      "brought one character.")
                + u' ' + why};
}

VerdictText receiverWeak(bool everSwapped)
{
    const QString why = everSwapped
        ? Words::tr("The wires were once swapped: that may have damaged it.")
        : Words::tr("Damaged, or built too insensitive: the test cannot tell which.");
    return {Words::tr("The probe's receiver hears too little"),
            Words::tr("Strong light reaches it, weak light does not: it would miss a meter's "
                      "answer.")
                + u' ' + why};
}

VerdictText portVerdictText(ProbeVerdict verdict)
{
    switch (verdict) {
    case ProbeVerdict::portUnusable:
        return {Words::tr("The serial port cannot be used"),
                Words::tr("It could not be opened. Nothing was learnt about the probe and the "
                          "meter.")};
    case ProbeVerdict::loopbackFailed:
        return {Words::tr("The serial port does not hear itself"),
                Words::tr("With TX and RX bridged, what was sent did not come back. Wrong pins, "
                          "another port than you think, or a dead one. The probe behind it was not "
                          "tested.")};
    case ProbeVerdict::parityDropped:
        return {Words::tr("The serial port leaves out a bit that meters need"),
                Words::tr("Every character lacks its highest bit and is too short. A meter takes "
                          "that for noise, and no setting of Optoscope can put the bit back.")};
    case ProbeVerdict::clockWrong:
        return {Words::tr("The serial port runs at a wrong speed"),
                Words::tr("Its characters take too long or too short. It understands itself, so a "
                          "bridge alone does not show that; a meter does not understand it.")};
    case ProbeVerdict::charactersCut:
        return {Words::tr("The serial port cuts characters short"),
                Words::tr("Several bits of every character are missing. That is the port or its "
                          "driver; the probe has no part in it.")};
    case ProbeVerdict::localEcho:
        return {Words::tr("The serial port hears its own sending"),
                Words::tr("What is sent comes back with nothing connected, so an echo proves "
                          "nothing about the light. Optoscope sets the echo aside when it reads.")};
    default: break;
    }
    return {};
}

VerdictText lightVerdictText(ProbeVerdict verdict)
{
    switch (verdict) {
    case ProbeVerdict::transmitterDead:
        return {Words::tr("The probe's LED does not light up"),
                Words::tr("A camera that sees infrared saw nothing while the probe sent, also with "
                          "the wires swapped. The LED, its supply or its wire: the test cannot "
                          "tell which.")};
    case ProbeVerdict::transmitterInverted:
        return {Words::tr("The probe's LED is on when it should be off"),
                Words::tr("It shines while nothing is sent and goes dark for the characters. The "
                          "meter sees everything upside down and does not answer.")};
    case ProbeVerdict::transmitterWeak:
        return {Words::tr("The probe's LED is too weak"),
                Words::tr("The receiver hears a TV remote from 10 cm, but not the probe's own LED "
                          "in a mirror. A dirty window or a tilted mirror looks the same.")};
    case ProbeVerdict::wiresSwapped:
        return {Words::tr("TX and RX were swapped"),
                Words::tr("The LED stayed dark, and came to life when the two wires changed "
                          "places. What was tested before the change says nothing about the "
                          "receiver.")};
    case ProbeVerdict::receiverStuck:
        return {Words::tr("The probe's receiver holds the line down"),
                Words::tr("The line went low when the probe was plugged in, and no light changes "
                          "it. A damaged sensor, a short circuit, or light that creeps in under "
                          "the cover.")};
    case ProbeVerdict::receiverInverted:
        return {Words::tr("The probe's receiver works upside down"),
                Words::tr("Its line is low in the dark and high in the light. It is alive, but the "
                          "port cannot read what comes in that way.")};
    case ProbeVerdict::bothInverted:
        return {Words::tr("LED and receiver both work upside down"),
                Words::tr("The LED shines at rest and the line is low in the dark. In a mirror the "
                          "two cancel out and all looks well; a meter is not inverted, so it does "
                          "not answer.")};
    case ProbeVerdict::saturatedByLight:
        return {Words::tr("The light of the room blinds the receiver"),
                Words::tr("Covered it is quiet, uncovered it is on all the time. The probe itself "
                          "may be good: this was only seen where you tested.")};
    case ProbeVerdict::lampFlicker:
        return {Words::tr("A lamp disturbs the receiver"),
                Words::tr("Characters come in time with a lamp's flicker. The probe itself may be "
                          "good: this was only seen where you tested.")};
    case ProbeVerdict::crosstalk:
        return {Words::tr("The receiver hears its own LED inside the probe"),
                Words::tr("With the receiver's window taped, what was sent was still heard. So an "
                          "echo proves nothing, and a meter's weak light may be drowned.")};
    case ProbeVerdict::misplaced:
        return {Words::tr("The probe did not sit right on the meter"),
                Words::tr("The meter answers, and the probe hears: but its LED and its sensor must "
                          "stand before the right windows. Turned or moved, it does not hear the "
                          "meter.")};
    default: break;
    }
    return {};
}

VerdictText reachingText(MeterVerdict verdict)
{
    switch (verdict) {
    case MeterVerdict::silent:
        return {Words::tr("The meter does not answer"),
                Words::tr("The probe is proven, and no way of asking brought an answer. The port "
                          "may be closed, or speak a protocol that was not tried; a test from "
                          "outside cannot tell which.")};
    case MeterVerdict::closed:
        return {Words::tr("The meter's optical port is closed"),
                Words::tr("It does not answer, and meters like it are known to be closed where "
                          "they stand. That is knowledge about the type; only its owner can "
                          "confirm it for yours.")};
    case MeterVerdict::locked:
        return {Words::tr("The meter is locked by a PIN"),
                Words::tr("It answers, but tells hardly more than its number. The rest comes after "
                          "the PIN was entered.")};
    case MeterVerdict::needsAddress:
        return {Words::tr("The meter answers only to its own address"),
                Words::tr("Asked in general it was silent; asked by its address it answered.")};
    case MeterVerdict::needsWakeUp:
        return {Words::tr("The meter sleeps and must be woken first"),
                Words::tr("It answered only after a wake-up call. Battery-powered meters do that "
                          "to save power.")};
    case MeterVerdict::speaksSml:
        return {Words::tr("The meter speaks SML"),
                Words::tr("It sends SML telegrams by itself. That is no fault, but another "
                          "protocol than IEC 62056-21, which Optoscope reads.")};
    case MeterVerdict::speaksHdlc:
        return {Words::tr("The meter speaks DLMS over HDLC"),
                Words::tr("It answered a call of DLMS. That is no fault, but another protocol than "
                          "IEC 62056-21, which Optoscope reads.")};
    case MeterVerdict::speaksDsmr:
        return {Words::tr("The meter sends DSMR telegrams"),
                Words::tr("They come by themselves, as at a P1 port. That is no fault, but a "
                          "sign-on is not answered.")};
    case MeterVerdict::speaksMbus:
        return {Words::tr("The meter speaks M-Bus"),
                Words::tr("It answered a call of M-Bus. That is no fault, but another protocol "
                          "than IEC 62056-21, which Optoscope reads.")};
    case MeterVerdict::pushesOnly:
        return {Words::tr("The meter only talks and does not listen"),
                Words::tr("Its data come by themselves, and it does not answer a sign-on. Whoever "
                          "listens long enough gets them all.")};
    default: break;
    }
    return {};
}

VerdictText contentText(MeterVerdict verdict)
{
    switch (verdict) {
    case MeterVerdict::formatMismatch:
        return {Words::tr("The meter uses 8N1 instead of 7E1"),
                Words::tr("It did not answer in the standard's format of seven bits with parity, "
                          "but in eight bits without.")};
    case MeterVerdict::answeredAt300:
        return {Words::tr("The meter stays at 300 baud"),
                Words::tr("It offers a higher speed but keeps sending at 300 baud. Slow, but its "
                          "data are complete.")};
    case MeterVerdict::baudChangeFailed:
        return {Words::tr("The change of speed failed"),
                Words::tr("The meter identified itself at 300 baud, and what followed at the "
                          "higher speed was lost or damaged. The adapter or the meter may change "
                          "too late; the test cannot tell which.")};
    case MeterVerdict::checkFailed:
        return {Words::tr("The meter sends a wrong check character"),
                Words::tr("It was wrong in the same way twice, and the line was clean. So the data "
                          "most likely arrived as the meter sent them.")};
    case MeterVerdict::checkIsSum7:
        return {Words::tr("The meter computes its check character as a sum"),
                Words::tr("The standard asks for XOR. The sum fits, so the data are whole.")};
    case MeterVerdict::damagedData:
        return {Words::tr("The meter's data arrive damaged"),
                Words::tr("Two read-outs differ, or characters were broken on their way. Light, "
                          "distance or the adapter: the test cannot tell which.")};
    case MeterVerdict::truncated:
        return {Words::tr("The meter's data stop in the middle"),
                Words::tr("The message ended before its end, with nothing damaged. The meter broke "
                          "off, or the probe slipped.")};
    default: break;
    }
    return {};
}

QString nextForProbe(NextStep next)
{
    switch (next) {
    case NextStep::freePort:
        return Words::tr("Plug the adapter in, close other programs that use the port, and see "
                         "that you have the rights to use it.");
    case NextStep::checkPins:
        return Words::tr("Check that the bridge is on TX and RX of this very port, then test the "
                         "bridge again. If nothing comes back, try another adapter.");
    case NextStep::useOtherPort:
        return Words::tr("Use another serial adapter, such as one with an FT232R or CP2102N. On a "
                         "Raspberry Pi use the full UART (PL011) instead of the mini-UART.");
    case NextStep::useSoftwareParity:
        return Words::tr("Read with software parity: it works at this port.");
    case NextStep::turnOffEcho:
        return Words::tr("Turn the adapter's echo off if it has such a setting. If not, go on: the "
                         "echo is set aside when the meter is read.");
    case NextStep::checkLed:
        return Words::tr("Check the probe's supply (3.3 V or 5 V as its maker says) and the TX "
                         "wire, then the LED and its resistor.");
    case NextStep::fixPolarity:
        return Words::tr("Use a probe or an interface with the right polarity: at rest the LED is "
                         "dark and the RX line high. Some USB adapters can be set to invert a "
                         "line.");
    case NextStep::raiseLedCurrent:
        return Words::tr("Clean the windows and hold the mirror parallel. If it stays weak, check "
                         "the LED's supply and its resistor, or use another probe.");
    case NextStep::keepWiresSwapped:
        return Words::tr("Leave TX and RX as they are now, and read the meter. If it stays silent, "
                         "test the receiver again.");
    case NextStep::replaceReceiver:
        return Words::tr("Check the RX wire and the supply. If they are good, replace the light "
                         "sensor or use another probe.");
    case NextStep::raiseSensitivity:
        return Words::tr("Clean the window, check the supply, and raise the sensitivity if the "
                         "probe has a trimmer. If that does not help, use another probe.");
    case NextStep::shade:
        return Words::tr("Shade the probe: switch off lamps, keep the sun away, put black cloth "
                         "over it on the meter. Then read the meter.");
    case NextStep::separateLight:
        return Words::tr("Put something opaque between LED and sensor, and keep their wires apart. "
                         "Then test with the tape again.");
    case NextStep::keepRotation:
        return Words::tr("Leave the probe as it sits now, mark which way its cable points, and "
                         "read the meter.");
    case NextStep::placeAgain:
        return Words::tr("Press the probe on straight and turn it by quarters: the meter answers, "
                         "so one place is right. Then test on the meter again.");
    default: break;
    }
    return {};
}

/// What is set before a read.
QString nextForReading(NextStep next, bool isWindow)
{
    switch (next) {
    case NextStep::searchFurther:
        return isWindow
            ? Words::tr(
                "Let Optoscope find out how to talk to it: menu \"Meter\", \"Find out how to "
                "talk to it\".")
            : Words::tr("Let Optoscope find out how to talk to it: optoscope-cli search.");
    case NextStep::giveAddress:
        return isWindow
            ? Words::tr("Read it with its address, usually the serial number on its front: it "
                        "belongs under \"Options\".")
            : Words::tr("Read it with its address, usually the serial number on its front: "
                        "optoscope-cli read --address.");
    case NextStep::useWakeUp:
        return isWindow ? Words::tr("Read it with the wake-up call: tick it under \"Options\".")
                        : Words::tr("Read it with the wake-up call: optoscope-cli read --wake-up.");
    case NextStep::listen:
        return isWindow
            ? Words::tr("Only listen: choose mode D under \"Options\", then \"Read\", and wait "
                        "for the next message.")
            : Words::tr("Only listen: optoscope-cli listen, and wait for the next message.");
    case NextStep::useFormat:
        return isWindow ? Words::tr("Choose 8N1 beside the target, then read it.")
                        : Words::tr("Read it in 8N1: optoscope-cli read --format 8N1.");
    case NextStep::stayAt300:
        return isWindow
            ? Words::tr("Read it in mode A, which stays at 300 baud: choose it under \"Options\".")
            : Words::tr("Read it in mode A, which stays at 300 baud: optoscope-cli read "
                        "--mode A.");
    default: break;
    }
    return {};
}

QString nextForMeter(NextStep next)
{
    switch (next) {
    case NextStep::runTests: return Words::tr("Do the tests that were left out.");
    case NextStep::readMeter: return Words::tr("Read the meter.");
    case NextStep::askUtility:
        return Words::tr("Ask your utility whether the meter's optical port is open, and which "
                         "other way of reading it you may use, such as an in-home display.");
    case NextStep::enterPin:
        return Words::tr("Enter the PIN with the meter's button or a torch, and set \"InF\" to on. "
                         "Your grid operator sends the PIN on request.");
    case NextStep::useOtherReader:
        return Words::tr("Use a program for this protocol, such as vzlogger or Tasmota. The probe "
                         "can stay.");
    case NextStep::readAgain:
        return Words::tr("Press the probe on straight, shade it, and read again. If it stays so, "
                         "try another adapter.");
    case NextStep::acceptCheck:
        return Words::tr("Use the data, but compare one value with the meter's display.");
    case NextStep::proveProbe:
        return Words::tr("First put the probe right: nothing is known about the meter until "
                         "then.");
    default: break;
    }
    return {};
}

} // namespace

VerdictText verdictText(ProbeVerdict verdict, bool everSwapped)
{
    switch (verdict) {
    case ProbeVerdict::good:
        return {Words::tr("The probe works"),
                Words::tr("Port, wires, LED, light and receiver let characters through unharmed. "
                          "That was seen at short distance; how much strength is in reserve was "
                          "not.")};
    case ProbeVerdict::receiverDead: return receiverDead(everSwapped);
    case ProbeVerdict::receiverWeak: return receiverWeak(everSwapped);
    case ProbeVerdict::undecided:
        return {Words::tr("What is wrong with the probe is still open"),
                Words::tr("The results do not suffice, or they contradict each other. Optoscope "
                          "does not guess.")};
    case ProbeVerdict::notTested:
        return {Words::tr("The probe was not tested"),
                Words::tr("No test has told anything about it yet.")};
    default: break;
    }
    const VerdictText text = portVerdictText(verdict);
    return text.title.isEmpty() ? lightVerdictText(verdict) : text;
}

VerdictText verdictText(MeterVerdict verdict)
{
    switch (verdict) {
    case MeterVerdict::good:
        return {Words::tr("The meter answers as it should"),
                Words::tr("A read-out was complete and its check right, or the meter sends "
                          "none.")};
    case MeterVerdict::undecided:
        return {Words::tr("What the meter does is still open"),
                Words::tr("The results do not suffice, or the probe is not proven: then a silent "
                          "meter and a deaf probe look the same.")};
    case MeterVerdict::notTested:
        return {Words::tr("The meter was not tested"),
                Words::tr("No test has told anything about it yet.")};
    default: break;
    }
    const VerdictText text = reachingText(verdict);
    return text.title.isEmpty() ? contentText(verdict) : text;
}

VerdictText verdictText(const Opinion<MeterVerdict> &opinion)
{
    VerdictText text = verdictText(opinion.verdict);
    const bool isSeen = std::ranges::any_of(opinion.evidence, [](const JudgedEvidence &judged) {
        return judged.evidence.id == EvidenceId::meterLedSeen && judged.evidence.value >= 1;
    });
    if (opinion.verdict == MeterVerdict::undecided && isSeen)
        text.text = Words::tr("It is alive: the camera saw its window flash when it was asked. "
                              "What it says was not heard yet.");
    return text;
}

QString confidenceText(double confidence)
{
    QString words;
    if (confidence >= 0.95)
        words = Words::tr("practically certain");
    else if (confidence >= 0.85)
        words = Words::tr("quite sure");
    else if (confidence >= 0.7)
        words = Words::tr("fairly sure");
    else if (confidence >= 0.5)
        words = Words::tr("likely");
    else
        words = Words::tr("not sure");
    return Words::tr("%1 (%2 %)", "how sure").arg(words).arg(std::lround(confidence * 100));
}

QString nextText(NextStep next, Surface surface)
{
    for (const QString &text :
         {nextForProbe(next), nextForReading(next, surface == Surface::Window)}) {
        if (!text.isEmpty())
            return text;
    }
    return nextForMeter(next);
}

QString nextText(const Opinion<ProbeVerdict> &opinion, Surface surface)
{
    return nextTextOf(opinion, surface);
}

QString nextText(const Opinion<MeterVerdict> &opinion, Surface surface)
{
    return nextTextOf(opinion, surface);
}

QString probeNextText(const Diagnosis &diagnosis, Surface surface)
{
    const MeterVerdict meter = diagnosis.meter.verdict;
    const bool isMeterAtFault = meter != MeterVerdict::good && meter != MeterVerdict::notTested;
    if (diagnosis.probe.verdict == ProbeVerdict::good && isMeterAtFault)
        return Words::tr("Nothing here: what is left to do is at the meter.");
    return nextText(diagnosis.probe, surface);
}

QString meterNextText(const Diagnosis &diagnosis, Surface surface)
{
    const bool isProbeGood = diagnosis.probe.verdict == ProbeVerdict::good;
    const bool isProbeJudged = diagnosis.probe.verdict != ProbeVerdict::undecided
        && diagnosis.probe.verdict != ProbeVerdict::notTested;
    if (diagnosis.meter.verdict == MeterVerdict::notTested && isProbeJudged && !isProbeGood)
        return nextText(NextStep::proveProbe, surface);
    const QString text = nextText(diagnosis.meter, surface);
    if (diagnosis.meter.verdict != MeterVerdict::closed || isProbeGood)
        return text;
    return Words::tr("%1 Do that first: at a closed port a better probe gains nothing.").arg(text);
}

QString openText(const Opinion<ProbeVerdict> &opinion)
{
    return openTextOf(opinion);
}

QString openText(const Opinion<MeterVerdict> &opinion)
{
    switch (opinion.verdict) {
    case MeterVerdict::undecided: return openTextOf(opinion);
    case MeterVerdict::closed:
    case MeterVerdict::silent: {
        // What it might speak is anything: only the way to find out is worth a sentence.
        Opinion<MeterVerdict> silent = opinion;
        silent.open.clear();
        return openTextOf(silent);
    }
    default: return {}; // It has been heard.
    }
}

} // namespace optoscope::texts
