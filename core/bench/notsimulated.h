// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace optoscope {

/// This version simulates no programming. True if \a value,
/// which is not the healthy one, needs what is missing at \a key ("meter.mode"). The one place that
/// says so.
bool isNotSimulated(QStringView key, QStringView value);

} // namespace optoscope
