// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recognise/wrongbaud.h"

#include "core/recognise/protocolmarks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace optoscope {

namespace {

constexpr std::array standardBauds{300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200};
constexpr size_t mostLookedAt = 4096;

using Bits = std::vector<double>;

/// The share of \a distances that are whole numbers of \a unit.
double shareOnGrid(const Bits &distances, double unit)
{
    constexpr double tolerance = 0.1;
    const auto fitting = std::ranges::count_if(distances, [&](double distance) {
        const double units = distance / unit;
        return std::abs(units - std::round(units)) <= tolerance;
    });
    return static_cast<double>(fitting) / static_cast<double>(distances.size());
}

constexpr double nearlyAll = 0.9;

/// So many distances on a grid are no accident.
bool isGrid(const Bits &distances, double unit)
{
    if (distances.size() < 5)
        return false;
    const double share = shareOnGrid(distances, unit);
    return share >= (distances.size() < 12 ? 0.95 : distances.size() < 24 ? 0.8 : 0.65);
}

bool isFullGrid(const Bits &distances, double unit)
{
    return isGrid(distances, unit) && shareOnGrid(distances, unit) >= nearlyAll;
}

/// Distances between starts of neighbouring characters in bits of \a clock.
Bits startDistances(const TimedCharacters &heard, const BitClock &clock)
{
    Bits distances;
    for (size_t i = 1; i < heard.size(); ++i) {
        const auto distance = static_cast<double>((heard[i].at - heard[i - 1].at).count());
        distances.push_back(distance / clock.bitNanoseconds());
    }
    return distances;
}

/// \a distances without those from and to a start that was no edge: the line was low already when
/// the receiver was ready, at the last sample of the stop bit.
Bits edgeDistances(const Bits &distances, CharacterFormat format)
{
    const double ready = format.bitsOnWire() - 1 + 9.0 / 16;
    const auto isReady = [&](double distance) { return std::abs(distance - ready) < 0.005; };
    Bits edges;
    for (size_t i = 0; i < distances.size(); ++i)
        if (!isReady(distances[i]) && (i == 0 || !isReady(distances[i - 1])))
            edges.push_back(distances[i]);
    return edges;
}

/// Distances from each character's start to the edges inside it, in bits; the last one of a
/// character that ended low is not known.
Bits innerDistances(const TimedCharacters &heard, CharacterFormat format)
{
    Bits distances;
    for (const TimedCharacter &timed : heard) {
        bool mark = false;
        for (int bit = 0; bit < format.dataBits; ++bit) {
            const bool next = ((timed.character.wire >> bit) & 1) != 0;
            if (next != mark)
                distances.push_back(1 + bit);
            mark = next;
        }
    }
    return distances;
}

bool endsLow(const TimedCharacter &timed)
{
    return timed.character.flags.testAnyFlags(CharacterFlag::FramingError | CharacterFlag::Break);
}

/// The line as it was read. A stop bit that was low stays so until the sender's bit ends, of which
/// \a cell is the length; the next start needs a mark before it.
Waveform redraw(const TimedCharacters &heard, const BitClock &clock, CharacterFormat format,
                nanoseconds cell)
{
    Waveform line;
    const Encoder encoder(clock, format);
    for (size_t i = 0; i < heard.size(); ++i) {
        const TimedCharacter &timed = heard[i];
        Character plain = timed.character;
        plain.flags = {};
        encoder.encode(timed.at, {plain}, line);
        const bool high = ((plain.wire >> (format.dataBits - 1)) & 1) != 0;
        const nanoseconds known = clock.bits(format.bitsOnWire() - (endsLow(timed) ? 0.5 : 1.5));
        if (endsLow(timed) || !high) {
            // Low up to here at least: to the end of this bit of the sender.
            const auto cells = (known + cell - nanoseconds(1)) / cell;
            Instant rise = timed.at + cells * cell;
            if (i + 1 < heard.size())
                rise = std::min(rise, heard[i + 1].at - cell / 2);
            const Instant stop = timed.at + clock.bits(format.bitsOnWire() - 1);
            if (rise > stop || endsLow(timed)) {
                line.set(stop, Level::Space);
                line.set(std::max(rise, stop), Level::Mark);
            }
        }
    }
    return line;
}

/// Whether \a heard, decoded at \a sender, is text of a protocol, or printable for the most part.
double confidenceOfText(const TimedCharacters &heard, const BitClock &clock, CharacterFormat format,
                        const BitClock &sender)
{
    Decoder decoder(sender, format8N1);
    decoder.feed(redraw(heard, clock, format, sender.bits(1)), Instant::min());
    const std::vector<TimedCharacter> read =
        decoder.take(heard.back().at + std::chrono::seconds(2));
    if (read.empty())
        return 0.6;
    if (findProtocol(bytesOf(read)))
        return 0.95;
    const auto printable = std::ranges::count_if(read, [](const TimedCharacter &timed) {
        const int data = timed.character.wire & 0x7F;
        return (data >= ' ' && data < 0x7F) || data == '\r' || data == '\n';
    });
    return 0.6 + 0.3 * static_cast<double>(printable) / static_cast<double>(read.size());
}

bool isVaried(const Bits &distances)
{
    const auto [least, most] = std::ranges::minmax(distances);
    return most - least >= 0.8;
}

double median(Bits values)
{
    const auto middle = values.begin() + static_cast<ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Whether a sender whose bits last \a cell of the reader's can be heard so: light falls in again
/// within a character of his, and his single bits are no breaks unless they last as long.
bool isSpeech(const TimedCharacters &heard, const Bits &starts, double cell)
{
    constexpr double character = 10;
    constexpr double breakLength = 9.5;
    const bool isDark = std::ranges::all_of(
        heard, [](const TimedCharacter &timed) { return timed.character.wire == 0; });
    return median(starts) <= character * cell && (!isDark || cell >= breakLength - 1.5);
}

/// The slowest sender on whose grid all starts and edges stand.
std::optional<WrongBaud> findSlower(const TimedCharacters &heard, const BitClock &clock,
                                    CharacterFormat format)
{
    const Bits starts = startDistances(heard, clock);
    const Bits inner = innerDistances(heard, format);
    for (const int baud : standardBauds) {
        if (baud >= clock.baud.value)
            break;
        const double cell = static_cast<double>(clock.baud.value) / baud;
        const bool bitsFit = inner.size() < 5 || shareOnGrid(inner, cell) >= 0.9;
        if (!isGrid(starts, cell) || !bitsFit || !isSpeech(heard, starts, cell)
            || *std::ranges::min_element(starts) < 1.8 * cell)
            continue;
        const BitClock sender{Baud{baud}};
        return WrongBaud{Baud{baud}, confidenceOfText(heard, clock, format, sender)};
    }
    return {};
}

/// The slowest sender faster than the reader on whose grid all starts stand, or else many of them:
/// his pauses need not be whole bits.
std::optional<WrongBaud> findFaster(const Bits &starts, const BitClock &clock)
{
    if (isFullGrid(starts, 1))
        return {};
    for (const auto test : {&isFullGrid, &isGrid}) {
        for (const int baud : standardBauds)
            if (baud > clock.baud.value
                && test(starts, static_cast<double>(clock.baud.value) / baud))
                return WrongBaud{Baud{baud}, 0.8};
        if (isGrid(starts, 1))
            return {};
    }
    return {};
}

/// Characters that follow each other faster than a sender at this baud could send them: a receiver
/// is ready for the next start in the middle of the stop bit.
bool areTooNear(const Bits &starts, CharacterFormat format)
{
    constexpr double surely = 0.03;
    const double whole = format.bitsOnWire();
    const auto near =
        std::ranges::count_if(starts, [&](double distance) { return distance < whole - surely; });
    return static_cast<double>(near) >= 0.25 * static_cast<double>(starts.size());
}

} // namespace

std::optional<WrongBaud> judgeWrongBaud(const TimedCharacters &heard, const LineSettings &settings,
                                        bool isTimed)
{
    if (!isTimed || settings.baud.value <= 0 || heard.size() < 2)
        return {};
    const TimedCharacters part(heard.begin(),
                               heard.begin()
                                   + static_cast<ptrdiff_t>(std::min(heard.size(), mostLookedAt)));
    const BitClock clock = readClock(settings);
    const Bits starts = startDistances(part, clock);
    // Regular starts are a lamp's, or stand on every grid.
    const bool varied = isVaried(starts);
    if (const auto slower = varied ? findSlower(part, clock, wireFormat(settings)) : std::nullopt)
        return slower;
    const Bits edges = edgeDistances(starts, wireFormat(settings));
    if (const auto faster = varied ? findFaster(edges, clock) : std::nullopt)
        return faster;
    if (starts.size() >= 4 && areTooNear(starts, wireFormat(settings)))
        return WrongBaud{{}, 0.6};
    return {};
}

std::optional<WrongBaud> judgeDamage(const TimedCharacters &heard)
{
    constexpr size_t least = 4;
    std::set<int> kinds;
    size_t damaged = 0;
    for (const TimedCharacter &timed : heard) {
        kinds.insert(timed.character.wire);
        damaged += timed.character.flags.testFlag(CharacterFlag::FramingError);
    }
    if (heard.size() < least || damaged * 3 < heard.size() || kinds.size() * 4 < heard.size())
        return {};
    return WrongBaud{{}, 0.5};
}

} // namespace optoscope
