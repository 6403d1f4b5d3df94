// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/porttrouble.h"
#include "ui/texts/steptexts.h"
#include "ui/texts/troubletexts.h"
#include "ui/texts/verdicttexts.h"
#include "ui/texts/words.h"

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
        QString blocked = blockedText(opinion.evidence);
        if (!blocked.isEmpty())
            return blocked;
    }
    if (opinion.next != NextStep::runTests || opinion.wouldChange.isEmpty())
        return nextText(opinion.next, surface);
    return Words::tr("Do these tests, and repeat them if you did them already: %1.")
        .arg(testNames(opinion.wouldChange));
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
    QString text = nextText(diagnosis.meter, surface);
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
