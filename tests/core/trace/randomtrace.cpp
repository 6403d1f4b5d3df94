// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/trace/randomtrace.h"

#include <limits>

namespace optoscope {

using namespace std::chrono_literals;

nanoseconds RandomTrace::anyTime()
{
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    switch (below(4)) {
    case 0: return nanoseconds(most);
    case 1: return nanoseconds(std::numeric_limits<qint64>::min());
    case 2: return nanoseconds(-below(most));
    default: return nanoseconds(below(most));
    }
}

CharacterRun RandomTrace::drawRun(bool isWild)
{
    CharacterRun run{{}, happens(50) ? 33333333ns : 1041666ns, happens(3) ? 16ms : 0ns, happens(2)};
    if (isWild && happens(20))
        run.spacing = anyTime();
    if (isWild && happens(20))
        run.lateness = anyTime();
    qint64 size = happens(2) ? 1 : below(20);
    if (isWild && happens(400))
        size = below(100000);
    const bool isNoisy = happens(10);
    for (qint64 i = 0; i < size; ++i) {
        Character character{static_cast<quint8>(below(256)), {}};
        if (isNoisy && happens(3))
            character.flags = CharacterFlags::fromInt(static_cast<int>(below(16)));
        run.characters.append(character);
    }
    return run;
}

TraceEntry RandomTrace::drawOther()
{
    Event event{static_cast<Event::Kind>(below(10)), {}, QString::number(below(1000)), {}};
    event.finding.id = static_cast<FindingId>(below(20));
    event.finding.value = static_cast<double>(below(1000)) / 7;
    event.finding.offset = below(1000);
    event.evidence.step = static_cast<TestStep>(below(10));
    event.evidence.at = m_now;
    switch (below(5)) {
    case 0: return {m_now, withSoftwareParity(Baud{9600}, happens(2) ? format7E1 : format8N1)};
    case 1: return {m_now, ControlLines{happens(2), happens(2), happens(2)}};
    case 2: return {m_now, Break{happens(2)}};
    case 3: return {m_now, Note{QString::number(below(1000))}};
    default: return {m_now, event};
    }
}

TraceEntries RandomTrace::draw(qsizetype count, bool isWild)
{
    TraceEntries entries;
    for (qsizetype i = 0; i < count; ++i) {
        if (happens(30)) {
            entries.append(drawOther());
            continue;
        }
        CharacterRun run = drawRun(isWild);
        const Instant at = isWild && happens(50) ? Instant(anyTime()) : m_now;
        m_now +=
            run.characters.size() * 1041666ns + nanoseconds(below(happens(20) ? 900000000 : 200));
        if (happens(6))
            entries.append({at, Sent{std::move(run)}});
        else
            entries.append({at, Received{std::move(run)}});
    }
    return entries;
}

} // namespace optoscope
