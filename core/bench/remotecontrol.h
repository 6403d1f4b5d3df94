// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/waveform.h"

#include <QtGlobal>

namespace optoscope {

/// How a TV remote codes its keys.
enum class RemoteCode {
    nec, ///< 38 kHz: a frame of pulse distances, then a repeat each 110 ms
    rc5, ///< 36 kHz: a frame of 14 bits in Manchester code each 114 ms
};

/// Light that a remote switches on and off: frequency, share of the time that is lit, and where in
/// its period it stands at time 0 (0 to 1).
struct RemoteCarrier {
    double hertz = 38'000;
    double duty = 1.0 / 3;
    double phase = 0;
};

/// A key is held for so long.
inline constexpr nanoseconds remotePressLength = std::chrono::milliseconds(400);

/// The bursts of one press from \a at on, with their pauses, as a slow receiver sees them: space
/// while the carrier runs.
Waveform remoteBursts(RemoteCode code, Instant at);
/// \a bursts filled with the pulses of \a carrier: space while light is sent.
Waveform modulated(const Waveform &bursts, const RemoteCarrier &carrier);
/// The light of one press from \a at on, with the code's carrier at a duty of 1/3 (design §4), in a
/// phase drawn from \a seed.
Waveform remotePress(RemoteCode code, Instant at, quint64 seed);

} // namespace optoscope
