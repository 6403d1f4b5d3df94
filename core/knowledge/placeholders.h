// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/obiscode.h"

#include <QString>

namespace optoscope {

/// Braces stand only around one letter from A to F.
bool hasGoodPlaceholders(const QString &name);
/// \a name, whose placeholders are good, with the numbers of \a code in their places.
QString filledIn(const QString &name, const ObisCode &code);

} // namespace optoscope
