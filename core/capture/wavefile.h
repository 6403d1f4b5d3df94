// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/importerror.h"
#include "core/uart/waveform.h"

#include <QString>

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

using WaveResult = std::variant<WaveFile, ImportError>;

/// Bounds of what is read of one file: its bytes, packed or unpacked; its lines; edges of all of
/// them together (16 bytes each).
inline constexpr qint64 waveBytesLimit = 1024LL * 1024 * 1024;
inline constexpr qint64 waveChannelsLimit = 512;
inline constexpr qint64 waveEdgesLimit = 10'000'000;
/// The longest recording: ten years.
inline constexpr double waveSecondsLimit = 10 * 365.25 * 86400;

} // namespace optoscope
