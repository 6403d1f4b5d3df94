// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"

namespace optoscope {

/// Picks the first read-out out of a conversation: its identification, its mode, and the data
/// message, which a repetition after a NAK replaces.
class ReadoutBuilder
{
public:
    /// Takes the next message; \a baud is that of the line when it came.
    void add(const ConversationMessage &message, std::optional<Baud> baud);
    const Readout &readout() const { return m_readout; }

private:
    void addData(const ConversationMessage &message, std::optional<Baud> baud);
    Mode modeOf(const ConversationMessage &data, std::optional<Baud> baud) const;

    Readout m_readout;
    bool m_hasData = false;
    bool m_isRepetition = false; ///< We sent NAK and wait for the block again.
    bool m_weAsked = false;
    std::optional<int> m_selectedBaud;
};

} // namespace optoscope
