// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/check.h"

#include <QByteArray>
#include <QList>
#include <QObject>

#include <optional>

namespace optoscope {

namespace MessageNames {
Q_NAMESPACE
/// Kinds of messages (clause 6.3) and of what else is heard. The names are those of the JSON.
enum class MessageKind : quint8 {
    request,
    identification,
    optionSelect,
    data,
    command,
    ack,
    nak,
    breakOff, ///< `SOH B0 ETX BCC`; "break" in JSON
    error,
    echo, ///< our own characters, heard again
    noise, ///< characters that belong to no message
    wakeUp,
};
Q_ENUM_NS(MessageKind)
} // namespace MessageNames
using MessageNames::MessageKind;

/// The kind as JSON writes it.
QString messageName(MessageKind kind);

/// `/ ? [address] ! CR LF` (clause 6.3.1).
QByteArray encodeRequest(QByteArrayView address);
/// `ACK V Z Y CR LF` (clause 6.3.3).
QByteArray encodeOptionSelect(char protocol, char baud, char control);
/// `SOH command [STX dataSet] ETX BCC` (clause 6.3.7); \a command as in "P1".
QByteArray encodeCommand(QByteArrayView command, std::optional<QByteArray> dataSet);
/// `STX block ! CR LF ETX BCC` around a read-out's block, whose own line ends stand (6.3.4).
QByteArray encodeReadout(QByteArrayView block);
/// `SOH B0 ETX BCC`.
QByteArray encodeBreak();

/// What an identification message says (clause 6.3.2).
struct Identification {
    QByteArray raw; ///< without CR LF
    QByteArray manufacturer; ///< the three letters as sent
    char baudCharacter = 0; ///< 0 if missing
    QList<char> escapes; ///< the letters after each backslash
    QByteArray device; ///< the rest, escapes taken out

    /// The third letter is lower case: 20 ms reaction time allowed (clause 6.3.14 item 12).
    bool isFast() const;
    bool offersModeE() const { return escapes.contains('2'); }
};

/// Parses `/XXXZ…`, CR LF may stand at its end; nothing if it is no identification.
std::optional<Identification> parseIdentification(QByteArrayView message);

/// The baud of a baud character in modes C and E: '0' 300 … '6' 19200; nothing if reserved.
std::optional<int> baudOfModeC(char baudCharacter);
/// The baud of a baud character in mode B: 'A' 600 … 'F' 19200; nothing if reserved.
std::optional<int> baudOfModeB(char baudCharacter);
/// The mode C character of \a baud; nothing if there is none.
std::optional<char> modeCCharacter(int baud);

} // namespace optoscope
