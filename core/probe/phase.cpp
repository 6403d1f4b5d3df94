// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/phase.h"

#include <algorithm>

namespace optoscope {

namespace {

template <typename Direction>
std::vector<TimedCharacter> charactersOf(const Observation &observation)
{
    std::vector<TimedCharacter> result;
    quint8 mask = observation.phase.format.dataMask();
    for (const TraceEntry &entry : observation.entries) {
        if (const auto *settings = std::get_if<LineSettings>(&entry.what))
            mask = settings->format.dataMask();
        const auto *direction = std::get_if<Direction>(&entry.what);
        if (!direction)
            continue;
        Instant at = entry.at;
        for (Character character : direction->run.characters) {
            character.wire &= mask;
            result.push_back({at, character});
            at += direction->run.spacing;
        }
    }
    return result;
}

} // namespace

std::vector<TimedCharacter> heardIn(const Observation &observation)
{
    return charactersOf<Received>(observation);
}

std::vector<TimedCharacter> sentIn(const Observation &observation)
{
    return charactersOf<Sent>(observation);
}

double seconds(nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

const Observation *find(const Observations &observations, Phase::Name name)
{
    const auto found =
        std::find_if(observations.crbegin(), observations.crend(),
                     [name](const Observation &one) { return one.phase.name == name; });
    return found == observations.crend() ? nullptr : &*found;
}

} // namespace optoscope
