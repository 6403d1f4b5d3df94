// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/portcapabilities.h"

#include <QStringList>

namespace optoscope::texts {

/// What a port can do and tell, a fact each: "Line errors: unknown until one is seen".
QStringList capabilityTexts(const PortCapabilities &capabilities);

} // namespace optoscope::texts
