// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/wavefile.h"

#include <optional>

class QIODevice;

namespace optoscope {

/// Whether \a head, the beginning of a file, has rows of a rising time and levels.
bool looksLikeCsvWaveform(QByteArrayView head);

/// Reads a table of an oscilloscope or logic analyser: the first column is the time, each other one
/// a channel; separated by commas, semicolons or tabs, with decimal points or (not beside commas)
/// decimal commas. Rows before the first one of numbers are its heading; the last of them with as
/// many columns names the channels. The time's unit is in its name, such as `Time (ms)`; where it
/// is not, the one is taken that makes the pulses as short as those of a line at 110 to 115200
/// baud; or the first column counts samples and the heading has their Increment. A channel is high
/// above \a threshold, or as AnalogLevels finds. Times before zero (before the trigger) are moved:
/// the recording begins at zero. \a file must be able to seek.
WaveResult readCsvWaveform(QIODevice &file, std::optional<double> threshold = {});

} // namespace optoscope
