// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recognise/lightjudge.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace optoscope {

namespace {

/// Times between the starts of neighbouring characters, in milliseconds.
std::vector<double> distancesOf(const TimedCharacters &heard)
{
    std::vector<double> distances;
    for (size_t i = 1; i < heard.size(); ++i)
        distances.push_back(toMilliseconds(heard[i].at - heard[i - 1].at));
    return distances;
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The share of \a distances that are nearly \a period, or a multiple where an event was missed.
double shareOfPeriod(const std::vector<double> &distances, double period)
{
    constexpr double tolerance = 0.06;
    const auto fitting = std::ranges::count_if(distances, [&](double distance) {
        const double periods = std::max(1.0, std::round(distance / period));
        return std::abs(distance - periods * period) <= tolerance * period;
    });
    return static_cast<double>(fitting) / static_cast<double>(distances.size());
}

bool isLampPeriod(double period)
{
    constexpr double tolerance = 0.03;
    constexpr double most = 60; // a receiver that is slow to be ready misses a few
    return std::ranges::any_of(std::array{10.0, 1000.0 / 120, 20.0, 1000.0 / 60}, [&](double lamp) {
        const double periods = std::max(1.0, std::round(period / lamp));
        return period <= most && std::abs(period - periods * lamp) <= tolerance * lamp;
    });
}

double shareOfCommonest(const TimedCharacters &heard)
{
    std::array<size_t, 256> counts{};
    for (const TimedCharacter &timed : heard)
        ++counts[timed.character.wire];
    return static_cast<double>(std::ranges::max(counts)) / static_cast<double>(heard.size());
}

/// Low for a while, then high for the rest: one pulse of light.
bool isThermometer(quint8 wire, quint8 mask)
{
    const auto high = static_cast<quint8>(~wire & mask); // the low bits of a character are first
    return (high & (high + 1)) == 0;
}

/// Two pulses of light at most, the second one short.
bool isFewPulses(quint8 wire, quint8 mask)
{
    if (isThermometer(wire, mask))
        return true;
    const auto low = static_cast<quint8>(~wire & mask);
    const auto first = static_cast<quint8>(low & ~(low + 1));
    const int later = std::popcount(static_cast<quint8>(low & ~first));
    return later == 1 && std::popcount(first) <= 2;
}

/// Hardly any light in the whole character.
bool isMostlyDark(quint8 wire)
{
    return std::popcount(static_cast<quint8>(wire & 0x7F)) >= 5;
}

/// Times between the first characters of groups that pauses part, in milliseconds.
std::vector<double> groupDistances(const TimedCharacters &heard)
{
    constexpr double pause = 45; // a lamp's events at 300 baud are 40 ms apart
    std::vector<double> distances;
    for (size_t i = 1, group = 0; i < heard.size(); ++i) {
        if (toMilliseconds(heard[i].at - heard[i - 1].at) < pause)
            continue;
        distances.push_back(toMilliseconds(heard[i].at - heard[group].at));
        group = i;
    }
    return distances;
}

/// A remote's bursts: long pulses, or a carrier's, and a few characters again and again.
bool isPattern(const TimedCharacters &heard)
{
    std::array<int, 128> counts{};
    for (const TimedCharacter &timed : heard)
        ++counts[timed.character.wire & 0x7F];
    const auto kinds = std::ranges::count_if(counts, [](int count) { return count > 0; });
    const bool isLong = heard.size() >= 12 && counts[0] >= 2;
    return (isLong || heard.size() >= 30) && kinds <= 6
        && static_cast<size_t>(kinds) * 2 <= heard.size();
}

} // namespace

std::optional<double> judgeFlicker(const TimedCharacters &heard, bool isTimed)
{
    constexpr size_t least = 6;
    if (heard.size() < least)
        return {};
    const double same = shareOfCommonest(heard);
    if (!isTimed) {
        constexpr double allTheSame = 0.98;
        constexpr size_t leastUntimed = 12;
        const bool regular = same >= allTheSame && heard.size() >= leastUntimed;
        return regular ? std::optional(0.6) : std::nullopt;
    }
    const std::vector<double> distances = distancesOf(heard);
    const double period = median(distances);
    const double regular = period > 0 ? shareOfPeriod(distances, period) : 0;
    if (regular < 0.8 || !isLampPeriod(period) || same < 0.5)
        return {};
    return std::min(0.95, regular);
}

std::optional<double> judgeRemote(const TimedCharacters &heard)
{
    constexpr double least = 106;
    constexpr double most = 116;
    const std::vector<double> distances = groupDistances(heard);
    if (distances.size() < 2)
        return {};
    const double period = median(distances);
    if (period < least || period > most || shareOfPeriod(distances, period) < 0.9)
        return {};
    return 0.9;
}

std::optional<double> judgeLightNoise(const TimedCharacters &heard, CharacterFormat format)
{
    const quint8 mask = format == format8N1 ? 0xFF : format.dataMask();
    size_t single = 0;
    size_t few = 0;
    size_t dark = 0;
    for (const TimedCharacter &timed : heard) {
        const quint8 wire = timed.character.wire;
        // The eighth bit may be the parity bit of a character that a port has checked.
        single += isThermometer(wire, mask) || isThermometer(wire & 0x7F, 0x7F);
        few += isFewPulses(wire & 0x7F, 0x7F);
        dark += isMostlyDark(wire);
    }
    const auto count = static_cast<double>(heard.size());
    const auto share = [&](size_t part) { return static_cast<double>(part) / count; };
    if ((share(single) >= 0.5 && share(few) >= 0.75) || share(dark) >= 0.75)
        return std::min(0.95, std::max(share(single), share(dark)));
    return isPattern(heard) ? std::optional(0.6) : std::nullopt;
}

} // namespace optoscope
