// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/logs/logrecord.h"

#include <QList>

namespace optoscope {

/// How sure \a sample holds arrays or strings of a program, 0 to 100.
int scoreArrays(const QList<QByteArrayView> &sample);
/// Numbers (`0x2F`, `47`, `'/'`) in braces, brackets or by themselves, and strings, as C, C++,
/// Java, JavaScript and Python have them; comments are skipped. Each list is a run of the meter's,
/// or of ours where the array's name says so (tx, send, request, command).
std::optional<ImportError> readArrays(QByteArrayView text, LogRecord &record);

} // namespace optoscope
