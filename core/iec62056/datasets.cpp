// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/datasets.h"

#include <algorithm>
#include <cstring>

namespace optoscope {

namespace {

bool isLineEnd(char character)
{
    return character == '\r' || character == '\n';
}

const char *find(const char *from, const char *end, char character)
{
    const void *found = std::memchr(from, character, static_cast<size_t>(end - from));
    return found ? static_cast<const char *>(found) : end;
}

/// Walks a block once and fills in the data sets and strays.
class Splitter
{
public:
    Splitter(const QByteArray &block, std::vector<DataSet> &sets, std::vector<BlockRange> &strays)
        : m_begin(block.constData())
        , m_end(m_begin + block.size())
        , m_sets(sets)
        , m_strays(strays)
    {
    }

    /// True if the block ended inside a bracket.
    bool split()
    {
        const char *from = m_begin;
        while (from < m_end) {
            const char *open = find(from, m_end, '(');
            if (open == m_end) {
                addStrays(from, m_end);
                return false;
            }
            const char *address = startOfAddress(from, open);
            const char *close = endOfBracket(open + 1);
            const bool closed = close < m_end && *close == ')';
            addSet(address, open, close, closed);
            if (close == m_end)
                return true;
            if (!closed)
                m_strays.push_back(range(open, close));
            from = closed ? close + 1 : close;
        }
        return false;
    }

private:
    BlockRange range(const char *from, const char *to) const
    {
        return {static_cast<quint32>(from - m_begin), static_cast<quint32>(to - from)};
    }

    /// The address is what stands on the bracket's own line; lines before it are strays.
    const char *startOfAddress(const char *from, const char *open)
    {
        const char *start = open;
        while (start > from && !isLineEnd(start[-1]))
            --start;
        if (start > from)
            addStrays(from, start);
        // A second read-out glued behind the end mark of the first is no part of the address.
        if (start < open && *start == '!')
            ++start;
        return start;
    }

    const char *endOfBracket(const char *from) const
    {
        return std::find_if(
            from, m_end, [](char character) { return character == ')' || isLineEnd(character); });
    }

    void addSet(const char *address, const char *open, const char *close, bool closed)
    {
        const char *star = find(open + 1, close, '*');
        DataSet set;
        set.address = range(address, open);
        set.value = range(open + 1, star);
        set.star = star < close;
        set.closed = closed;
        set.unit = set.star ? range(star + 1, close) : range(close, close);
        m_sets.push_back(set);
    }

    void addStrays(const char *from, const char *to)
    {
        while (from < to) {
            const char *lineEnd = std::find_if(from, to, isLineEnd);
            const bool isEndMark = lineEnd - from == 1 && *from == '!';
            if (lineEnd > from && !isEndMark)
                m_strays.push_back(range(from, lineEnd));
            from = std::find_if_not(lineEnd, to, isLineEnd);
        }
    }

    const char *m_begin;
    const char *m_end;
    std::vector<DataSet> &m_sets;
    std::vector<BlockRange> &m_strays;
};

} // namespace

DataSets::DataSets(QByteArray block)
    : m_block(std::move(block))
{
    m_sets.reserve(static_cast<size_t>(m_block.size() / 20));
    m_cutOff = Splitter(m_block, m_sets, m_strays).split();
}

QByteArrayView DataSets::text(BlockRange range) const
{
    return QByteArrayView(m_block).sliced(range.offset, range.length);
}

QByteArray DataSets::write() const
{
    const QByteArrayView block(m_block);
    QByteArray written;
    written.reserve(block.size());
    qsizetype from = 0;
    for (const DataSet &set : m_sets) {
        written += block.sliced(from, set.address.offset - from); // what stands between data sets
        written += text(set.address);
        written += '(';
        written += text(set.value);
        if (set.star)
            written += '*';
        written += text(set.unit);
        from = set.unit.end();
        if (set.closed) {
            written += ')';
            ++from;
        }
    }
    written += block.sliced(from);
    return written;
}

} // namespace optoscope
