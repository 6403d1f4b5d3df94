// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/adaptertable.h"
#include "core/link/portfacts.h"

#include <QString>

namespace optoscope::texts {

/// The ports of this machine for people: adapter, driver, rights, who holds each, what \a adapters
/// says that each cannot do, and cures.
QString portsReport(const QList<PortFacts> &ports, const AdapterTable &adapters);

/// What keeps \a port from being used and how to cure it; empty if nothing does.
QString portProblemText(const PortFacts &port);

} // namespace optoscope::texts
