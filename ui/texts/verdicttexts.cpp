// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/verdicttexts.h"

#include "ui/texts/words.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace optoscope::texts {

namespace {

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
        return {Words::tr("The meter sends its data by itself"),
                Words::tr("They come without being asked for. Whoever listens long enough gets "
                          "them all.")};
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

} // namespace optoscope::texts
