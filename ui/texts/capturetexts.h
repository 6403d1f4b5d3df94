// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/captureproblem.h"
#include "core/capture/recorder.h"

namespace optoscope::texts {

/// What could not be read of the capture \a file, in a sentence.
QString captureProblemText(const QString &file, const CaptureProblem &problem);
/// Why nothing is recorded any more, and what to do.
QString recordTroubleText(const RecordTrouble &trouble);

} // namespace optoscope::texts
