// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace optoscope::limits {

// What a number is held against, each with its source.

/// Characters of a loopback that must come back (reference probe.md W2: 64 of 64; one may be lost
/// when the bridge is put on).
constexpr double loopback = 0.95;
/// By how much a character may take longer or shorter (reference probe.md §4.4).
constexpr double characterTime = 0.03;
/// Characters a second that are noise (W3: one at most in five seconds).
constexpr double quiet = 0.5;
/// Echo of a good probe (W6), and of a marginal one.
constexpr double exactEcho = 0.95;
constexpr double anyEcho = 0.6;
/// Echo with the receiver taped, or with nothing at the port, that is no accident.
constexpr double leakedEcho = 0.5;
/// Events for each request that is sent with the receiver taped (W7: 14 for spikes).
constexpr double leakedEvents = 1;
/// Events for each press of a remote that count (W5: 20 where it is heard well; the carrier may
/// fall between the samples).
constexpr double remote = 3;
/// Events of three covers of the sun (W5: 3 ± 1).
constexpr double sun = 2;
/// Events that a remote adds to our own light (W5b; signatures.md §12: 16 to 25).
constexpr double together = 3;
/// Requests that come back inverted.
constexpr double inverted = 0.5;
/// Events of NULs before a near mirror: half of them.
constexpr double nuls = 0.5;
/// Frequency of a lamp in hertz, at least.
constexpr double lamp = 20;

} // namespace optoscope::limits
