// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"

#include <vector>

namespace optoscope {

/// Which characters of a trace belong to which message. Messages follow each other; one that would
/// begin before the message before it is left out.
class MessageGroups
{
public:
    struct Group {
        qint64 first = 0; ///< character
        qint64 end = 0; ///< behind the last one
        qint32 message = 0; ///< its place in the conversation
        bool isFolded = false;
    };

    void clear() { *this = {}; }
    /// What becomes of the groups with other messages.
    struct Change {
        qsizetype settled = 0; ///< groups that stay
        std::vector<Group> tail; ///< those behind them
        /// The first character that a group begins with now or then, but not both; -1 if none.
        qint64 first = -1;
    };
    /// What \a messages change, of which those that have ended are the same as before.
    Change changeTo(const QList<ConversationMessage> &messages) const;
    void apply(Change change);

    qsizetype count() const { return static_cast<qsizetype>(m_groups.size()); }
    const Group &at(qsizetype group) const { return m_groups[static_cast<size_t>(group)]; }
    /// The group of \a character, -1 if it is in none.
    qsizetype groupOf(qint64 character) const;
    /// The group that something without characters stands in, before \a character: not one that
    /// begins or ends there.
    qsizetype groupAround(qint64 character) const;
    /// First characters of all groups.
    const std::vector<qint64> &starts() const { return m_starts; }

    void setFolded(qsizetype group, bool on) { m_groups[static_cast<size_t>(group)].isFolded = on; }
    void setAllFolded(bool on);

private:
    void compare(Change &change) const;

    std::vector<Group> m_groups;
    std::vector<qint64> m_starts;
    bool m_foldsNew = false;
};

} // namespace optoscope
