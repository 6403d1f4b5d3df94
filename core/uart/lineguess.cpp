// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/lineguess.h"

#include "core/uart/decoder.h"
#include "core/uart/softwareparity.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace optoscope {

namespace {

/// So many edges of a burst tell enough.
constexpr size_t edgesToJudge = 4000;
constexpr std::array standardBauds{300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200};
constexpr double standardTolerance = 0.03;
/// Fits that differ by less are taken as the same.
constexpr double sameFit = 0.05;
/// A parity that holds by chance holds for half of the characters.
constexpr double leastRightParity = 0.9;
constexpr size_t leastForParity = 4;

std::span<const Edge> judgedPart(std::span<const Edge> burst)
{
    return burst.first(std::min(burst.size(), edgesToJudge));
}

std::vector<double> pulsesOf(std::span<const Edge> burst)
{
    std::vector<double> pulses;
    for (size_t i = 1; i < burst.size(); ++i)
        pulses.push_back(static_cast<double>((burst[i].at - burst[i - 1].at).count()));
    return pulses;
}

std::vector<TimedCharacter> charactersOf(std::span<const Edge> burst, Baud baud,
                                         CharacterFormat format)
{
    Waveform line(burst.front().level == Level::Mark ? Level::Space : Level::Mark);
    for (const Edge &edge : burst)
        line.set(edge.at, edge.level);
    Decoder decoder({baud}, format, line.initial());
    decoder.feed(line, burst.front().at - nanoseconds(1));
    return decoder.take(Instant::max());
}

/// The share of pulses shorter than a character that last whole bits.
double wholeBits(const std::vector<double> &pulses, double bit)
{
    constexpr double tolerance = 0.3;
    size_t all = 0;
    size_t whole = 0;
    for (const double pulse : pulses) {
        if (pulse > 10.5 * bit)
            continue;
        ++all;
        const double bits = pulse / bit;
        const double nearest = std::round(bits);
        whole += nearest >= 1 && std::abs(bits - nearest) < tolerance;
    }
    return all == 0 ? 1 : static_cast<double>(whole) / static_cast<double>(all);
}

double goodShare(const std::vector<TimedCharacter> &characters)
{
    const auto good = std::ranges::count_if(
        characters, [](const TimedCharacter &c) { return !c.character.isDamaged(); });
    return characters.empty() ? 0
                              : static_cast<double>(good) / static_cast<double>(characters.size());
}

Baud nearestBaud(double bit)
{
    const double baud = 1e9 / bit;
    for (const int standard : standardBauds)
        if (std::abs(baud / standard - 1) < standardTolerance)
            return {standard};
    return {static_cast<int>(std::clamp(std::round(baud), 10.0, 1e8))};
}

/// The bit time that fits all pulses best, beginning with a rough one.
double refined(const std::vector<double> &pulses, double bit)
{
    double over = 0;
    double under = 0;
    for (const double pulse : pulses) {
        const double bits = std::round(pulse / bit);
        if (bits < 1 || bits > 10 || std::abs(pulse / bit - bits) > 0.25)
            continue;
        over += pulse * bits;
        under += bits * bits;
    }
    return under == 0 ? bit : over / under;
}

/// Speeds worth trying, the slowest first: the standard's, and what the short pulses suggest.
std::vector<Baud> candidates(std::vector<double> pulses)
{
    std::vector<Baud> bauds;
    for (const int standard : standardBauds)
        bauds.push_back({standard});
    std::ranges::sort(pulses);
    for (const size_t part : {20U, 4U}) {
        if (pulses.empty())
            break;
        const double bit = pulses[pulses.size() / part];
        for (const double divisor : {1.0, 2.0})
            if (bit > 0)
                bauds.push_back(nearestBaud(refined(pulses, bit / divisor)));
    }
    std::ranges::sort(bauds);
    bauds.erase(std::unique(bauds.begin(), bauds.end()), bauds.end());
    return bauds;
}

double rightParity(const std::vector<TimedCharacter> &characters, CharacterFormat format)
{
    const LineSettings settings = withSoftwareParity({}, format);
    size_t all = 0;
    size_t right = 0;
    for (const TimedCharacter &timed : characters) {
        if (timed.character.isDamaged())
            continue;
        ++all;
        right += !checkCharacter(timed.character, settings).isDamaged();
    }
    return all == 0 ? 0 : static_cast<double>(right) / static_cast<double>(all);
}

/// What characters of ten bits are, which are the same on the wire in 7E1, 7O1 and 8N1.
CharacterFormat formatOfTenBits(const std::vector<TimedCharacter> &characters)
{
    const CharacterFormat odd{7, Parity::Odd, 1};
    // Meters speak 7E1, so little is asked for it; a few characters fit anything.
    if (rightParity(characters, format7E1) >= leastRightParity)
        return format7E1;
    if (characters.size() >= 2 * leastForParity && rightParity(characters, odd) >= leastRightParity)
        return odd;
    return format8N1;
}

/// The eighth bit is always mark: seven bits and pauses between the characters.
bool hasNoEighthBit(const std::vector<TimedCharacter> &characters)
{
    return characters.size() >= 2 * leastForParity
        && std::ranges::all_of(characters,
                               [](const TimedCharacter &c) { return c.character.wire & 0x80; });
}

LineGuess guessAt(std::span<const Edge> burst, const std::vector<double> &pulses, Baud baud)
{
    const double whole = wholeBits(pulses, 1e9 / baud.value);
    const std::vector<TimedCharacter> ten = charactersOf(burst, baud, format8N1);
    LineGuess best{baud, formatOfTenBits(ten), goodShare(ten) * whole};
    if (hasNoEighthBit(ten))
        best.format = {7, Parity::None, 1};
    const auto tryFormat = [&](CharacterFormat format) {
        const double fit = goodShare(charactersOf(burst, baud, format)) * whole;
        if (fit > best.fit + sameFit)
            best = {baud, format, fit};
    };
    if (best.fit < 1) {
        tryFormat({8, Parity::Even, 1});
        tryFormat({8, Parity::Odd, 1});
        tryFormat({7, Parity::None, 1});
    }
    return best;
}

} // namespace

std::vector<std::span<const Edge>> burstsOf(const Waveform &line)
{
    std::vector<std::span<const Edge>> bursts;
    const std::span<const Edge> edges(line.edges());
    size_t first = 0;
    for (size_t i = 1; i <= edges.size(); ++i) {
        if (i < edges.size() && edges[i].at - edges[i - 1].at <= burstPause)
            continue;
        bursts.push_back(edges.subspan(first, i - first));
        first = i;
    }
    return bursts;
}

bool isInverted(const Waveform &line, Instant begin, Instant end)
{
    const std::vector<Edge> &edges = line.edges();
    if (edges.empty())
        return line.initial() == Level::Space;
    nanoseconds longest = edges.front().at - begin;
    Level idle = line.initial();
    for (size_t i = 0; i < edges.size(); ++i) {
        const nanoseconds length = (i + 1 < edges.size() ? edges[i + 1].at : end) - edges[i].at;
        if (length > longest) {
            longest = length;
            idle = edges[i].level;
        }
    }
    return idle == Level::Space;
}

std::optional<LineGuess> guessLine(std::span<const Edge> burst, std::optional<Baud> baud,
                                   std::optional<CharacterFormat> format)
{
    if (burst.size() < 2)
        return {};
    const std::span<const Edge> part = judgedPart(burst);
    const std::vector<double> pulses = pulsesOf(part);
    std::vector<LineGuess> guesses;
    for (const Baud tried : baud ? std::vector{*baud} : candidates(pulses))
        guesses.push_back(format ? LineGuess{tried, *format, lineFit(part, tried, *format)}
                                 : guessAt(part, pulses, tried));
    const auto best = std::ranges::max_element(guesses, {}, &LineGuess::fit);
    if (best->fit <= 0)
        return {};
    return *std::ranges::find_if(
        guesses, [&](const LineGuess &guess) { return guess.fit >= best->fit - sameFit; });
}

double lineFit(std::span<const Edge> burst, Baud baud, CharacterFormat format)
{
    if (burst.size() < 2)
        return 0;
    const std::span<const Edge> part = judgedPart(burst);
    return goodShare(charactersOf(part, baud, format))
        * wholeBits(pulsesOf(part), 1e9 / baud.value);
}

} // namespace optoscope
