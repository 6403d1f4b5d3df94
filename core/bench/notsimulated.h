// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace optoscope {

/// This version simulates the meter and the wire, not the light between them. True if \a value,
/// which is not the healthy one, needs what is missing at \a key ("meter.mode"). The one place that
/// says so: it goes when the optics come.
bool isNotSimulated(QStringView key, QStringView value);

} // namespace optoscope
