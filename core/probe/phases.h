// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/phase.h"

namespace optoscope::phases {

/// Something that the person does or says; nothing happens on the line.
Phase ask(PersonAction action);
Phase listen(Phase::Name name, Baud baud, CharacterFormat format, nanoseconds time);
/// The same while the person does something; it ends some moments after his answer.
Phase listenWhile(Phase::Name name, PersonAction action, Baud baud, CharacterFormat format);
/// Sends in 7E1 with software parity and listens long enough for an echo after each time.
Phase send(Phase::Name name, const QByteArray &data, Baud baud, int times);
/// A read-out as the program does it.
Phase read(Phase::Name name, const ReadoutOptions &options);

} // namespace optoscope::phases
