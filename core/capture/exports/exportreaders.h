// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/bytesimport.h"

/// Text and CSV that Optoscope has exported, read back: the same characters, directions and times.
/// Findings and events come back as notes.
namespace optoscope {

inline constexpr QByteArrayView textExportMark = "# Optoscope text 1";
inline constexpr QByteArrayView textBeganMark = "# began ";
inline constexpr QByteArrayView csvExportHeader =
    "seconds,what,hex,characters,spacing_ns,value,words";

bool looksLikeTextExport(QByteArrayView text);
std::variant<ImportedBytes, ImportError> readTextExport(QByteArrayView text);

bool looksLikeCsvExport(QByteArrayView text);
std::variant<ImportedBytes, ImportError> readCsvExport(QByteArrayView text);

} // namespace optoscope
