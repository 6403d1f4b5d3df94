// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/pollmarks.h"

#include <algorithm>

namespace optoscope {

qint32 PollMarks::Words::numberOf(const QString &word)
{
    const auto known = m_numbers.constFind(word);
    if (known != m_numbers.cend())
        return *known;
    const auto number = static_cast<qint32>(m_words.size());
    m_words.append(word);
    m_numbers.insert(word, number);
    return number;
}

void PollMarks::append(const QList<PollRecord> &polls)
{
    qsizetype changed = size();
    for (const PollRecord &poll : polls) {
        if (!isFailure(poll) && poll.finding.isEmpty())
            continue;
        Mark mark;
        mark.due = poll.due.count();
        mark.began = poll.began.count();
        mark.id = poll.id;
        mark.entry = poll.entry;
        mark.reaction = poll.reaction ? poll.reaction->count() : -1;
        mark.finding = m_words.numberOf(poll.finding);
        mark.capture = m_words.numberOf(poll.capture);
        mark.lineErrors = poll.lineErrors;
        mark.retries = poll.retries;
        mark.count = poll.count;
        mark.outcome = poll.outcome;
        const qsizetype place = indexAfter(mark.due);
        m_marks.insert(m_marks.begin() + place, mark);
        changed = std::min(changed, place);
    }
    for (qsizetype i = changed; i < size(); ++i) {
        Mark &mark = m_marks[static_cast<size_t>(i)];
        const qint32 before = i == 0 ? 0 : m_marks[static_cast<size_t>(i - 1)].failures;
        mark.failures = before + (mark.outcome != PollOutcome::done ? 1 : 0);
    }
}

void PollMarks::forgetBefore(UtcTime utc)
{
    m_marks.erase(m_marks.begin(), m_marks.begin() + indexAfter(utc.count() - 1));
    m_marks.shrink_to_fit();
    qint32 failures = 0;
    for (Mark &mark : m_marks)
        mark.failures = failures += mark.outcome != PollOutcome::done ? 1 : 0;
}

PollRecord PollMarks::at(qsizetype index) const
{
    const Mark &mark = m_marks[static_cast<size_t>(index)];
    PollRecord poll;
    poll.id = mark.id;
    poll.due = UtcTime(mark.due);
    poll.began = UtcTime(mark.began);
    poll.outcome = mark.outcome;
    poll.finding = m_words.word(mark.finding);
    if (mark.reaction >= 0)
        poll.reaction = std::chrono::nanoseconds(mark.reaction);
    poll.lineErrors = mark.lineErrors;
    poll.retries = mark.retries;
    poll.capture = m_words.word(mark.capture);
    poll.entry = mark.entry;
    poll.count = mark.count;
    return poll;
}

qsizetype PollMarks::indexAfter(qint64 due) const
{
    return std::ranges::upper_bound(m_marks, due, {}, &Mark::due) - m_marks.begin();
}

std::optional<qsizetype> PollMarks::firstAfter(UtcTime utc) const
{
    const qsizetype index = indexAfter(utc.count());
    return index < size() ? std::optional(index) : std::nullopt;
}

std::optional<qsizetype> PollMarks::lastBefore(UtcTime utc) const
{
    const qsizetype index = indexAfter(utc.count() - 1);
    return index > 0 ? std::optional(index - 1) : std::nullopt;
}

QList<MarkGroup> PollMarks::groups(UtcTime from, UtcTime to, int columns) const
{
    QList<MarkGroup> groups;
    if (from >= to || columns < 1)
        return groups;
    const qint64 width = (to - from).count() / columns + 1;
    const qsizetype end = indexAfter(to.count());
    const auto failuresUntil = [this](qsizetype index) {
        return index == 0 ? 0 : m_marks[static_cast<size_t>(index - 1)].failures;
    };
    for (qsizetype i = indexAfter(from.count() - 1); i < end;) {
        const qint64 due = m_marks[static_cast<size_t>(i)].due;
        const qsizetype next = std::min(end, indexAfter(due + width - 1));
        groups.append({i, next - i, failuresUntil(next) > failuresUntil(i), UtcTime(due),
                       UtcTime(m_marks[static_cast<size_t>(next - 1)].due)});
        i = next;
    }
    return groups;
}

} // namespace optoscope
