// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/verdict.h"
#include "ui/palette/theme.h"

namespace optoscope {

/// Colour and mark of a verdict: good, harmless or easily cured, at fault, not known.
Tone verdictTone(ProbeVerdict verdict);
Tone verdictTone(MeterVerdict verdict);

} // namespace optoscope
