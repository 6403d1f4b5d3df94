// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"
#include "ui/bytes/tracerows.h"

/// Characters of a trace as they are copied for other programs: their data bits, one paragraph for
/// what one side says before the other does.
namespace optoscope::bytescopy {

/// Lines as they were sent; control characters by their pictures.
QString text(const Trace &trace, const TraceRows &rows, CharacterRange range);
/// "2F 3F 21 0D 0A"
QString hex(const Trace &trace, const TraceRows &rows, CharacterRange range);
/// "const unsigned char sent1[5] = {0x2F, …};"
QString cArray(const Trace &trace, const TraceRows &rows, CharacterRange range);

} // namespace optoscope::bytescopy
