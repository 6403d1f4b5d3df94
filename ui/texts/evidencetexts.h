// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/diagnosis.h"

#include <QString>

namespace optoscope::texts {

/// What was measured, with its number and unit, and the limit that it is held against.
QString evidenceText(const Evidence &evidence);
QString evidenceText(const JudgedEvidence &judged);

/// A way of asking a meter, such as "with its address"; \a detail is that of foundWay.
QString wayText(const QString &detail);

} // namespace optoscope::texts
