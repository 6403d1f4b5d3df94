// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace.h"

#include <algorithm>

namespace optoscope {

void Trace::append(const TraceEntries &entries)
{
    m_entries.append(entries);
    for (const TraceEntry &entry : entries) {
        m_firstCharacters.append(m_characterCount);
        if (const CharacterRun *run = runOf(entry))
            m_characterCount += run->characters.size();
    }
}

Characters Trace::characters(CharacterRange range) const
{
    Characters found;
    const qint64 end = std::min(range.first + range.count, m_characterCount);
    for (qint64 next = std::max<qint64>(range.first, 0); next < end;) {
        const qsizetype index = entryOfCharacter(next);
        const Characters &run = runOf(m_entries.at(index))->characters;
        const qint64 from = next - m_firstCharacters.at(index);
        const qint64 count = std::min<qint64>(end - next, run.size() - from);
        found.append(run.mid(from, count));
        next += count;
    }
    return found;
}

qsizetype Trace::entryOfCharacter(qint64 character) const
{
    if (character < 0 || character >= m_characterCount)
        return -1;
    // The last entry that starts at or before the character and is not empty.
    const auto after =
        std::upper_bound(m_firstCharacters.begin(), m_firstCharacters.end(), character);
    qsizetype index = std::distance(m_firstCharacters.begin(), after) - 1;
    while (!runOf(m_entries.at(index)) || runOf(m_entries.at(index))->characters.isEmpty())
        --index;
    return index;
}

} // namespace optoscope
