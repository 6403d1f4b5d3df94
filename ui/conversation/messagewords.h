// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/conversation/conversationmodel.h"
#include "ui/palette/theme.h"

/// A message of the conversation in words.
namespace optoscope::messagewords {

/// A few words with a tone; the mark is part of the text.
struct TonedText {
    QString text;
    Tone tone = Tone::Quiet;
};

/// "✓ check 3A", "✗ check 3A, expected 3B".
TonedText checkWords(const CheckResult &check);
QString who(Party party);
Tone toneOf(Party party);
/// "✓ check 3A · 71 registers", "✗ check 3A, received 3B", "✗ 3 damaged characters"; the worst
/// decides the tone. Empty if there is nothing to say.
TonedText facts(const MessageItem &item);
/// Whether the reaction keeps the limits, good or error.
Tone reactionTone(const MessageItem &item);
/// "longest gap 12.0 ms"; empty if the characters follow each other.
TonedText gap(const MessageItem &item);
/// What a message is, one by one: its length, reaction, check and gap.
QList<TonedText> all(const MessageItem &item);
/// Everything on one line, as it is copied and read out.
QString oneLine(const MessageItem &item);
/// Everything with its limits and the clauses of the standard.
QString toolTip(const MessageItem &item);

} // namespace optoscope::messagewords
