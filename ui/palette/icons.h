// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace optoscope {

/// The program's own icon \a name from resources/icons, drawn in the text colour of the palette
/// that is valid when it is painted, so that it follows light and dark.
QIcon themedIcon(const QString &name);

/// The program's icon in its own colours.
QIcon programIcon();

} // namespace optoscope
