// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings.h"

class QSettings;

namespace optoscope {

/// Loads what was remembered; what is missing or makes no sense has its usual value.
Settings loadSettings(const QSettings &store);
void saveSettings(QSettings &store, const Settings &settings);

} // namespace optoscope
