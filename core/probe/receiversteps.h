// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/step.h"

namespace optoscope {

/// W3: the probe plugged in and covered: what it hears in the dark, and while the port sends.
std::unique_ptr<Step> makeDarkStep();
/// W3b: what it hears in the light of the room.
std::unique_ptr<Step> makeRoomStep();
/// W5: what it hears of a TV remote, near and far, and of the sun.
std::unique_ptr<Step> makeLightStep();
/// W5b: what it hears of a remote while the port sends, more than without.
std::unique_ptr<Step> makeTogetherStep();

} // namespace optoscope
