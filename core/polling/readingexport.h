// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/readingreader.h"

#include <QIODevice>

namespace optoscope {

/// What was written, or read.
struct ReadingCount {
    qint64 readings = 0;
    qint64 polls = 0;
};

/// All readings, a line each, in the order of polls:
/// `utc,meter,code,bracket,unit,value,number,poll` with times as 2026-11-23T10:15:00.000Z and
/// fields as csvCell() writes them. importReadings() reads it again without loss. What could not be
/// written is for the device to tell.
StoreResult<ReadingCount> writeReadingsCsv(ReadingReader &reader, QIODevice &out);

/// One JSON document: plans, readings, and polls with their findings.
StoreResult<ReadingCount> writeReadingsJson(ReadingReader &reader, QIODevice &out);

} // namespace optoscope
