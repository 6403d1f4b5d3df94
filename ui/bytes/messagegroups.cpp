// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/messagegroups.h"

#include <algorithm>

namespace optoscope {
namespace {

/// Messages at the end of a conversation that may still change: one of each party and noise that
/// grows.
constexpr qsizetype unsettled = 4;

} // namespace

qint64 MessageGroups::update(const QList<ConversationMessage> &messages)
{
    qsizetype settled = std::max<qsizetype>(0, count() - unsettled);
    while (settled > 0 && at(settled - 1).message >= messages.size())
        --settled;
    const std::vector<Group> before(m_groups.begin() + settled, m_groups.end());
    m_groups.resize(static_cast<size_t>(settled));
    const qsizetype next = settled > 0 ? at(settled - 1).message + 1 : 0;
    for (qsizetype i = next; i < messages.size(); ++i) {
        const ConversationMessage &message = messages.at(i);
        if (message.length == 0 || (!m_groups.empty() && message.offset <= m_groups.back().first))
            continue;
        if (!m_groups.empty())
            m_groups.back().end = std::min(m_groups.back().end, message.offset);
        m_groups.push_back({message.offset, message.offset + message.length,
                            static_cast<qint32>(i), m_foldsNew});
    }
    m_starts.resize(static_cast<size_t>(settled));
    for (qsizetype i = settled; i < count(); ++i)
        m_starts.push_back(at(i).first);
    return firstChange(before, settled);
}

qint64 MessageGroups::firstChange(const std::vector<Group> &before, qsizetype settled)
{
    size_t place = static_cast<size_t>(settled);
    for (const Group &old : before) {
        if (place == m_groups.size())
            return old.first;
        if (m_groups[place].first != old.first)
            return std::min(old.first, m_groups[place].first);
        m_groups[place++].isFolded = old.isFolded;
    }
    return place == m_groups.size() ? -1 : m_groups[place].first;
}

qsizetype MessageGroups::groupOf(qint64 character) const
{
    const auto after = std::ranges::upper_bound(m_starts, character);
    const qsizetype group = std::distance(m_starts.begin(), after) - 1;
    return group >= 0 && character < at(group).end ? group : -1;
}

qsizetype MessageGroups::groupAround(qint64 character) const
{
    const qsizetype group = groupOf(character);
    return group >= 0 && at(group).first < character ? group : -1;
}

void MessageGroups::setAllFolded(bool on)
{
    m_foldsNew = on;
    for (Group &group : m_groups)
        group.isFolded = on;
}

} // namespace optoscope
