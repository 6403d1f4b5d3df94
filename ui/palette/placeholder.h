// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace optoscope {

/// Writes into the middle of an empty view why it is empty.
void paintPlaceholder(QWidget *viewport, const QString &text);

} // namespace optoscope
