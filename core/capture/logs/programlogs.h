// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/logs/logrecord.h"

#include <QList>

/// Logs of single programs that say more than lines of time, direction and bytes do. Scores are
/// from 0 to 100.
namespace optoscope {

/// Tasmota's console: the dump of a meter script (`12:34:56.789 : 1B 1B …`), lines that the serial
/// port handed to the command parser (`CMD:`), and `SerialReceived` in JSON.
int scoreTasmota(const QList<QByteArrayView> &sample);
std::optional<ImportError> readTasmota(QByteArrayView text, LogRecord &record);

/// Sysinternals Portmon: IRP_MJ_WRITE and IRP_MJ_READ with their bytes, and the line's settings.
int scorePortmon(const QList<QByteArrayView> &sample);
std::optional<ImportError> readPortmon(QByteArrayView text, LogRecord &record);

/// The file that vzlogger's option dump_file makes: `<<<<<` sent, `>>>>>` received.
int scoreVzloggerDump(const QList<QByteArrayView> &sample);
std::optional<ImportError> readVzloggerDump(QByteArrayView text, LogRecord &record);

/// The debug log of ioBroker's smartmeter adapter: what has come so far, again and again.
int scoreSmartmeter(const QList<QByteArrayView> &sample);
std::optional<ImportError> readSmartmeter(QByteArrayView text, LogRecord &record);

/// Logs of meter readers that tell what they did and not which bytes went over the line.
bool looksLikeWordsOnly(const QList<QByteArrayView> &sample);

} // namespace optoscope
