// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/logs/logrecord.h"

#include <QList>

/// Texts that stand for what the meter sent. Scores are from 0 to 100.
namespace optoscope {

/// Numbers from 0 to 255 with blanks, commas or semicolons between them.
int scoreDecimals(const QList<QByteArrayView> &sample);
std::optional<ImportError> readDecimals(QByteArrayView text, LogRecord &record);

/// A read-out whose control characters are written (`<STX>`, `\r\n`, `␍␊`, `[ETX]`, `^B`). Where
/// line ends are written the real ones are layout.
int scoreWritten(const QList<QByteArrayView> &sample);
std::optional<ImportError> readWrittenText(QByteArrayView text, LogRecord &record);

/// A read-out with its owner's remarks behind the lines, after `#`, `//` or a dash.
int scoreRemarked(const QList<QByteArrayView> &sample);
std::optional<ImportError> readRemarked(QByteArrayView text, LogRecord &record);

} // namespace optoscope
