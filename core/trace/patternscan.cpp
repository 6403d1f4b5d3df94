// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/patternscan.h"

#include <QtEndian>

#include <algorithm>
#include <bit>

namespace optoscope {
namespace {

constexpr qint64 wordBytes = 8;
constexpr int byteBits = 8;
constexpr quint64 everyByte = 0x0101010101010101;
constexpr quint64 lowBits = 0x7F7F7F7F7F7F7F7F;

/// The highest bit of each byte of \a word that is zero.
quint64 zeroBytes(quint64 word)
{
    return ~(((word & lowBits) + lowBits) | word | lowBits);
}

/// A place of the pattern, compared with eight bytes at once.
struct WordTest {
    quint64 value;
    quint64 mask;

    WordTest(PatternByte byte, quint8 dataMask)
        : value(everyByte * byte.value)
        , mask(everyByte * static_cast<quint8>(byte.mask & dataMask))
    {
    }
    quint64 operator()(const quint8 *bytes) const
    {
        return zeroBytes((qFromLittleEndian<quint64>(bytes) & mask) ^ value);
    }
};

} // namespace

PatternScan::PatternScan(BytePattern pattern)
    : m_pattern(std::move(pattern))
{
    const auto isTelling = [](PatternByte byte) { return byte.mask != 0; };
    const auto first = std::ranges::find_if(m_pattern, isTelling);
    if (first == m_pattern.end())
        return;
    m_leading = std::distance(m_pattern.begin(), first);
    m_trailing = m_pattern.size() - 1;
    while (!isTelling(m_pattern.at(m_trailing)))
        --m_trailing;
}

void PatternScan::scan(const WireSpan &span, qsizetype most, QList<CharacterRange> &hits)
{
    if (most <= 0 || m_pattern.isEmpty())
        return;
    qint64 next = 0; // characters before it belong to hits
    const qsizetype before = hits.size();
    if (const std::optional<CharacterRange> hit = acrossBorder(span, next)) {
        hits.append(*hit);
        m_tail.clear();
    }
    while (hits.size() - before < most) {
        const qint64 at = find(span, next);
        if (at < 0)
            break;
        hits.append({span.first + at, m_pattern.size()});
        next = at + m_pattern.size();
        m_tail.clear();
    }
    keepTail(span, next);
}

std::optional<CharacterRange> PatternScan::acrossBorder(const WireSpan &span, qint64 &next) const
{
    const auto tail = static_cast<qint64>(m_tail.size());
    const auto byteAt = [&](qint64 i) {
        return i < tail ? m_tail[static_cast<size_t>(i)].data
                        : static_cast<quint8>(span.wire[i - tail] & span.dataMask);
    };
    for (qint64 start = 0; start < tail; ++start) {
        const qint64 end = start + m_pattern.size();
        if (end > tail + span.count)
            break;
        qsizetype fitting = 0;
        while (fitting < m_pattern.size() && m_pattern.at(fitting).fits(byteAt(start + fitting)))
            ++fitting;
        if (fitting < m_pattern.size())
            continue;
        next = end - tail;
        const qint64 first = m_tail[static_cast<size_t>(start)].place;
        return CharacterRange{first, span.first + next - first};
    }
    return {};
}

bool PatternScan::fitsAt(const WireSpan &span, qint64 at) const
{
    const quint8 *byte = span.wire + at;
    return std::ranges::all_of(m_pattern, [&](PatternByte wanted) {
        return wanted.fits(static_cast<quint8>(*byte++ & span.dataMask));
    });
}

qint64 PatternScan::find(const WireSpan &span, qint64 from) const
{
    const WordTest leads(m_pattern.at(m_leading), span.dataMask);
    const WordTest trails(m_pattern.at(m_trailing), span.dataMask);
    const qint64 last = span.count - m_pattern.size();
    qint64 at = from;
    for (; at + wordBytes - 1 <= last; at += wordBytes) {
        quint64 candidates =
            leads(span.wire + at + m_leading) & trails(span.wire + at + m_trailing);
        for (; candidates != 0; candidates &= candidates - 1) {
            const qint64 candidate = at + std::countr_zero(candidates) / byteBits;
            if (fitsAt(span, candidate))
                return candidate;
        }
    }
    for (; at <= last; ++at) {
        if (fitsAt(span, at))
            return at;
    }
    return -1;
}

void PatternScan::keepTail(const WireSpan &span, qint64 from)
{
    const qsizetype most = m_pattern.size() - 1;
    for (qint64 i = std::max<qint64>(from, span.count - most); i < span.count; ++i)
        m_tail.push_back({static_cast<quint8>(span.wire[i] & span.dataMask), span.first + i});
    const auto size = static_cast<qsizetype>(m_tail.size());
    if (size > most)
        m_tail.erase(m_tail.begin(), m_tail.begin() + (size - most));
}

} // namespace optoscope
