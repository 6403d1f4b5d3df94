// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/adaptertable.h"
#include "core/knowledge/flagtable.h"
#include "core/knowledge/metertable.h"
#include "core/knowledge/obistable.h"
#include "core/knowledge/probetable.h"

namespace optoscope {

/// What the program knows about the world outside, loaded at start and passed in as a value.
struct Knowledge {
    ObisTable obis;
    FlagTable flags;
    AdapterTable adapters;
    ProbeTable probes;
    MeterTable meters;
};

} // namespace optoscope
