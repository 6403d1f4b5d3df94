// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/porttrouble.h"

#include <QString>

namespace optoscope::texts {

/// A trouble in words.
struct PortTroubleText {
    QString text; ///< what is so
    QString cure; ///< what to do
};

PortTroubleText portTroubleText(const PortTrouble &trouble);

} // namespace optoscope::texts
