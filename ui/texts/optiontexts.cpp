// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/commandtexts.h"
#include "ui/texts/words.h"

#include <algorithm>
#include <array>

namespace optoscope::texts {

namespace {

struct Row {
    CommandOption option;
    const char *text;
};

constexpr std::array rows{
    Row{CommandOption::Help, QT_TRANSLATE_NOOP("Words", "Show this help.")},
    Row{CommandOption::Version, QT_TRANSLATE_NOOP("Words", "Show the version.")},
    Row{CommandOption::Json,
        QT_TRANSLATE_NOOP("Words", "Write one JSON document to standard output.")},
    Row{CommandOption::Mode,
        QT_TRANSLATE_NOOP("Words", "The protocol mode: auto, A, B, C or D. Without it: auto.")},
    Row{CommandOption::Address,
        QT_TRANSLATE_NOOP("Words",
                          "Ask the meter with this address only (up to 32 letters, digits and "
                          "blanks).")},
    Row{CommandOption::WakeUp,
        QT_TRANSLATE_NOOP("Words", "Wake a battery-powered meter with NUL characters first.")},
    Row{CommandOption::Baud,
        QT_TRANSLATE_NOOP("Words",
                          "The speed of the request. Without it: 300 baud, mode D 2400 baud.")},
    Row{CommandOption::Format,
        QT_TRANSLATE_NOOP("Words", "Data bits, parity and stop bits. Without it: 7E1.")},
    Row{CommandOption::Parity,
        QT_TRANSLATE_NOOP(
            "Words", "Who makes the parity bit: auto, software or hardware. Without it: auto.")},
    Row{CommandOption::Dtr,
        QT_TRANSLATE_NOOP("Words",
                          "The line DTR, set before anything is sent: on or off. Many probes draw "
                          "their supply from it. Without it: on.")},
    Row{CommandOption::Rts, QT_TRANSLATE_NOOP("Words", "The line RTS, likewise. Without it: on.")},
    Row{CommandOption::Trace,
        QT_TRANSLATE_NOOP("Words",
                          "Record everything that happens into FILE, a pcapng capture that "
                          "Wireshark opens. - is standard output; all text then goes to standard "
                          "error.")},
    Row{CommandOption::Pty, QT_TRANSLATE_NOOP("Words", "Make a serial port that LINK points to.")},
    Row{CommandOption::Tcp,
        QT_TRANSLATE_NOOP("Words", "Listen at this TCP port, on this computer only (1 to 65535).")},
    Row{CommandOption::Scenario,
        QT_TRANSLATE_NOOP("Words",
                          "The meter and its faults: a scenario's file or name. Without it: a "
                          "healthy meter.")},
    Row{CommandOption::Channel,
        QT_TRANSLATE_NOOP("Words",
                          "A waveform's line with what was received, by its name or its number "
                          "from 1 on. Without it: found.")},
    Row{CommandOption::SentChannel,
        QT_TRANSLATE_NOOP("Words", "A waveform's line with what was sent, likewise.")},
    Row{CommandOption::Threshold,
        QT_TRANSLATE_NOOP("Words",
                          "An analogue line is high above so many volts. Without it: found.")},
    Row{CommandOption::Polarity,
        QT_TRANSLATE_NOOP("Words",
                          "auto; normal: a waveform's lines idle high; inverted: low. Without it: "
                          "auto.")},
    Row{CommandOption::WaveBaud,
        QT_TRANSLATE_NOOP("Words",
                          "The speed of a waveform's lines. Without it, or with auto: found.")},
    Row{CommandOption::WaveFormat,
        QT_TRANSLATE_NOOP("Words",
                          "Data bits, parity and stop bits of a waveform, or of recorded bytes: "
                          "with 7E1 their eighth bit is a parity bit. Without it, or with auto: "
                          "found.")},
    Row{CommandOption::As,
        QT_TRANSLATE_NOOP(
            "Words",
            "What the file holds, where that is not found: raw (bytes), hex (digits), "
            "log (lines with times, TX and RX, > and <), hexdump (xxd, od), written "
            "(<STX>, \\r\\n), remarks (a read-out with remarks), array (of a "
            "program), decimal, tasmota, vzlogger (dump file), smartmeter (ioBroker), "
            "portmon, text or csv (of Optoscope). Without it, or with auto: found.")},
    Row{CommandOption::Steps,
        QT_TRANSLATE_NOOP("Words",
                          "Only these steps, in this order, separated by commas. Without it: "
                          "all.")},
    Row{CommandOption::Answers,
        QT_TRANSLATE_NOOP("Words",
                          "A JSON object like \"person\" of a scenario: answers (country, utility, "
                          "meterType, address, everSwapped), hasRemote, hasSecondProbe, "
                          "cameraSeesInfrared, unsure. What it says is not asked; on a virtual "
                          "target it also guides the virtual person.")},
    Row{CommandOption::ListenBaud,
        QT_TRANSLATE_NOOP("Words", "The speed to listen at, or auto. Without it: auto.")},
    Row{CommandOption::ListenFormat,
        QT_TRANSLATE_NOOP("Words", "Data bits, parity and stop bits, or auto. Without it: auto.")},
    Row{CommandOption::Seconds,
        QT_TRANSLATE_NOOP("Words",
                          "How long to listen at each setting, 1 to 86400. Without it: 12.")},
    Row{CommandOption::Every,
        QT_TRANSLATE_NOOP("Words",
                          "The time from poll to poll: seconds, or with m, h or d minutes, hours "
                          "or days (60, 15m, 6h, 1d).")},
    Row{CommandOption::Codes,
        QT_TRANSLATE_NOOP("Words",
                          "Store the values of these codes of the read-out only, separated by "
                          "commas. Without it: all.")},
    Row{CommandOption::Store,
        QT_TRANSLATE_NOOP("Words",
                          "Where readings are stored: a SQLite file, which is made if it is not "
                          "there, or postgresql://USER:PASSWORD@HOST:PORT/DATABASE. Without it "
                          "they are only shown.")},
    Row{CommandOption::Quiet,
        QT_TRANSLATE_NOOP("Words",
                          "Local times of the day in which the meter is left alone, such as "
                          "22:00-06:00,12:00-13:00.")},
    Row{CommandOption::Retries,
        QT_TRANSLATE_NOOP("Words",
                          "How often a failed poll is tried again, 0 to 100, as long as the next "
                          "one is not due. Without it: 3.")},
    Row{CommandOption::WakeUps,
        QT_TRANSLATE_NOOP("Words",
                          "How often a meter with a battery may be asked in a day. Polls beyond "
                          "that are left out. Without it: as often as needed.")},
    Row{CommandOption::GoOn,
        QT_TRANSLATE_NOOP("Words", "Go on when the meter refuses. Without it polling ends.")},
    Row{CommandOption::Meter,
        QT_TRANSLATE_NOOP("Words",
                          "The number of the meter that is meant. Without it: the one that the "
                          "store knows for this target, or who answers first. Another meter's "
                          "values are never mixed in.")},
    Row{CommandOption::Station,
        QT_TRANSLATE_NOOP("Words",
                          "The name of this computer in a store that many write to. Without it: "
                          "its host name.")},
    Row{CommandOption::Count,
        QT_TRANSLATE_NOOP("Words", "End after so many polls, with the status of the last one.")},
    Row{CommandOption::Days,
        QT_TRANSLATE_NOOP("Words",
                          "With a virtual target: poll the last N days at once, in virtual time "
                          "(1 to 3660).")},
    Row{CommandOption::Import,
        QT_TRANSLATE_NOOP("Words",
                          "Read a table of readings into the store, with the columns utc, meter, "
                          "code, value, and, if they are there, unit, number and bracket.")},
};

} // namespace

QString optionText(CommandOption option)
{
    const auto *row = std::ranges::find(rows, option, &Row::option);
    return row == rows.end() ? QString() : Words::tr(row->text);
}

} // namespace optoscope::texts
