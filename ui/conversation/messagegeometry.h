// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"

#include <QRect>

namespace optoscope {

/// What a message's row has besides its title and text.
struct MessageParts {
    bool reaction = false;
    bool facts = false;
    bool gap = false;
};

/// Where the parts of a message are in its row, in pixels; empty where the part is missing.
struct MessageGeometry {
    QRect mark;
    QRect title;
    QRect time;
    QRect preview;
    QRect length;
    QRect reaction;
    QRect bar;
    QRect limits;
    QRect facts;
    QRect gap;

    /// \a row is the whole row, \a lineHeight and \a digitWidth those of the font.
    static MessageGeometry of(const QRect &row, int lineHeight, int digitWidth,
                              const MessageParts &parts);
    static int height(int lineHeight, const MessageParts &parts);
};

/// The reaction time as a mark on an axis that begins at 0 and shows the allowed range.
struct ReactionBar {
    int left = 0;
    int right = 0;
    int least = 0; ///< x of the least time allowed
    int most = 0; ///< x of the longest time allowed
    int mark = 0; ///< x of the reaction, at the right end if it lies beyond
    bool beyond = false;

    static ReactionBar of(int left, int width, const ReactionLimits &limits, nanoseconds reaction);
};

} // namespace optoscope
