// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/commandtexts.h"

#include "ui/texts/texts.h"
#include "ui/texts/words.h"

using namespace Qt::StringLiterals;

namespace optoscope::texts {

namespace {

/// Commands that use a port.
CommandText lineCommandText(Command command)
{
    switch (command) {
    case Command::Ports:
        return {
            u"ports"_qs,
            {},
            Words::tr("List every port: adapter, driver, rights, who holds it, and what to do."),
            Words::tr("No port is opened. What stands in the way is said with its cure: missing "
                      "rights, another program, the system's console or a login prompt, "
                      "ModemManager, brltty, the mini-UART of a Raspberry Pi, an adapter's delay, "
                      "autosuspend."),
            {u"ports"_qs, u"ports --json"_qs}};
    case Command::Read:
        return {u"read"_qs,
                u"TARGET"_qs,
                Words::tr("Read a meter and show its data, its times and what was wrong."),
                {},
                {u"read virtual:"_qs, u"read /dev/ttyUSB0"_qs, u"read /dev/ttyUSB0 --wake-up"_qs,
                 u"read tcp:192.168.1.20:8000 --mode C --address 12345678"_qs,
                 u"read /dev/ttyUSB0 --trace meter.pcapng"_qs,
                 u"read /dev/ttyUSB0 --trace - | wireshark -k -i -"_qs,
                 u"read virtual: --json"_qs}};
    case Command::Listen:
        return {u"listen"_qs,
                u"TARGET"_qs,
                Words::tr("Say who is talking on the line, without sending anything."),
                Words::tr("Without options the usual settings of meters that talk by themselves "
                          "are listened to one after the other: 9600 8N1, 2400 7E1, 115200 8N1, "
                          "300 7E1."),
                {u"listen /dev/ttyUSB0"_qs, u"listen virtual:meter-speaks-sml"_qs,
                 u"listen /dev/ttyUSB0 --baud 9600 --format 8N1 --seconds 60 --json"_qs}};
    case Command::Search:
        return {u"search"_qs,
                u"TARGET"_qs,
                Words::tr("Find out how a meter wants to be spoken to: try one way after the other "
                          "until something answers."),
                Words::tr("It listens at the usual settings, then asks again, with the meter's "
                          "address, after a wake-up call, in 8N1, by HDLC and M-Bus, and with the "
                          "probe turned, with the pauses that meters need. It takes some minutes "
                          "and can be stopped at any time with Ctrl+C."),
                {u"search /dev/ttyUSB0"_qs, u"search virtual:meter-needs-wake-up"_qs}};
    case Command::SelfTest:
        return {
            u"selftest"_qs,
            u"TARGET"_qs,
            Words::tr("Find out whether it is the probe or the meter: two verdicts, with what "
                      "speaks for them and what to do next."),
            Words::tr("Each step says what to do, why, and what the answers are. Enter: done. A "
                      "number: that answer. s leaves the step out, q ends the test and shows what "
                      "was learnt. On a virtual target a virtual person does the work, at once. "
                      "Steps: W0 this computer, W1 port, W2 bridge, W2b open, W3 dark, W3b room, "
                      "W4 camera, W4b wires swapped, W5 remote and sun, W5b remote while sending, "
                      "W6 mirror, W7 tape, W10 second probe, W8 on the meter, W9 search."),
            {u"selftest /dev/ttyUSB0"_qs, u"selftest /dev/ttyUSB0 --steps W2,W6,W8"_qs,
             u"selftest virtual:story"_qs, u"selftest virtual: --answers person.json --json"_qs}};
    default: return {};
    }
}

/// Commands about a meter that is read again and again.
CommandText pollCommandText(Command command)
{
    switch (command) {
    case Command::Poll:
        return {u"poll"_qs,
                u"TARGET --every TIME"_qs,
                Words::tr("Read a meter again and again, and store its values."),
                Words::tr("Polls are due at multiples of the interval: every 15m is :00, :15, :30 "
                          "and :45. Ctrl+C or SIGTERM ends it; what was read is stored before. "
                          "Polls that were left out are stored as such, with the reason. A failed "
                          "poll is tried again after 5, 15 and 45 seconds. A meter that refuses is "
                          "not asked again. With --json each poll is a line, written when it is "
                          "stored."),
                {u"poll /dev/ttyUSB0 --every 15m --store house.sqlite"_qs,
                 u"poll virtual: --every 10"_qs,
                 u"poll /dev/ttyUSB0 --every 60 --codes 1.8.0,2.8.0 --store "
                 "postgresql://reader@server/meters"_qs,
                 u"poll /dev/ttyUSB0 --every 6h --wake-up --quiet 22:00-06:00 --wake-ups 4"_qs,
                 u"poll virtual: --every 1m --days 30 --store month.sqlite"_qs}};
    case Command::Readings:
        return {u"readings"_qs,
                u"STORE [OUT]"_qs,
                Words::tr("Show what a store of readings holds, write it to a file, or read a "
                          "table into it."),
                Words::tr("STORE is a SQLite file or postgresql://USER@HOST/DATABASE, as with "
                          "poll, which may be writing to it meanwhile. OUT ends in .csv: all "
                          "readings as a table; or in .json: plans, readings, and polls with "
                          "their findings."),
                {u"readings house.sqlite"_qs, u"readings house.sqlite house.csv"_qs,
                 u"readings house.sqlite --import old.csv"_qs}};
    default: return {};
    }
}

/// Commands about recordings, and the meter for other programs.
CommandText otherCommandText(Command command)
{
    switch (command) {
    case Command::Diagnose:
        return {u"diagnose"_qs,
                u"FILE|-"_qs,
                Words::tr("Say from a recording what is wrong, with the probe and with the "
                          "meter."),
                Words::tr("FILE is what decode reads: bytes, hexadecimal digits or a waveform. A "
                          "recording shows less than a self-test: what it cannot show stays open."),
                {u"diagnose session.hex"_qs, u"diagnose scope.csv --json"_qs}};
    case Command::Decode:
        return {u"decode"_qs,
                u"FILE|-"_qs,
                Words::tr("Decode recorded bytes: messages, data sets, checks."),
                Words::tr("FILE is a capture (pcapng or pcap of link type RTAC Serial), or holds "
                          "bytes as they were received, or hexadecimal digits (ending .hex); lines "
                          "that begin with TX or RX say who sent them. Or the log of another "
                          "program: lines with times, TX/RX, > and <, Send and Receive (tio, "
                          "minicom, Docklight, HTerm, ESPHome, Arduino, socat), Tasmota's console, "
                          "vzlogger's dump file, Portmon, hex dumps with offsets, arrays of a "
                          "program, decimal numbers, and text with written control characters. Or "
                          "a waveform: VCD, sigrok .sr, an oscilloscope's CSV of time and level, "
                          "what lirc's mode2 prints; line, polarity, speed and format are found. "
                          "- is standard input."),
                {u"decode readout.txt"_qs, u"decode session.hex --json"_qs, u"decode scope.csv"_qs,
                 u"decode minicom.log --as log"_qs,
                 u"decode scope.sr --channel CH1 --threshold 1.6"_qs,
                 u"decode - < readout.txt"_qs}};
    case Command::Convert:
        return {
            u"convert"_qs,
            u"IN OUT"_qs,
            Words::tr("Write a recording in another form, by the ending of OUT."),
            Words::tr("IN is what decode reads. OUT ends in .pcapng: a capture with all that is "
                      "known, for Optoscope and Wireshark. In .txt: text with times, directions, "
                      "bytes and findings; in .csv: a table of the same; both can be read again. "
                      "In .html: a page that stands alone. In .vcd: both lines as levels over "
                      "time, for PulseView, sigrok-cli and GTKWave; edges are those of IN if it "
                      "is a waveform, else they are drawn from its characters, and the file says "
                      "which."),
            {u"convert session.pcapng session.vcd"_qs, u"convert session.hex session.pcapng"_qs,
             u"convert docklight.log session.html"_qs, u"convert session.pcapng session.csv"_qs,
             u"convert scope.csv scope.vcd"_qs}};
    case Command::Simulate:
        return {u"simulate"_qs,
                u"(--pty LINK | --tcp PORT)"_qs,
                Words::tr("Be a meter that other programs can read, until interrupted."),
                {},
                {u"simulate --pty /tmp/meter"_qs, u"simulate --tcp 8000"_qs,
                 u"simulate --tcp 8000 --scenario meter.json"_qs}};
    default: return {};
    }
}

} // namespace

CommandText commandText(Command command)
{
    CommandText text = lineCommandText(command);
    if (text.name.isEmpty())
        text = pollCommandText(command);
    return text.name.isEmpty() ? otherCommandText(command) : text;
}

QString helpHint(const QString &command)
{
    if (command.isEmpty())
        return Words::tr("See optoscope-cli --help.");
    return Words::tr("See optoscope-cli %1 --help.").arg(command);
}

QString usageHeading()
{
    return Words::tr("Usage:");
}

QString commandsHeading()
{
    return Words::tr("Commands:");
}

QString optionsHeading()
{
    return Words::tr("Options:");
}

QString examplesHeading()
{
    return Words::tr("Examples:");
}

QString programSummary()
{
    return Words::tr("Optoscope finds out why an electricity meter's optical port (IEC 62056-21) "
                     "does not answer.");
}

QString targetsText()
{
    return Words::tr("TARGET is a serial port (/dev/ttyUSB0, COM3), tcp:HOST:PORT, virtual: for a "
                     "meter without hardware (virtual:FILE.json with faults of your choice), or "
                     "replay:FILE for a recording that answers as its meter did, at once or, as "
                     "replay:FILE?speed=N, N times as fast as it was.");
}

QString exitStatusText()
{
    return Words::tr("Exit status: 0 done, 1 wrong usage, 2 target or file cannot be opened, "
                     "3 no answer, 4 answer damaged, 5 refused by the meter, 6 probe at fault, 130 "
                     "interrupted.");
}

QString outputLostText()
{
    return Words::tr("The output could not be written. Is the disk full?");
}

QString readAgainMaskedText()
{
    return Words::tr("These are characters of 7E1 with their parity bits. Read them again with "
                     "--format 7E1.");
}

QString lineEndsRestoredText()
{
    return Words::tr("The file has LF where meters send CR LF. CR was put back; offsets count it.");
}

QString simulatingText(const QString &target)
{
    return Words::tr("The virtual meter is at %1. Read it with: optoscope-cli read %1\nCtrl+C "
                     "ends it.")
        .arg(visibleText(QStringView(target)));
}

QString clientText(bool came)
{
    return came ? Words::tr("A program opened the port.") : Words::tr("The program closed it.");
}

QString convertedText(const QString &file, qint64 edges)
{
    return Words::tr("%1 was written: %2 edges.").arg(visibleText(QStringView(file))).arg(edges);
}

QString convertedCaptureText(const QString &file, qint64 packets)
{
    return Words::tr("%1: %2 packets.").arg(visibleText(QStringView(file))).arg(packets);
}

QString notWrittenText(const QString &file, const QString &detail)
{
    return Words::tr("%1 could not be written (%2). Check its folder, your rights and the disk.")
        .arg(visibleText(QStringView(file)), visibleText(QStringView(detail)));
}

QString notReadText(const QString &file, const QString &detail)
{
    return Words::tr("%1 could not be read. The system says: %2.")
        .arg(visibleText(QStringView(file)), visibleText(QStringView(detail)));
}

QString vcdCommentText(const VcdLines &lines)
{
    QString text = lines.isMeasured
        ? Words::tr("The edges are measured: they are those of the recording.")
        : Words::tr("The edges are reconstructed from the characters and their times; they were "
                    "not measured.");
    if (lines.timesAreAssumed)
        text += u' '
            + Words::tr("Times are assumed where the recording has none: the characters follow "
                        "each other.");
    if (lines.shift.count() > 0)
        text += u' '
            + Words::tr("Everything stands %1 later than in the recording, so that both lines "
                        "begin idle.")
                  .arg(durationText(lines.shift));
    return text;
}

QString nothingFoundText()
{
    return Words::tr("Nothing answered, and nothing was recognised. The port may be closed, or the "
                     "probe does not hear or is not heard: optoscope-cli selftest tells which.");
}

QString silentText(const QString &target)
{
    return Words::tr("Is it the probe or the meter? This tells: optoscope-cli selftest %1")
        .arg(visibleText(QStringView(target)));
}

QString onlyVirtualText(const QString &key)
{
    return Words::tr("The answers' key \"%1\" guides a virtual person. At a real port remove it: "
                     "what is done there is up to you.")
        .arg(visibleText(QStringView(key)));
}

QString tooManyMessagesText(qint64 limit)
{
    return Words::tr("The file holds more than %1 messages; what follows them was left out. Cut "
                     "out the part that matters.")
        .arg(limit);
}

} // namespace optoscope::texts
