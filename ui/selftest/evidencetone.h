// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/evidence.h"
#include "ui/palette/theme.h"

namespace optoscope {

/// How a number looks beside that of a healthy probe and meter: good, a warning, or quiet where it
/// is neither.
Tone evidenceTone(const Evidence &evidence);

} // namespace optoscope
