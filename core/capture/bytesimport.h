// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/bytesform.h"
#include "core/capture/capturefile.h"
#include "core/capture/wavefile.h"
#include "core/trace/traceentry.h"

#include <QByteArray>

#include <variant>

namespace optoscope {

/// What somebody recorded, as entries of a trace. Of plain bytes no times are known: every entry
/// stands at Instant 0. A log's entries stand where its times say. The characters of both have no
/// spacing, as nobody knows when each was on the line. The line settings at the start have baud 0,
/// for not known, and say how many bits of a character are data. A waveform has all of it: see
/// decodeChannels().
struct ImportedBytes {
    TraceEntries entries;
    bool hasDirections = false; ///< The file says who sent what; else all is the meter's.
    /// CR had been lost from CR LF and was put back; never right after ETX or EOT, where an LF
    /// may be the check character.
    bool lineEndsRestored = false;
    /// 7E1 had been read as 8N1. The line settings say so, the characters keep their eight bits,
    /// and those with wrong parity are marked.
    bool parityBitsLeft = false;
    BytesForm form = BytesForm::Raw; ///< what the file was read as, unless it is something else
    QDateTime anchor; ///< the wall-clock time of Instant 0, where a log or a capture says it
    /// Of a capture: what it says of itself, and what could not be read of it.
    std::optional<CaptureSummary> capture;
};

/// Most bytes that are read of one file.
inline constexpr qint64 importLimit = qint64{16} * 1024 * 1024;

/// Reads raw bytes, hexadecimal digits or the log of another program, as \a form, or where it is
/// left open the content, says.
/// \a format says what the characters are instead of what they look like: with seven data bits and
/// parity, their eighth bit is the parity bit.
std::variant<ImportedBytes, ImportError> importBytes(const QByteArray &content, BytesForm form,
                                                     std::optional<CharacterFormat> format = {});

/// Reads a file, or standard input for "-"; its ending `.hex` says that it holds digits. Recorded
/// waveforms are known by ending and content, unless \a form says what the file is, and read as \a
/// options say; of these, bytes have but a format.
/// Captures have their own entries, times and line settings.
std::variant<ImportedBytes, ImportError> importFile(const QString &name,
                                                    const WaveOptions &options = {},
                                                    BytesForm form = BytesForm::Detect);

} // namespace optoscope
