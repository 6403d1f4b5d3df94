// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/vcdwriter.h"

#include <QString>
#include <QStringList>

namespace optoscope::texts {

/// What optoscope-cli can be asked to do.
enum class Command : quint8 {
    Ports,
    Read,
    Listen,
    Search,
    Poll,
    Readings,
    SelfTest,
    Diagnose,
    Decode,
    Convert,
    Simulate
};

struct CommandText {
    QString name;
    QString arguments; ///< as in a usage line
    QString summary; ///< one line
    QString details; ///< what a person should know before; may be empty
    QStringList examples; ///< command lines without the program's name
};

CommandText commandText(Command command);

enum class CommandOption : quint8 {
    Help,
    Version,
    Json,
    Mode,
    Address,
    WakeUp,
    Baud,
    Format,
    Parity,
    Dtr,
    Rts,
    Pty,
    Tcp,
    Scenario,
    Channel,
    SentChannel,
    Threshold,
    Polarity,
    WaveBaud,
    WaveFormat,
    As,
    Trace,
    Steps,
    Answers,
    ListenBaud,
    ListenFormat,
    Seconds,
    Every,
    Codes,
    Store,
    Quiet,
    Retries,
    WakeUps,
    GoOn,
    Meter,
    Station,
    Count,
    Days,
    Import,
};

QString optionText(CommandOption option);

/// What is wrong with a command line, and with which part of it.
enum class UsageError : quint8 {
    NoCommand,
    UnknownCommand,
    TooManyArguments,
    NoTarget,
    NoFile,
    NoInOut,
    BadOutEnding,
    BadMode,
    ModeENotThere,
    NotOnReplay,
    BadAddress,
    BadBaud,
    BadFormat,
    BadForm,
    BadParity,
    BadSwitch,
    WhereToListen,
    BadTcpPort,
    BadThreshold,
    BadPolarity,
    NoTraceFile,
    TraceWithJson,
    TraceToTerminal,
    BadStep,
    BadSeconds,
    NoEvery,
    BadEvery,
    BadQuiet,
    BadRetries,
    BadCount,
    BadDays,
    DaysOfRealTarget,
    DaysOfTrace,
    NoStore,
    BadStore,
    BadTableEnding,
};

QString usageErrorText(UsageError error, const QString &what);
/// Where help is to be found; \a command is empty for all commands.
QString helpHint(const QString &command);

/// The headings of a help text.
QString usageHeading();
QString commandsHeading();
QString optionsHeading();
QString examplesHeading();
/// What optoscope-cli is, in a sentence.
QString programSummary();
QString targetsText();
QString exitStatusText();
/// What was written did not reach its place.
QString outputLostText();
/// CR LF had become LF in a file and was put back.
QString lineEndsRestoredText();
/// What was read in another format is 7E1 with its parity bits.
QString readAgainMaskedText();
/// The virtual meter can be read at \a target.
QString simulatingText(const QString &target);
/// A program opened the virtual meter's port, or left it.
QString clientText(bool came);
/// \a file was written, with so many edges.
QString convertedText(const QString &file, qint64 edges);
/// \a file was written as a capture with so many packets.
QString convertedCaptureText(const QString &file, qint64 packets);
/// \a file could not be written; \a detail is what the system says.
QString notWrittenText(const QString &file, const QString &detail);
/// \a file could not be read; likewise.
QString notReadText(const QString &file, const QString &detail);
/// Where the edges of a value change dump are from.
QString vcdCommentText(const VcdLines &lines);
/// The search came to its end with nothing.
QString nothingFoundText();
/// What to do after a read without an answer.
QString silentText(const QString &target);
/// The key \a key of answers has no meaning where a real person answers.
QString onlyVirtualText(const QString &key);
/// A file held more messages than are decoded.
QString tooManyMessagesText(qint64 limit);

} // namespace optoscope::texts
