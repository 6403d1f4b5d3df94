// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/wavefile.h"

class QIODevice;

namespace optoscope {

/// Whether \a head, the beginning of a file, is what lirc's `mode2` prints.
bool looksLikeLirc(QByteArrayView head);

/// Reads `pulse N` and `space N` (microseconds of light and of darkness), one a line; other lines
/// are messages of the program. One channel, where light is space.
WaveResult readLirc(QIODevice &file);

} // namespace optoscope
