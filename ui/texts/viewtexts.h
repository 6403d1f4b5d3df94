// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/bytepattern.h"
#include "core/trace/runstore.h"

#include <QString>

namespace optoscope::texts {

/// What is wrong with a pattern that was typed as \a text, and what to type instead.
QString patternErrorText(const PatternError &error, const QString &text);
/// The same for the length of a pause.
QString pauseErrorText(const QString &text);
/// The same for a time to go to.
QString timeErrorText(const QString &text);

/// Cause and cure.
struct TroubleWords {
    QString cause; ///< empty if there is no trouble
    QString cure;
};
/// What it means that a long session cannot be put away or had back; \a folder is where it is put.
TroubleWords storeTrouble(RunStore::State state, qint64 residentBytes, const QString &folder);

} // namespace optoscope::texts
