// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace optoscope {

class SessionDocument;

/// What is shown and what becomes of it, with the place of the mark for what is not saved.
QString sessionTitle(const SessionDocument &document, bool isRunning, bool isTest);

} // namespace optoscope
