// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/messagegroups.h"

#include <algorithm>

namespace optoscope {
namespace {

/// Messages at the end of a conversation that may still change: one of each party and noise that
/// grows.
constexpr qsizetype unsettled = 4;

} // namespace

MessageGroups::Change MessageGroups::changeTo(const QList<ConversationMessage> &messages) const
{
    Change change;
    change.settled = std::max<qsizetype>(0, count() - unsettled);
    while (change.settled > 0 && at(change.settled - 1).message >= messages.size())
        --change.settled;
    Group before;
    before.first = -1;
    before.message = -1;
    if (change.settled > 0)
        before = at(change.settled - 1);
    for (qsizetype i = before.message + 1; i < messages.size(); ++i) {
        const ConversationMessage &message = messages.at(i);
        if (message.length == 0 || message.offset <= before.first)
            continue;
        if (!change.tail.empty())
            change.tail.back().end = std::min(change.tail.back().end, message.offset);
        change.tail.push_back(
            {message.offset, message.offset + message.length, static_cast<qint32>(i), m_foldsNew});
        before = change.tail.back();
    }
    compare(change);
    return change;
}

void MessageGroups::compare(Change &change) const
{
    size_t place = 0;
    for (qsizetype i = change.settled; i < count(); ++i, ++place) {
        const qint64 old = at(i).first;
        if (place == change.tail.size()) {
            change.first = old;
            return;
        }
        if (change.tail[place].first != old) {
            change.first = std::min(old, change.tail[place].first);
            return;
        }
        change.tail[place].isFolded = at(i).isFolded;
    }
    if (place < change.tail.size())
        change.first = change.tail[place].first;
}

void MessageGroups::apply(Change change)
{
    m_groups.resize(static_cast<size_t>(change.settled));
    m_starts.resize(static_cast<size_t>(change.settled));
    if (!m_groups.empty() && !change.tail.empty())
        m_groups.back().end = std::min(m_groups.back().end, change.tail.front().first);
    for (const Group &group : change.tail) {
        m_groups.push_back(group);
        m_starts.push_back(group.first);
    }
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
