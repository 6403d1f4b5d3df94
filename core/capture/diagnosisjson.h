// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/diagnosis.h"
#include "core/recognise/lineclass.h"
#include "core/trace/finding.h"

#include <QJsonObject>

namespace optoscope {

/// The document of `selftest --json` and `diagnose --json` (design §6). Besides what stands there
/// each verdict has `open`, the verdicts that are still possible, and `wouldChange`, the steps that
/// would settle it. Findings have times only if \a isTimed.
QJsonObject diagnosisJson(const Diagnosis &diagnosis, const LineVerdict &line,
                          const Findings &findings, bool isTimed);

} // namespace optoscope
