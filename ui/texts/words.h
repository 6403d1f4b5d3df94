// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace optoscope::texts {

/// The translation context of every sentence in ui/texts.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace optoscope::texts
