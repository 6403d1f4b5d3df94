// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/sideentries.h"

#include <algorithm>
#include <ranges>

namespace optoscope {
namespace {

EntryKind kindOfEvent(Event::Kind kind)
{
    switch (kind) {
    case Event::Kind::SessionStarted:
    case Event::Kind::SessionFinished: return EntryKind::Session;
    case Event::Kind::PortOpened:
    case Event::Kind::PortClosed: return EntryKind::Port;
    case Event::Kind::StepBegun:
    case Event::Kind::StepEnded:
    case Event::Kind::Tried: return EntryKind::Step;
    case Event::Kind::Measured: return EntryKind::Measured;
    case Event::Kind::Asked:
    case Event::Kind::Answered: return EntryKind::Person;
    case Event::Kind::Found: break;
    }
    return EntryKind::Finding;
}

} // namespace

std::optional<EntryKind> kindOf(const TraceEntry &entry)
{
    if (runOf(entry))
        return {};
    if (const auto *event = std::get_if<Event>(&entry.what))
        return kindOfEvent(event->kind);
    if (std::holds_alternative<LineSettings>(entry.what))
        return EntryKind::LineChange;
    if (std::holds_alternative<ControlLines>(entry.what))
        return EntryKind::ControlLines;
    return std::holds_alternative<Break>(entry.what) ? EntryKind::Break : EntryKind::Note;
}

void SideEntries::append(qsizetype entry, const TraceEntry &what)
{
    m_entries.append(what);
    m_numbers.append(entry);
    if (const std::optional<EntryKind> kind = kindOf(what))
        m_kinds[static_cast<size_t>(*kind)].append(entry);
}

qsizetype SideEntries::countBefore(qsizetype entry) const
{
    return std::distance(m_numbers.begin(), std::ranges::lower_bound(m_numbers, entry));
}

qsizetype SideEntries::entryOfRun(qint64 run) const
{
    // Entry m_numbers[k] has m_numbers[k] - k runs before it.
    qsizetype low = 0;
    qsizetype high = m_numbers.size();
    while (low < high) {
        const qsizetype middle = (low + high) / 2;
        if (m_numbers.at(middle) - middle <= run)
            low = middle + 1;
        else
            high = middle;
    }
    return run + low;
}

} // namespace optoscope
