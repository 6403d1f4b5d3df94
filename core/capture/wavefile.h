// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/importerror.h"
#include "core/uart/linesettings.h"
#include "core/uart/waveform.h"

#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace optoscope {

/// One line of a recorded waveform: high is mark, low is space, as they were recorded.
struct WaveChannel {
    QString name; ///< as the file calls it; may be empty
    Waveform line;
};

/// What a scope or logic analyser recorded.
struct WaveFile {
    std::vector<WaveChannel> channels;
    Instant begin; ///< of the recording
    Instant end;
};

/// How a waveform is to be read; what is not said here is found.
struct WaveOptions {
    QString channel; ///< name of what was received, or its number from 1 on; empty: found
    QString sentChannel; ///< the same of what we sent
    std::optional<double> threshold; ///< of an analogue line: above it is high
    std::optional<bool> idlesLow; ///< The lines idle at low, not high.
    std::optional<Baud> baud;
    std::optional<CharacterFormat> format;
};

using WaveResult = std::variant<WaveFile, ImportError>;

/// Bounds of what is read of one file: its bytes, packed or unpacked; its lines; edges of all of
/// them together (16 bytes each).
inline constexpr qint64 waveBytesLimit = 1024LL * 1024 * 1024;
inline constexpr qint64 waveChannelsLimit = 512;
inline constexpr qint64 waveEdgesLimit = 10'000'000;
/// The longest recording: ten years.
inline constexpr double waveSecondsLimit = 10 * 365.25 * 86400;

} // namespace optoscope
