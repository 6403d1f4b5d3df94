// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/logs/logrecord.h"

#include <QList>

namespace optoscope {

/// How sure \a sample is what xxd, `hexdump -C`, hexdump, od and debuggers print: an offset, the
/// bytes, perhaps their characters. 0 to 100.
int scoreHexDump(const QList<QByteArrayView> &sample);
/// Offsets must rise by the bytes of the rows; their base (16, 8, 10) is found. `*` stands for rows
/// like the one above it. Words of hexdump and `od -x` have their second byte first.
std::optional<ImportError> readHexDump(QByteArrayView text, LogRecord &record);

} // namespace optoscope
