// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/echofilter.h"

namespace optoscope {

namespace {

// How long after our last stop bit the start of an echo's last character may be stamped. Under
// the least reaction time of a fast meter (20 ms).
constexpr std::chrono::milliseconds echoLateness(10);

} // namespace

void EchoFilter::sending(Instant begin, Instant end, QByteArray data)
{
    settle();
    m_expected = std::move(data);
    m_end = end;
    m_timed = end > begin;
}

void EchoFilter::sent(Instant begin, Instant end)
{
    m_end = end;
    m_timed = end > begin;
}

void EchoFilter::receive(const HeardCharacter &character)
{
    if (isExpecting() && m_timed && character.at > m_end + echoLateness)
        receiveLate(character);
    if (!isExpecting()) {
        append(Piece::Kind::Heard, {character});
        return;
    }
    m_held.push_back(character);
    if (static_cast<qsizetype>(m_held.size()) == m_expected.size())
        settle();
}

/// A link without a UART brings much in one read, which is then stamped from our last stop bit on:
/// what such a stretch is, its later characters tell.
void EchoFilter::receiveLate(const HeardCharacter &character)
{
    const bool goesOn = !m_held.empty()
        && character.at <= m_held.back().at + m_held.back().spacing + echoLateness && isBeginning();
    const auto count = static_cast<qsizetype>(m_held.size());
    if (goesOn && character.data == static_cast<quint8>(m_expected[count]))
        return;
    // What we send and what is answered can begin alike: "/" of a request and an identification.
    const bool isRequest = m_expected.startsWith('/') && count > 1;
    if (goesOn && !isRequest) {
        append(Piece::Kind::Heard, m_held);
        m_held.clear();
    }
    settle();
}

/// What is held back is how the echo begins, without damage.
bool EchoFilter::isBeginning() const
{
    for (size_t i = 0; i < m_held.size(); ++i) {
        const HeardCharacter &held = m_held[i];
        if (held.flags.toInt() != 0
            || held.data != static_cast<quint8>(m_expected[static_cast<qsizetype>(i)]))
            return false;
    }
    return true;
}

void EchoFilter::flush()
{
    settle();
}

std::optional<EchoFilter::Piece> EchoFilter::take()
{
    if (m_pieces.empty())
        return {};
    std::optional<Piece> piece(std::move(m_pieces.front()));
    m_pieces.pop_front();
    return piece;
}

EchoFilter::Judgement EchoFilter::judge() const
{
    if (m_held.empty())
        return Judgement::NoEcho;
    const auto count = static_cast<qsizetype>(m_held.size());
    qsizetype equal = 0;
    qsizetype damaged = 0;
    for (qsizetype i = 0; i < count; ++i) {
        const HeardCharacter &held = m_held[static_cast<size_t>(i)];
        equal += held.data == static_cast<quint8>(m_expected[i]) ? 1 : 0;
        damaged += held.flags.toInt() != 0 ? 1 : 0;
    }
    if (equal == count && damaged == 0 && count == m_expected.size())
        return Judgement::Exact;
    if (count == m_expected.size() && 2 * equal >= count)
        return Judgement::Damaged;
    // Shorter, and during our own sending: characters melt together when pulses get lost.
    const bool meantByMeter = m_held.front().data == '/' && count > 1 && m_held[1].data != '?';
    return m_timed && 2 * std::max(equal, damaged) >= count && !meantByMeter ? Judgement::Damaged
                                                                             : Judgement::NoEcho;
}

void EchoFilter::settle()
{
    switch (judge()) {
    case Judgement::Exact: append(Piece::Kind::ExactEcho, m_held); break;
    case Judgement::Damaged: append(Piece::Kind::DamagedEcho, m_held); break;
    case Judgement::NoEcho: append(Piece::Kind::Heard, m_held); break;
    }
    m_held.clear();
    m_expected.clear();
}

void EchoFilter::append(Piece::Kind kind, const HeardCharacters &characters)
{
    if (characters.empty())
        return;
    if (kind != Piece::Kind::Heard || m_pieces.empty() || m_pieces.back().kind != kind)
        m_pieces.push_back({kind, {}});
    HeardCharacters &target = m_pieces.back().characters;
    target.insert(target.end(), characters.begin(), characters.end());
}

} // namespace optoscope
