// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/pollplace.h"

#include "core/iec62056/conversation.h"
#include "ui/notes/noteplace.h"

#include <algorithm>

namespace optoscope {
namespace {

using namespace std::chrono_literals;

/// The store and the capture round the same moment differently, and a clock may be set between.
constexpr std::chrono::milliseconds tolerance = 2s;

/// The entries with which attempts begin: each opens the port.
QList<qsizetype> attemptStarts(const Trace &trace)
{
    QList<qsizetype> starts = trace.entriesOf(EntryKind::Port);
    starts.removeIf([&trace](qsizetype index) {
        const TraceEntry entry = trace.entry(index);
        const auto *event = std::get_if<Event>(&entry.what);
        return !event || event->kind != Event::Kind::PortOpened;
    });
    return starts;
}

/// How far the entry \a index is from when \a poll began.
std::chrono::milliseconds distance(const PollRecord &poll, const Trace &trace, qsizetype index)
{
    const auto since =
        std::chrono::duration_cast<std::chrono::milliseconds>(trace.timeOf(index) - Instant());
    const UtcTime utc = UtcTime(trace.anchor().toMSecsSinceEpoch()) + since;
    return utc > poll.began ? utc - poll.began : poll.began - utc;
}

/// Which of \a starts is the poll's; -1 if none is.
qsizetype startOf(const PollRecord &poll, const Trace &trace, const QList<qsizetype> &starts)
{
    const qsizetype told = starts.indexOf(poll.entry);
    if (!trace.anchor().isValid())
        return told;
    if (told >= 0 && distance(poll, trace, starts[told]) <= tolerance)
        return told;
    const auto nearest = std::ranges::min_element(
        starts, {}, [&](qsizetype index) { return distance(poll, trace, index); });
    if (nearest == starts.end() || distance(poll, trace, *nearest) > tolerance)
        return -1;
    return nearest - starts.begin();
}

/// The entries from \a begin up to \a end alone, as when they came.
Findings findingsOf(const Trace &trace, qsizetype begin, qsizetype end)
{
    Conversation conversation;
    for (qsizetype i = begin; i < end; ++i)
        conversation.append(trace.entry(i));
    conversation.finish();
    return conversation.findings();
}

} // namespace

std::optional<PollPlace> placeOf(const PollRecord &poll, const Trace &trace)
{
    const QList<qsizetype> starts = attemptStarts(trace);
    const qsizetype number = startOf(poll, trace, starts);
    if (number < 0)
        return {};
    // The last attempt is what the poll came to.
    const qsizetype last = std::min(number + poll.retries, starts.size() - 1);
    const auto endOf = [&](qsizetype attempt) {
        return attempt + 1 < starts.size() ? starts[attempt + 1] : trace.count();
    };
    const auto charactersBefore = [&](qsizetype entry) {
        return entry < trace.count() ? trace.firstCharacter(entry) : trace.characterCount();
    };
    const auto place = [&](qsizetype attempt, Instant at, qint64 character) {
        const qint64 first = charactersBefore(starts[attempt]);
        const qint64 past = charactersBefore(endOf(attempt));
        if (past <= first)
            return PollPlace{at, {}};
        return PollPlace{at, {std::clamp(character, first, past - 1), 1}};
    };
    const Findings findings = findingsOf(trace, starts[last], endOf(last));
    const auto found = std::ranges::find_if(
        findings, [&](const Finding &one) { return findingName(one.id) == poll.finding; });
    if (found == findings.end())
        return place(number, trace.timeOf(starts[number]), 0);
    const Instant at = found->at.value_or(trace.timeOf(starts[last]));
    if (found->offset >= 0)
        return place(last, at, charactersBefore(starts[last]) + found->offset);
    return place(last, at, noteplace::characterAt(trace, at));
}

} // namespace optoscope
