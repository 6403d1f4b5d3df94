// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/wavefile.h"

#include <optional>

class QIODevice;

namespace optoscope {

/// Whether \a head, the beginning of a file, is that of a value change dump.
bool looksLikeVcd(QByteArrayView head);

/// Reads a value change dump (IEEE 1364 clause 18): a variable of several bits has a line for each
/// of them, `D[7]`; a real one is high above \a threshold, or as AnalogLevels finds. What is
/// unknown or floating keeps the level that it had.
WaveResult readVcd(QIODevice &file, std::optional<double> threshold = {});

} // namespace optoscope
