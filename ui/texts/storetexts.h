// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/readingexport.h"
#include "core/polling/storecheck.h"

namespace optoscope::texts {

/// Why a store cannot be used, and what to do.
QString storeErrorText(const StoreError &error);
/// The same while polling goes on; so many polls wait.
QString storeTroubleText(const StoreError &error, qint64 waiting);
QString storeRecoveredText();
/// The poll that was due at \a due was stored without what it brought.
QString storeSetAsideText(const StoreError &error, UtcTime due);
/// At the end, \a polls could not be stored.
QString storeLostText(const StoreError &error, qint64 polls);
/// What was found in a store that can be used so.
QString storeCheckText(const StoreCheck &check, StoreUse use);
/// What was typed is no address of a database; how one looks.
QString noServerAddressText();
/// Readings that are not kept are in memory, and the oldest had to go.
QString madeRoomText(UtcTime since);
/// Why the trace of a poll cannot be shown: it was not kept.
QString traceLostText();
/// The recording \a file, to which a poll refers, is not there.
QString captureGoneText(const QString &file);
/// The recording \a file does not hold the poll that refers to it.
QString pollNotInCaptureText(const QString &file);
/// \a file was written from a store.
QString exportedText(const QString &file, const ReadingCount &count);
/// \a file was read into a store.
QString importedText(const QString &file, const ReadingCount &count);
/// What a store holds, in a line: times, polls, registers.
QString storeSummaryText(qint64 polls, qsizetype series, std::optional<UtcTime> first,
                         std::optional<UtcTime> last);
/// "40190756  1.8.0  kWh  43200 values, last 12804.376"
QString seriesLine(const Series &series, qsizetype count, double last);

} // namespace optoscope::texts
