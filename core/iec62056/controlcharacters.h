// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace optoscope {

// The control characters of IEC 62056-21 (clause 6.3.14).
inline constexpr char nul = '\x00';
inline constexpr char soh = '\x01';
inline constexpr char stx = '\x02';
inline constexpr char etx = '\x03';
inline constexpr char eot = '\x04';
inline constexpr char ack = '\x06';
inline constexpr char nak = '\x15';

} // namespace optoscope
