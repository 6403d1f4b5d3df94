// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "core/capture/readoutjson.h"
#include "core/iec62056/conversation.h"
#include "core/knowledge/knowledge.h"

namespace optoscope::cli {

/// Gathers what happened on a line and writes it, for people or as JSON.
class ReadoutOutput
{
public:
    /// Tells on standard error which rows of a person's own tables cannot be used.
    explicit ReadoutOutput(Console &console);

    void append(const TraceEntries &entries);
    qsizetype messageCount() const { return m_conversation.messages().size(); }
    /// Nothing more will come.
    void finish();
    /// Tells on standard error which messages have come since the last call.
    void tellMessages(Console &console);
    void write(Console &console, bool json) const;

private:
    Knowledge m_knowledge;
    Conversation m_conversation;
    LineFacts m_line;
    qsizetype m_told = 0; ///< messages that have been told
};

} // namespace optoscope::cli
