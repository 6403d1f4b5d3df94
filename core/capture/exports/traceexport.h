// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/capturefacts.h"
#include "core/capture/exports/exportformat.h"
#include "core/capture/exports/exportwording.h"
#include "core/trace/trace.h"

#include <functional>
#include <memory>
#include <variant>

namespace optoscope {

/// What was written.
struct ExportSummary {
    ExportFormat format = ExportFormat::Pcapng;
    qint64 count = 0; ///< packets, rows or edges
    bool edgesAreMeasured = false;
    bool timesAreAssumed = false; ///< of levels; see VcdLines
    QString comment; ///< of levels: what the file says of them
};

/// Why nothing was written. A file that was there before is as it was.
struct ExportError {
    enum class Kind : quint8 {
        UnknownEnding, ///< The name says no format.
        CannotWrite, ///< detail: what the system says
        Cancelled,
    };
    Kind kind = Kind::CannotWrite;
    QString file;
    QString detail;

    friend bool operator==(const ExportError &, const ExportError &) = default;
};

using ExportResult = std::variant<ExportSummary, ExportError>;

/// Told how many entries of the trace have been written; what returns false ends the writing.
using ExportProgress = std::function<bool(qsizetype done, qsizetype total)>;

/// Writes \a trace to \a file: in \a format, or in that of the file's ending. The findings that a
/// text, table or page tells are those of the whole conversation. The wall-clock time is the
/// facts', else the trace's. May be called on a worker with a copy of the trace.
ExportResult exportTrace(const QString &file, const Trace &trace, const CaptureFacts &facts,
                         const std::shared_ptr<const ExportWording> &wording,
                         std::optional<ExportFormat> format = {},
                         const ExportProgress &progress = {});

/// Writes levels that were measured.
ExportResult exportLevels(const QString &file, const VcdLines &lines, const ExportWording &wording);

} // namespace optoscope
