// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recognise/echojudge.h"

#include "core/uart/softwareparity.h"

#include <algorithm>
#include <bit>

namespace optoscope {

namespace {

constexpr size_t mostCompared = 64;
// As the echo filter of a conversation has it: less than a fast meter's reaction time.
constexpr std::chrono::milliseconds echoLateness(10);
constexpr double likeVariant = 0.75;
constexpr double likeSent = 0.6;

/// Length of the longest common subsequence as a share of the longer one.
double likeness(QByteArrayView one, QByteArrayView other)
{
    const auto longest = std::max(one.size(), other.size());
    if (longest == 0)
        return 0;
    std::vector<int> row(static_cast<size_t>(other.size()) + 1, 0);
    for (const char character : one) {
        int diagonal = 0;
        for (size_t i = 1; i < row.size(); ++i) {
            const int above = row[i];
            row[i] = character == other[static_cast<qsizetype>(i) - 1]
                ? diagonal + 1
                : std::max(above, row[i - 1]);
            diagonal = above;
        }
    }
    return static_cast<double>(row.back()) / static_cast<double>(longest);
}

/// The share of equal bits of two runs of equal length.
double equalBits(QByteArrayView one, QByteArrayView other)
{
    int different = 0;
    for (qsizetype i = 0; i < one.size(); ++i)
        different += std::popcount(static_cast<quint8>(one[i] ^ other[i]));
    return 1 - static_cast<double>(different) / (8.0 * static_cast<double>(one.size()));
}

/// Our message on the line and what a receiver with a given fault would make of it.
class Variants
{
public:
    explicit Variants(const Exchange &exchange)
        : m_clock(readClock(exchange.settings))
        , m_format(wireFormat(exchange.settings))
    {
        Characters characters;
        for (const TimedCharacter &timed : exchange.sent)
            characters.append(sentOnWire(timed.character, exchange.settings));
        Encoder(m_clock, m_format).encode(Instant(), characters, m_line);
    }

    QByteArray inverted() const
    {
        Waveform line(Level::Space);
        for (const Edge &edge : m_line.edges())
            line.set(edge.at, edge.level == Level::Mark ? Level::Space : Level::Mark);
        return read(line, Level::Space);
    }

    /// Light comes \a later and goes out \a longer (in bits); a pulse of no length is gone.
    QByteArray shifted(double later, double longer) const
    {
        Waveform line;
        const std::vector<Edge> &edges = m_line.edges();
        for (size_t i = 0; i + 1 < edges.size(); i += 2) {
            const Instant begin = edges[i].at + m_clock.bits(later);
            const Instant end = edges[i + 1].at + m_clock.bits(longer);
            if (begin >= end)
                continue;
            line.set(begin, Level::Space); // Pulses that overlap are one.
            line.set(end, Level::Mark);
        }
        return read(line, Level::Mark);
    }

    /// A pulse of \a width bits at each falling edge, and at each rising edge where \a both.
    QByteArray spikes(double width, bool both) const
    {
        Waveform line;
        for (const Edge &edge : m_line.edges()) {
            if (edge.level == Level::Mark && !both)
                continue;
            line.set(edge.at, Level::Space);
            line.set(edge.at + m_clock.bits(width), Level::Mark);
        }
        return read(line, Level::Mark);
    }

private:
    /// A link without a UART, and a file of plain bytes, leave the parity bit of 7E1 out.
    static Character sentOnWire(Character character, const LineSettings &settings)
    {
        if (settings.parity == ParityBy::None && (character.wire & 0x80) == 0)
            character.wire |= static_cast<quint8>(parityBit(character.wire, format7E1) << 7);
        return character;
    }

    QByteArray read(const Waveform &line, Level initial) const
    {
        Decoder decoder(m_clock, m_format, initial);
        decoder.feed(line, Instant() - std::chrono::hours(1));
        return bytesOf(decoder.take(Instant() + std::chrono::hours(1)), 0x7F);
    }

    BitClock m_clock;
    CharacterFormat m_format;
    Waveform m_line;
};

/// Looks like what a receiver reads whose pulses come out shorter, longer, or as spikes.
bool isDamagedVariant(const Variants &variants, const QByteArray &heard)
{
    for (const double lost : {0.2, 0.45, 0.6, 0.95, 1.2, 1.7, 2.2, 2.7, 3.2, 4.2})
        if (likeness(variants.shifted(lost, 0), heard) >= likeVariant)
            return true;
    for (const double gained : {0.3, 0.55, 0.8, 1.0, 1.3, 1.7, 2.2})
        if (likeness(variants.shifted(0, gained), heard) >= likeVariant)
            return true;
    for (const double width : {0.51, 0.6, 0.8, 1.2, 1.7})
        for (const bool both : {false, true})
            if (likeness(variants.spikes(width, both), heard) >= likeVariant)
                return true;
    return false;
}

/// Few bits differ, or most characters are the same in their order.
bool isLikeSent(const QByteArray &sent, const QByteArray &heard)
{
    constexpr double fewDiffer = 0.8;
    if (likeness(sent, heard) >= likeSent)
        return true;
    return sent.size() == heard.size() && equalBits(sent, heard) >= fewDiffer;
}

bool equalsSent(const Exchange &exchange, size_t count)
{
    return std::equal(exchange.sent.begin(), exchange.sent.begin() + static_cast<ptrdiff_t>(count),
                      exchange.heard.begin(), [](const auto &sent, const auto &heard) {
                          return (sent.character.wire & 0x7F) == (heard.character.wire & 0x7F)
                              && !heard.character.isDamaged();
                      });
}

/// How many characters began while we were still sending, or hardly later.
size_t heardWhileSending(const Exchange &exchange)
{
    const Instant last = *exchange.sentEnd + echoLateness;
    const auto after = std::ranges::find_if(
        exchange.heard, [&](const TimedCharacter &timed) { return timed.at > last; });
    return static_cast<size_t>(std::distance(exchange.heard.begin(), after));
}

/// The saturated receiver: one break, whoever sends.
bool isSingleBreak(const TimedCharacters &heard)
{
    return heard.size() == 1 && heard.front().character.wire == 0;
}

} // namespace

EchoJudgement judgeEcho(const Exchange &exchange, bool isTimed)
{
    const size_t sentCount = exchange.sent.size();
    const size_t heardCount = exchange.heard.size();
    if (sentCount == 0 || heardCount == 0)
        return {};
    if (heardCount >= sentCount && equalsSent(exchange, sentCount))
        return {EchoKind::Exact, sentCount};
    if (isSingleBreak(exchange.heard))
        return {};

    const size_t candidate = isTimed && exchange.sentEnd
        ? heardWhileSending(exchange)
        : (heardCount <= sentCount + 2 ? heardCount : sentCount);
    if (candidate == 0)
        return {};
    const auto compared = static_cast<qsizetype>(std::min(candidate, mostCompared));
    const QByteArray heard = bytesOf(exchange.heard, 0x7F).first(compared);
    Exchange part = exchange;
    part.sent.resize(std::min(sentCount, mostCompared));
    const Variants variants(part);
    if (likeness(variants.inverted(), heard) >= likeVariant)
        return {EchoKind::Inverted, candidate};
    if (isLikeSent(bytesOf(part.sent, 0x7F), heard) || isDamagedVariant(variants, heard))
        return {EchoKind::Damaged, candidate};
    const bool allWhileSending = isTimed && exchange.sentEnd && candidate == heardCount;
    return allWhileSending ? EchoJudgement{EchoKind::Damaged, candidate} : EchoJudgement{};
}

} // namespace optoscope
