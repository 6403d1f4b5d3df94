// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace optoscope::texts {

/// Where a text is read: what to do next is said in the words of that place.
enum class Surface : quint8 { CommandLine, Window };

} // namespace optoscope::texts
