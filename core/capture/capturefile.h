// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/capturefacts.h"
#include "core/capture/captureproblem.h"
#include "core/capture/importerror.h"
#include "core/trace/traceentry.h"

#include <functional>
#include <variant>

class QIODevice;

namespace optoscope {

/// What a capture says besides its entries.
struct CaptureSummary {
    CaptureFacts facts;
    CaptureProblems problems;
    bool isClosed = false; ///< The recorder came to its end.
};

using CaptureResult = std::variant<CaptureSummary, ImportError>;

/// Whether a file is a pcapng or pcap capture, by its content; false if it cannot be opened or is
/// no regular file.
bool isCaptureFile(const QString &name);
/// Reads a capture and hands over its entries in the order of the file, some thousands at a time:
/// the file may be larger than memory. Stops early when \a take returns false.
CaptureResult readCaptureFile(const QString &name, const std::function<bool(TraceEntries)> &take);
/// The same of a device that is open; \a head is what was read of it before.
CaptureResult readCapture(QIODevice &device, const QByteArray &head,
                          const std::function<bool(TraceEntries)> &take);

/// Recordings in \a folder that did not come to their end, and that nobody is writing: those of a
/// program that was ended by force.
QStringList unfinishedRecordings(const QString &folder);
/// Says in such a recording that this is its end; what was written half is cut off. False if it
/// cannot be written.
bool closeRecording(const QString &name);
/// The file that is locked while \a name is being recorded.
QString lockOfRecording(const QString &name);

} // namespace optoscope
