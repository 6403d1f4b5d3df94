// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "core/capture/readoutjson.h"
#include "core/iec62056/conversation.h"
#include "core/knowledge/knowledge.h"
#include "core/recognise/lineclassifier.h"

namespace optoscope::cli {

/// Gathers what happened on a line and writes it, for people or as JSON.
class ReadoutOutput
{
public:
    /// Tells on standard error which rows of a person's own tables cannot be used.
    explicit ReadoutOutput(Console &console);

    void append(const TraceEntries &entries);
    const Knowledge &knowledge() const { return m_knowledge; }
    qsizetype messageCount() const { return m_conversation.messages().size(); }
    /// Nothing more will come: who is on the line is judged now.
    void finish();
    /// Tells on standard error which messages have come since the last call.
    void tellMessages(Console &console);
    void write(Console &console, bool json) const;

private:
    Knowledge m_knowledge;
    Conversation m_conversation;
    LineClassifier m_classifier;
    LineVerdict m_line;
    qsizetype m_told = 0; ///< messages that have been told
};

} // namespace optoscope::cli
