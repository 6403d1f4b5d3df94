// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/wording.h"

namespace optoscope {

struct VcdLines;

/// What exported files say to people besides their entries.
enum class ExportWord : quint8 {
    Language, ///< the code of the language that these words are in, as "en"
    Title,
    Began, ///< the date and time of 0
    Program,
    Target,
    Adapter,
    System,
    Seconds, ///< the time of a row
    SinceLast, ///< the time since the row before
    Direction,
    Hex,
    CharacterText,
    Sent,
    Received,
    FindingList,
    NoFindings,
    Trace,
    HowToReadBack, ///< what a text file says at its top
    Pace, ///< nanoseconds from one character to the next
    ParityError,
    FramingError,
    Break,
    Overrun,
};

/// The words of exported files, in ui/texts.
class ExportWording : public Wording
{
public:
    virtual QString exportWord(ExportWord word) const = 0;
    /// A finding in a sentence or two.
    virtual QString findingText(const Finding &finding) const = 0;
    /// The name of a control character; empty for any other.
    virtual QString controlName(quint8 character) const = 0;
    /// How levels were got, for the comment in a VCD file.
    virtual QString levelsText(const VcdLines &lines) const = 0;
};

} // namespace optoscope
