// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/bytesimport.h"
#include "core/capture/waveformimport.h"

#include <QStringList>

namespace optoscope {

/// How a file is to be read, as far as that is not to be found out.
struct ImportChoices {
    BytesForm form = BytesForm::Detect;
    /// Channels of a waveform by number from 0; -1: none carries that.
    std::optional<qsizetype> received;
    std::optional<qsizetype> sent;
    WaveOptions wave; ///< all but its channels
};

/// Any file that can be opened, as entries of a trace, with what was found out about it.
struct ImportedCapture {
    TraceEntries entries;
    bool isWaveform = false;
    QStringList channels; ///< of a waveform, as the file calls them
    qsizetype received = -1; ///< the channel that was taken; -1: none
    qsizetype sent = -1;
    bool isInverted = false; ///< The channels idle low and were turned around.
    bool lineEndsRestored = false; ///< see ImportedBytes
    BytesForm form = BytesForm::Raw; ///< what it was read as, unless it is a waveform or a capture
    /// Of a capture: what it says of itself, and what could not be read of it.
    std::optional<CaptureSummary> capture = {};
    QDateTime anchor; ///< the wall-clock time of Instant 0; invalid if the file does not say it
};

using OpeningResult = std::variant<ImportedCapture, ImportError>;

/// Reads whatever `decode` reads. \a progress is told how much of a waveform's file was read; where
/// it returns false the import ends with an error.
OpeningResult importCapture(const QString &name, const ImportChoices &choices = {},
                            const ReadProgress &progress = {});

} // namespace optoscope
