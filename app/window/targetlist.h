// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/environment.h"

namespace optoscope {

/// The ports of this machine and the virtual meter, for the target box.
QList<TargetChoice> listTargets();

/// What the person beside the virtual \a target has and knows; nothing where it cannot be loaded.
VirtualAnswers answersOf(const Target &target);

/// Step W0 of a self-test: what of this machine stands in the way of \a target.
EvidenceList inventoryOf(const Target &target);

} // namespace optoscope
