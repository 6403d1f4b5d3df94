// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"
#include "core/iec62056/findinglist.h"
#include "core/iec62056/framer.h"

namespace optoscope {

/// Holds a message against the standard's time limits (clause 6.4.x.5).
void judgeTimes(const ConversationMessage &message, ReactionLimits limits, nanoseconds tolerance,
                FindingList &findings);
/// What the check of a meter's message says.
void judgeCheck(const ConversationMessage &message, const Frame &frame, FindingList &findings);
/// Whether a meter's message came to its end.
void judgeEnd(const ConversationMessage &message, const Frame &frame, FindingList &findings);
/// Holds a block's data sets against the standard's form (clause 6.5).
void judgeDataSets(const ConversationMessage &message, BlockRange block, const DataSets &dataSets,
                   FindingList &findings);
/// What a meter's message of another kind says by being there.
void judgeAnswer(const ConversationMessage &message, FindingList &findings);

} // namespace optoscope
