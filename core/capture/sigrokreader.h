// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/wavefile.h"

#include <optional>

namespace optoscope {

/// Reads a session file of sigrok (`.sr`: a zip archive with `metadata` and samples at a constant
/// rate): its logic channels, and the analogue ones, which are high above \a threshold or as
/// AnalogLevels finds. \a archive is the file; it is unpacked piece by piece.
WaveResult readSigrok(const QString &archive, std::optional<double> threshold = {});
/// The same from memory, with a limit on what is unpacked.
WaveResult readSigrok(const QByteArray &archive, qint64 unpackedLimit = waveBytesLimit,
                      std::optional<double> threshold = {});

} // namespace optoscope
