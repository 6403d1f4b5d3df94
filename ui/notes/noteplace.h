// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

/// Where a trace's notes belong. A trace only grows: a note about something earlier comes after it
/// with the earlier time, and what takes a note back is another note of that time, with a mark
/// before the same text.
namespace optoscope::noteplace {

/// The text that takes a note with \a text back.
QString takingBack(const QString &text);
/// The text of the note that \a text takes back; nothing if it takes none back.
std::optional<QString> takenBack(const QString &text);

/// The last character that began at or before \a at; the first if all began later, -1 if there are
/// none.
qint64 characterAt(const Trace &trace, Instant at);
/// Entry \a index, a note, stands between what came before and after it, and is not about anything
/// earlier.
bool isOnItsOwn(const Trace &trace, qsizetype index);

} // namespace optoscope::noteplace
