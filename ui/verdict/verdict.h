// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/theme.h"

namespace optoscope {

class SessionDocument;

/// How things stand, in one sentence, and what to do about it.
struct Verdict {
    Tone tone = Tone::Quiet;
    QString text;
    QString advice; ///< empty if nothing needs doing
    bool offersSelfTest = false; ///< The test of probe and meter would tell more.
    friend bool operator==(const Verdict &, const Verdict &) = default;
};

/// A text of several sentences: what is the case, and what to do about it.
Verdict inSentences(Tone tone, const QString &text);

Verdict verdictOf(const SessionDocument &document);

/// "1 error, 2 notes"; empty without findings.
QString findingCounts(const Findings &findings);

} // namespace optoscope
