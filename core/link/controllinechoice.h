// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace optoscope {

/// How the two lines that we drive are set directly after opening, before anything is sent.
/// Asserted both, since many probes draw their supply from them: Linux asserts them at open,
/// Windows drops RTS (reference probe.md §4.6). Nothing leaves a line as the system has it.
struct ControlLineChoice {
    std::optional<bool> dtr = true;
    std::optional<bool> rts = true;
    friend bool operator==(const ControlLineChoice &, const ControlLineChoice &) = default;
};

} // namespace optoscope
