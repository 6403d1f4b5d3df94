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
};

} // namespace

QString optionText(CommandOption option)
{
    const auto *row = std::ranges::find(rows, option, &Row::option);
    return row == rows.end() ? QString() : Words::tr(row->text);
}

} // namespace optoscope::texts
