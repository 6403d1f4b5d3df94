// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace optoscope {

/// The chips behind the kernel driver \a driver tell of no framing error, parity error or break,
/// whatever the system is asked for (reference probe.md §4.5).
bool isSilentAboutErrors(QStringView driver);

} // namespace optoscope
