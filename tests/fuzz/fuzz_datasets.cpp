// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/datasets.h"
#include "tests/fuzz/fuzz.h"

using namespace optoscope;

namespace {

void requireInside(const DataSets &sets, BlockRange range, quint32 from)
{
    require(range.offset >= from, "ranges follow each other");
    require(range.end() >= range.offset, "a range does not wrap");
    require(range.end() <= sets.block().size(), "a range lies in the block");
}

} // namespace

void fuzz(QByteArrayView data)
{
    const QByteArray block = data.toByteArray();
    const DataSets sets(block);
    require(sets.write() == block, "writing gives the block back");
    quint32 from = 0;
    for (qsizetype i = 0; i < sets.count(); ++i) {
        const DataSet &set = sets.at(i);
        requireInside(sets, set.address, from);
        requireInside(sets, set.value, set.address.end() + 1);
        requireInside(sets, set.unit, set.value.end());
        require(!sets.value(i).contains('*'), "a value ends at the first star");
        require(!sets.address(i).contains('('), "an address holds no bracket");
        from = set.unit.end();
    }
    for (const BlockRange &stray : sets.strays())
        requireInside(sets, stray, 0);
    require(!sets.isCutOff() || !sets.at(sets.count() - 1).closed,
            "cut off means a bracket is open");
}
