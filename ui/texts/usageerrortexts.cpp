// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/commandtexts.h"
#include "ui/texts/texts.h"
#include "ui/texts/words.h"

#include <algorithm>
#include <array>

namespace optoscope::texts {

namespace {

struct Row {
    UsageError error;
    const char *text;
};

constexpr std::array rows{
    Row{UsageError::NoCommand, QT_TRANSLATE_NOOP("Words", "No command was given.")},
    Row{UsageError::UnknownCommand, QT_TRANSLATE_NOOP("Words", "There is no command \"%1\".")},
    Row{UsageError::TooManyArguments,
        QT_TRANSLATE_NOOP("Words", "\"%1\" is one argument too many.")},
    Row{UsageError::NoTarget, QT_TRANSLATE_NOOP("Words", "No target was named.")},
    Row{UsageError::NoFile, QT_TRANSLATE_NOOP("Words", "No file was named.")},
    Row{UsageError::NoInOut,
        QT_TRANSLATE_NOOP("Words", "Two files are needed: what to read and what to write.")},
    Row{UsageError::BadOutEnding,
        QT_TRANSLATE_NOOP("Words",
                          "\"%1\" cannot be written. Choose a name that ends in .pcapng, .txt, "
                          ".csv, .html or .vcd.")},
    Row{UsageError::BadMode,
        QT_TRANSLATE_NOOP("Words", "\"%1\" is no mode. Choose auto, A, B, C or D.")},
    Row{UsageError::ModeENotThere,
        QT_TRANSLATE_NOOP("Words",
                          "Mode E (binary, DLMS/COSEM) cannot be read yet. Most meters that offer "
                          "it also answer in mode C: try --mode C.")},
    Row{UsageError::NotOnReplay,
        QT_TRANSLATE_NOOP("Words",
                          "A recording cannot be tested: nobody is there to do the steps. "
                          "`optoscope-cli diagnose %1` says what it shows of probe and meter.")},
    Row{UsageError::BadAddress,
        QT_TRANSLATE_NOOP("Words",
                          "\"%1\" is no address. It has up to 32 letters, digits and blanks.")},
    Row{UsageError::BadBaud,
        QT_TRANSLATE_NOOP("Words",
                          "\"%1\" is no speed. Give a whole number from 50 to 4000000, such as "
                          "300 or 9600.")},
    Row{UsageError::BadFormat,
        QT_TRANSLATE_NOOP("Words",
                          "\"%1\" is no format. Give data bits, parity (N, E, O, M or S) and stop "
                          "bits, such as 7E1 or 8N1.")},
    Row{UsageError::BadForm,
        QT_TRANSLATE_NOOP("Words",
                          "\"%1\" is nothing that a file can be read as. Choose auto, raw, hex, "
                          "log, hexdump, written, remarks, array, decimal, tasmota, vzlogger, "
                          "smartmeter, portmon, text or csv.")},
    Row{UsageError::BadParity,
        QT_TRANSLATE_NOOP("Words",
                          "\"%1\" is no choice for parity. Choose auto, software or hardware.")},
    Row{UsageError::BadSwitch,
        QT_TRANSLATE_NOOP("Words",
                          "\"%1\" does not say how the line is to be set. Choose on or off.")},
    Row{UsageError::NoTraceFile,
        QT_TRANSLATE_NOOP("Words", "--trace needs the name of a file, or - for standard output.")},
    Row{UsageError::TraceWithJson,
        QT_TRANSLATE_NOOP("Words",
                          "--trace - and --json both want standard output. Name a file for the "
                          "trace, or leave out --json.")},
    Row{UsageError::TraceToTerminal,
        QT_TRANSLATE_NOOP("Words",
                          "--trace - writes a capture to standard output, which is a terminal. "
                          "Send it to a program (| wireshark -k -i -) or name a file.")},
    Row{UsageError::WhereToListen,
        QT_TRANSLATE_NOOP(
            "Words", "Say where the meter is to be reached: either --pty LINK or --tcp PORT.")},
    Row{UsageError::BadTcpPort,
        QT_TRANSLATE_NOOP("Words", "\"%1\" is no TCP port. Give a whole number from 1 to 65535.")},
    Row{UsageError::BadThreshold,
        QT_TRANSLATE_NOOP("Words", "\"%1\" is no threshold. Give volts, such as 1.6, or auto.")},
    Row{UsageError::BadPolarity,
        QT_TRANSLATE_NOOP("Words", "\"%1\" is no polarity. Choose auto, normal or inverted.")},
    Row{UsageError::BadStep,
        QT_TRANSLATE_NOOP(
            "Words",
            "\"%1\" is no step of the self-test. Choose from W0, W1, W2, W2b, W3, W3b, "
            "W4, W4b, W5, W5b, W6, W7, W8, W9 and W10, separated by commas.")},
    Row{UsageError::BadSeconds,
        QT_TRANSLATE_NOOP("Words",
                          "\"%1\" is no time to listen. Give whole seconds from 1 to 86400.")},
    Row{UsageError::NoEvery,
        QT_TRANSLATE_NOOP("Words", "Say how often: --every 60, --every 15m, --every 6h.")},
    Row{UsageError::BadEvery,
        QT_TRANSLATE_NOOP("Words",
                          "\"%1\" is no time. Give whole seconds, or a number with s, m, h or d, "
                          "such as 90, 15m or 6h.")},
    Row{UsageError::BadQuiet,
        QT_TRANSLATE_NOOP("Words",
                          "\"%1\" are no quiet times. Give them as 22:00-06:00, several with "
                          "commas between.")},
    Row{UsageError::BadRetries,
        QT_TRANSLATE_NOOP("Words", "\"%1\" is no number of retries. Give 0 to 100.")},
    Row{UsageError::BadCount,
        QT_TRANSLATE_NOOP("Words", "\"%1\" is no count. Give a whole number from 1 on.")},
    Row{UsageError::BadDays,
        QT_TRANSLATE_NOOP("Words", "\"%1\" is no number of days. Give 1 to 3660.")},
    Row{UsageError::DaysOfRealTarget,
        QT_TRANSLATE_NOOP("Words",
                          "--days is for virtual meters: the past of %1 cannot be polled.")},
    Row{UsageError::DaysOfTrace,
        QT_TRANSLATE_NOOP("Words",
                          "A trace is one session, --days are many: leave out --trace, or record "
                          "one of them with `optoscope-cli read`.")},
    Row{UsageError::NoStore, QT_TRANSLATE_NOOP("Words", "No store was named.")},
    Row{UsageError::BadStore,
        QT_TRANSLATE_NOOP("Words",
                          "\"%1\" is no store. Give a file's name, or "
                          "postgresql://USER@HOST/DATABASE.")},
    Row{UsageError::BadTableEnding,
        QT_TRANSLATE_NOOP("Words",
                          "\"%1\" cannot be written. Choose a name that ends in .csv or "
                          ".json.")},
};

} // namespace

QString usageErrorText(UsageError error, const QString &what)
{
    const auto *row = std::ranges::find(rows, error, &Row::error);
    if (row == rows.end())
        return {};
    const QString text = Words::tr(row->text);
    return text.contains(u"%1") ? text.arg(visibleText(QStringView(what))) : text;
}

} // namespace optoscope::texts
