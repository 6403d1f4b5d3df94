// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/measures.h"

#include <algorithm>
#include <array>

namespace optoscope::measures {

namespace {

/// Fewer characters do not tell a character time to a hundredth.
constexpr size_t leastForTime = 20;
constexpr size_t leastForFrequency = 10;

double share(double part, size_t whole)
{
    return whole == 0 ? 0 : part / static_cast<double>(whole);
}

/// Characters that came back in their order: as many as both sequences have in common from their
/// beginnings, where a lost or an extra character is passed over.
size_t inCommon(const Round &round)
{
    size_t count = 0;
    size_t next = 0;
    constexpr size_t reach = 4;
    for (const TimedCharacter &sent : round.sent) {
        const size_t end = std::min(next + reach, round.heard.size());
        for (size_t i = next; i < end; ++i) {
            const Character &heard = round.heard[i].character;
            if (heard.wire == sent.character.wire && !heard.isDamaged()) {
                ++count;
                next = i + 1;
                break;
            }
        }
    }
    return count;
}

} // namespace

std::vector<Round> rounds(const Observation &observation)
{
    std::vector<Round> result;
    const quint8 mask = observation.phase.format.dataMask();
    std::vector<Instant> begins;
    for (const TraceEntry &entry : observation.entries) {
        const auto *sent = std::get_if<Sent>(&entry.what);
        if (!sent)
            continue;
        Round &round = result.emplace_back();
        begins.push_back(entry.at);
        Instant at = entry.at;
        for (Character character : sent->run.characters) {
            character.wire &= mask;
            round.sent.push_back({at, character});
            at += sent->run.spacing;
        }
    }
    for (const TimedCharacter &heard : heardIn(observation)) {
        const auto after = std::upper_bound(begins.begin(), begins.end(), heard.at);
        if (after != begins.begin())
            result[static_cast<size_t>(after - begins.begin()) - 1].heard.push_back(heard);
    }
    return result;
}

double exactShare(const Observation &observation)
{
    size_t sent = 0;
    size_t exact = 0;
    for (const Round &round : rounds(observation)) {
        sent += round.sent.size();
        exact += inCommon(round);
    }
    return share(static_cast<double>(exact), sent);
}

double damagedShare(const Observation &observation)
{
    const auto heard = heardIn(observation);
    const auto damaged = std::count_if(heard.begin(), heard.end(), [](const TimedCharacter &one) {
        return one.character.isDamaged();
    });
    return share(static_cast<double>(damaged), heard.size());
}

double invertedShare(const Observation &observation)
{
    // What /?! CR LF becomes; the last one has a low stop bit, after which a receiver may go on.
    constexpr std::array<quint8, 5> signature{0x28, 0x60, 0x6F, 0x39, 0x3D};
    const auto all = rounds(observation);
    const auto inverted = std::count_if(all.begin(), all.end(), [&](const Round &round) {
        return round.heard.size() >= signature.size()
            && std::equal(signature.begin(), signature.end(), round.heard.begin(),
                          [](quint8 bits, const TimedCharacter &heard) {
                              return heard.character.wire == bits;
                          });
    });
    return share(static_cast<double>(inverted), all.size());
}

double eventsPerRound(const Observation &observation)
{
    size_t heard = 0;
    const auto all = rounds(observation);
    for (const Round &round : all)
        heard += round.heard.size();
    return share(static_cast<double>(heard), all.size());
}

double eventsPerSecond(const Observation &observation)
{
    const double time = seconds(observation.to - observation.from);
    return time > 0 ? static_cast<double>(heardIn(observation).size()) / time : 0;
}

double characterTimeRatio(const Observation &observation)
{
    const auto heard = heardIn(observation);
    if (heard.size() < leastForTime)
        return 0;
    const LineSettings settings{observation.phase.baud, observation.phase.format, {}, {}};
    const double spacing =
        seconds(heard.back().at - heard.front().at) / static_cast<double>(heard.size() - 1);
    return spacing / seconds(settings.characterTime());
}

quint8 lostHighBits(const Observation &observation)
{
    quint8 lost = 0;
    for (const Round &round : rounds(observation)) {
        if (round.heard.size() != round.sent.size())
            return 0;
        for (size_t i = 0; i < round.sent.size(); ++i) {
            const quint8 sent = round.sent[i].character.wire;
            const quint8 heard = round.heard[i].character.wire;
            if ((heard & ~sent) != 0)
                return 0;
            lost |= sent & ~heard;
        }
    }
    constexpr std::array<quint8, 3> tops{0x80, 0xC0, 0xE0};
    const bool isTop = std::find(tops.begin(), tops.end(), lost) != tops.end();
    return isTop ? lost : quint8{0};
}

double lostHighBitsShare(const Observation &observation)
{
    if (lostHighBits(observation) == 0)
        return 0;
    size_t sent = 0;
    for (const Round &round : rounds(observation))
        sent += round.sent.size();
    return 1 - share(exactShare(observation) * static_cast<double>(sent), sent);
}

int breaks(const Observation &observation)
{
    const auto heard = heardIn(observation);
    return static_cast<int>(
        std::count_if(heard.begin(), heard.end(),
                      [](const TimedCharacter &one) { return one.character.wire == 0; }));
}

double frequency(const Observation &observation)
{
    const auto heard = heardIn(observation);
    if (heard.size() < leastForFrequency)
        return 0;
    std::vector<double> gaps;
    for (size_t i = 1; i < heard.size(); ++i)
        gaps.push_back(seconds(heard[i].at - heard[i - 1].at));
    std::nth_element(gaps.begin(), gaps.begin() + static_cast<qsizetype>(gaps.size() / 2),
                     gaps.end());
    const double usual = gaps[gaps.size() / 2];
    const auto regular = std::count_if(gaps.begin(), gaps.end(), [usual](double gap) {
        return gap > 0.85 * usual && gap < 1.15 * usual;
    });
    const bool isRegular = usual > 0 && static_cast<double>(regular) >= 0.8 * double(gaps.size());
    return isRegular ? 1 / usual : 0;
}

} // namespace optoscope::measures
