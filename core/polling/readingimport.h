// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/readingexport.h"

namespace optoscope {

/// Reads a table of readings into \a store, all of it or, if a line cannot be understood, nothing
/// (StoreError::Kind::BadRow). \a in must be a file that can be read twice.
///
/// The first line names the columns, in any order: `utc` (or `time`: with Z or an offset), `meter`,
/// `code`, and `value` or `number`; `unit`, `bracket` and `poll` if they are there. Separators are
/// commas, semicolons or tabs. Where there is no number it is read out of the value, with a point
/// or a comma. Lines without a poll get one for each meter and time; the same file brings the same
/// polls again, so that nothing is stored twice.
StoreResult<ReadingCount> importReadings(QIODevice &in, ReadingStore &store);

} // namespace optoscope
