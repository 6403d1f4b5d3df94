// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/pollplace.h"

#include "ui/notes/noteplace.h"

#include <algorithm>

namespace optoscope {
namespace {

using namespace std::chrono_literals;

/// The store and the capture round the same moment differently, and a clock may be set between.
constexpr std::chrono::milliseconds tolerance = 2s;

/// The entries with which sessions begin.
QList<qsizetype> sessionStarts(const Trace &trace)
{
    QList<qsizetype> starts = trace.entriesOf(EntryKind::Session);
    starts.removeIf([&trace](qsizetype index) {
        const TraceEntry entry = trace.entry(index);
        const auto *event = std::get_if<Event>(&entry.what);
        return !event || event->kind != Event::Kind::SessionStarted;
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

} // namespace

std::optional<PollPlace> placeOf(const PollRecord &poll, const Trace &trace,
                                 const Findings &findings)
{
    const QList<qsizetype> starts = sessionStarts(trace);
    const qsizetype number = startOf(poll, trace, starts);
    if (number < 0)
        return {};
    const qsizetype next = number + 1 + poll.retries; // Each attempt is a session.
    const bool isLast = next >= starts.size();
    const Instant begin = trace.timeOf(starts[number]);
    const Instant end = isLast ? Instant::max() : trace.timeOf(starts[next]);
    const qint64 first = trace.firstCharacter(starts[number]);
    const qint64 past = isLast ? trace.characterCount() : trace.firstCharacter(starts[next]);
    // The last attempt is what the poll came to.
    const auto found = std::find_if(findings.crbegin(), findings.crend(), [&](const Finding &one) {
        if (findingName(one.id) != poll.finding)
            return false;
        return one.offset >= 0 ? one.offset >= first && one.offset < past
                               : one.at && *one.at >= begin && *one.at < end;
    });
    PollPlace place{begin, {first, past > first ? 1 : 0}};
    if (found == findings.crend())
        return place;
    place.at = found->at.value_or(begin);
    if (found->offset >= 0)
        place.characters = {found->offset, 1};
    else if (past > first)
        place.characters = {std::clamp(noteplace::characterAt(trace, place.at), first, past - 1),
                            1};
    return place;
}

} // namespace optoscope
