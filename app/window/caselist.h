// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/try/virtualcase.h"

#include <QList>

namespace optoscope {

/// The shipped scenarios as cases in the order of their numbers, the story last.
QList<VirtualCase> listCases();

} // namespace optoscope
