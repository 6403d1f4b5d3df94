// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uart/linesettings.h"

#include <QByteArray>

namespace optoscope {

/// The protocol mode of IEC 62056-21 (clause 6.4).
enum class Mode : quint8 { Automatic, A, B, C, D, E };

/// What a read-out is asked to do.
struct ReadoutOptions {
    Mode mode = Mode::Automatic;
    QByteArray address; ///< up to 32 letters, digits and blanks; empty: everybody answers
    bool wakeUp = false; ///< NULs before the request (annex B.1)
    Baud baud{300}; ///< of the request
    CharacterFormat format = format7E1;
    qsizetype blockLimit = 1024 * 1024; ///< characters; a longer block ends the session
    int repeats = 2; ///< how often a block with a wrong check is asked for again
    std::chrono::seconds listenFor{30}; ///< how long mode D waits for the meter to speak
};

} // namespace optoscope
