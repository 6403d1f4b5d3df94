// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/knowledgetexts.h"
#include "ui/texts/words.h"

namespace optoscope::texts {

QString probeConnectionText(ProbeConnection connection)
{
    switch (connection) {
    case ProbeConnection::usb: return Words::tr("USB");
    case ProbeConnection::ttl: return Words::tr("wires at logic level (TTL)");
    case ProbeConnection::rs232: return Words::tr("RS-232");
    case ProbeConnection::bluetooth: return Words::tr("Bluetooth");
    case ProbeConnection::wifi: return Words::tr("Wi-Fi");
    }
    return {};
}

QString probeMarkingText(ProbeMarking marking)
{
    switch (marking) {
    case ProbeMarking::none: return {};
    case ProbeMarking::headSide:
        return Words::tr("The wires are marked from the head's side: its TX goes to RX of the "
                         "computer, its RX to TX.");
    case ProbeMarking::hostSide:
        return Words::tr("The wires are marked from the computer's side: TX goes to TX, RX to RX.");
    case ProbeMarking::unclear:
        return Words::tr("It is not clear from whose side the wires are marked. Connect supply, "
                         "ground and the wire to TX of the computer only, and look through a "
                         "camera: the right one makes the LED flash while something is sent.");
    }
    return {};
}

QString probeCableText(ProbeCable cable)
{
    switch (cable) {
    case ProbeCable::unknown: return {};
    case ProbeCable::down: return Words::tr("The cable points down.");
    case ProbeCable::up: return Words::tr("The cable points up.");
    case ProbeCable::front: return Words::tr("The cable points to the front.");
    }
    return {};
}

QString probeTrapText(ProbeTrap trap)
{
    switch (trap) {
    case ProbeTrap::swappedWiresDamage:
        return Words::tr("With TX and RX swapped two outputs work against each other: the receiver "
                         "may be damaged.");
    case ProbeTrap::onlyFor3V3:
        return Words::tr("Feed it with 3.3 V: at 5 V it puts 5 V on the computer's input, which a "
                         "Raspberry Pi does not survive.");
    case ProbeTrap::strongPullUp:
        return Words::tr("Some USB adapters pull their input up too strongly for it: use a GPIO "
                         "pin, or another adapter.");
    case ProbeTrap::trimmer:
        return Words::tr("Its sensitivity is set with a potentiometer: turn it until characters "
                         "come back from a mirror 10 mm away.");
    case ProbeTrap::weakMeters: return Words::tr("It has been seen not to hear a weak meter.");
    case ProbeTrap::receivesOnly:
        return Words::tr("It has no LED: it hears only meters that speak unasked.");
    case ProbeTrap::remoteReceiver:
        return Words::tr("Its receiver is made for remote controls at 38 kHz and cannot hear a "
                         "meter.");
    case ProbeTrap::ownProtocol:
        return Words::tr("It changes the baud by itself: its port always runs at one speed, and "
                         "what is set there has no effect.");
    case ProbeTrap::strongMagnet:
        return Words::tr("Its magnet is strong: keep it away from cards, disks and pacemakers.");
    case ProbeTrap::noFlowControl: return Words::tr("Flow control must be off.");
    case ProbeTrap::daylight: return Words::tr("Cover it where the sun or a lamp shines on it.");
    }
    return {};
}

QString probeSupplyText(const ProbeRow &probe)
{
    if (!probe.leastVolts || !probe.mostVolts)
        return {};
    const QString most = QString::number(*probe.mostVolts);
    return *probe.leastVolts < *probe.mostVolts
        ? Words::tr("%1 to %2 V").arg(QString::number(*probe.leastVolts), most)
        : Words::tr("%1 V").arg(most);
}

QStringList probeLines(const ProbeRow &probe)
{
    QStringList lines;
    const auto add = [&lines](const QString &line) {
        if (!line.isEmpty())
            lines += line;
    };
    // What can never read a meter, or be opened, comes before how to connect it.
    QList<ProbeTrap> traps = probe.traps;
    for (const ProbeTrap first : {ProbeTrap::remoteReceiver, ProbeTrap::receivesOnly}) {
        if (traps.removeAll(first) > 0)
            add(probeTrapText(first));
    }
    if (probe.connection == ProbeConnection::wifi)
        add(Words::tr("It reads the meter by itself: there is no serial port to test."));
    add(probeMarkingText(probe.marking));
    if (const QString volts = probeSupplyText(probe); !volts.isEmpty())
        add(Words::tr("Its supply: %1.").arg(volts));
    for (const ProbeTrap trap : std::as_const(traps))
        add(probeTrapText(trap));
    add(probeCableText(probe.cable));
    return lines;
}

} // namespace optoscope::texts
