// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/bytepattern.h"
#include "core/trace/characterrange.h"

#include <optional>
#include <vector>

namespace optoscope {

/// Characters of one side that follow each other in the trace.
struct WireSpan {
    const quint8 *wire = nullptr;
    qint64 count = 0;
    qint64 first = 0; ///< counted over the trace
    quint8 dataMask = 0xFF; ///< the wire's data bits
};

/// Finds a pattern in the data bits of what one side sent, span by span, also where it goes over
/// their borders. Hits do not overlap. One that the other side interrupted reaches from its first
/// to its last character.
class PatternScan
{
public:
    explicit PatternScan(BytePattern pattern);

    /// Appends what \a span completes to \a hits, at most \a most of them.
    void scan(const WireSpan &span, qsizetype most, QList<CharacterRange> &hits);

private:
    struct TailByte {
        quint8 data = 0;
        qint64 place = 0;
    };

    std::optional<CharacterRange> acrossBorder(const WireSpan &span, qint64 &next) const;
    qint64 find(const WireSpan &span, qint64 from) const;
    bool fitsAt(const WireSpan &span, qint64 at) const;
    void keepTail(const WireSpan &span, qint64 from);

    BytePattern m_pattern;
    qsizetype m_leading = 0; ///< the first and the last place that does not fit everything
    qsizetype m_trailing = 0;
    std::vector<TailByte> m_tail; ///< what a hit may begin with, shorter than the pattern
};

} // namespace optoscope
