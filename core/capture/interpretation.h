// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/datasets.h"
#include "core/knowledge/knowledge.h"
#include "core/knowledge/reading.h"

namespace optoscope {

/// What one bracket of a read-out means, as far as it is known.
struct Interpretation {
    std::optional<ObisName> name; ///< of the address that the bracket belongs to
    int bracket = 0; ///< its number behind the address, from 0
    Reading reading;
};

/// One interpretation for each data set.
QList<Interpretation> interpret(const DataSets &dataSets, const Knowledge &knowledge);

} // namespace optoscope
