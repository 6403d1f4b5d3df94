// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace optoscope {

/// Characters of a block.
struct BlockRange {
    quint32 offset = 0;
    quint32 length = 0;
    quint32 end() const { return offset + length; }
};

/// One bracket of a block: `address ( value [* unit] )`, as ranges into the block. The second and
/// later brackets behind one address have an empty address.
struct DataSet {
    BlockRange address;
    BlockRange value;
    BlockRange unit;
    bool star = false; ///< There is a `*` between value and unit.
    bool closed = true; ///< The bracket has its end; without one it ends with its line.
};

/// The data sets of a block, shared with it. What stands between them (line ends, text without a
/// bracket, the final `!`) stays in the block, so that writing gives it back byte for byte.
class DataSets
{
public:
    DataSets() = default;
    /// Splits \a block, which must be smaller than 4 GiB.
    explicit DataSets(QByteArray block);

    const QByteArray &block() const { return m_block; }
    qsizetype count() const { return static_cast<qsizetype>(m_sets.size()); }
    const DataSet &at(qsizetype index) const { return m_sets[static_cast<size_t>(index)]; }
    QByteArrayView text(BlockRange range) const;
    QByteArrayView address(qsizetype index) const { return text(at(index).address); }
    QByteArrayView value(qsizetype index) const { return text(at(index).value); }
    QByteArrayView unit(qsizetype index) const { return text(at(index).unit); }

    /// What a meter should not have sent: text outside any data set that is neither a line end nor
    /// the final `!`, and brackets without an end in the middle of the block.
    const std::vector<BlockRange> &strays() const { return m_strays; }
    /// The block ended inside a bracket.
    bool isCutOff() const { return m_cutOff; }

    /// The block again, written from the data sets and what stands between them.
    QByteArray write() const;

private:
    QByteArray m_block;
    std::vector<DataSet> m_sets;
    std::vector<BlockRange> m_strays;
    bool m_cutOff = false;
};

} // namespace optoscope
