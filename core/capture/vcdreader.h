// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/wavefile.h"

class QIODevice;

namespace optoscope {

/// Whether \a head, the beginning of a file, is that of a value change dump.
bool looksLikeVcd(QByteArrayView head);

/// Reads a value change dump (IEEE 1364 clause 18): its variables of one bit. What is unknown or
/// floating keeps the level that it had.
WaveResult readVcd(QIODevice &file);

} // namespace optoscope
