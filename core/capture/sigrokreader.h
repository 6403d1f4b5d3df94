// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/wavefile.h"

namespace optoscope {

/// Reads a session file of sigrok (`.sr`: a zip archive with `metadata` and samples at a constant
/// rate): its logic channels. \a archive is the file; it is unpacked piece by piece.
WaveResult readSigrok(const QString &archive);
/// The same from memory, with a limit on what is unpacked.
WaveResult readSigrok(const QByteArray &archive, qint64 unpackedLimit = waveBytesLimit);

} // namespace optoscope
