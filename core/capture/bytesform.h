// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace optoscope {

/// What a file of bytes may hold. The words are in ui/texts.
enum class BytesForm : quint8 {
    Detect, ///< to be found out
    Raw, ///< bytes as they were received
    Hex, ///< hexadecimal digits; lines that begin with TX or RX say who sent them
    HexDump, ///< xxd, hexdump -C, od
    Array, ///< arrays and strings of a program
    Decimal, ///< decimal numbers
    Written, ///< text with written control characters
    Remarked, ///< a read-out with remarks
    Log, ///< lines with times, with directions, or with both
    Tasmota, ///< Tasmota's console
    Portmon, ///< Sysinternals Portmon
    Vzlogger, ///< the dump file of vzlogger
    Smartmeter, ///< the debug log of ioBroker's smartmeter adapter
    Text, ///< what Optoscope exports as text
    Csv, ///< what Optoscope exports as CSV
};

/// All that can be chosen, in the order in which people see them; without Detect.
QList<BytesForm> bytesForms();
/// The name for the command line, as `hexdump`; "auto" for Detect.
QString bytesFormName(BytesForm form);
/// Nothing if there is no such form.
std::optional<BytesForm> bytesFormFromName(QStringView name);

} // namespace optoscope
