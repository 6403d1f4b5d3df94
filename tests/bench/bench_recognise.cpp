// SPDX-License-Identifier: GPL-3.0-or-later
// The confusion table of the line classifier over 200 cases of each class: with error flags,
// without them, and with neither flags nor times. Fails below 95 % where times are known. The first
// seed can be given, so that cases can be counted which nobody has looked at.
#include "core/recognise/lineclassifier.h"
#include "tests/core/recognise/linecases.h"

#include <QMetaEnum>

#include <array>
#include <cstdio>

using namespace optoscope;

namespace {

constexpr int casesPerClass = 200;
constexpr int leastRight = casesPerClass * 95 / 100;
constexpr size_t classCount = static_cast<size_t>(LineClass::unknown) + 1;

using Row = std::array<int, classCount>;

struct Table {
    std::array<Row, classCount> rows{};
    int baudsRight = 0; ///< wrong bauds whose sender's baud was named
};

LineVerdict classify(const TraceEntries &entries)
{
    LineClassifier classifier;
    classifier.append(entries);
    return classifier.verdict();
}

template <typename Change>
Table measure(quint32 first, const Change &change)
{
    Table table;
    for (size_t index = 0; index < classCount; ++index) {
        for (quint32 seed = first; seed < first + casesPerClass; ++seed) {
            const LineCase drawn = drawLineCase(static_cast<LineClass>(index), seed);
            const LineVerdict verdict = classify(change(drawn.entries));
            ++table.rows[index][static_cast<size_t>(verdict.lineClass)];
            if (drawn.senderBaud && verdict.baud == drawn.senderBaud)
                ++table.baudsRight;
        }
    }
    return table;
}

const char *nameOf(size_t index)
{
    return QMetaEnum::fromType<LineClass>().valueToKey(static_cast<int>(index));
}

/// Prints a row for each class and returns how many classes fall short.
int print(const char *title, const Table &table)
{
    int missed = 0;
    std::printf("%s\n%-15s %5s  others\n", title, "class", "right");
    for (size_t index = 0; index < classCount; ++index) {
        const Row &row = table.rows[index];
        std::printf("%-15s %4.1f%%", nameOf(index), 100.0 * row[index] / casesPerClass);
        for (size_t other = 0; other < classCount; ++other)
            if (other != index && row[other] > 0)
                std::printf("  %s %d", nameOf(other), row[other]);
        std::printf("\n");
        missed += row[index] < leastRight ? 1 : 0;
    }
    std::printf("wrong bauds named rightly: %d of %d\n\n", table.baudsRight, casesPerClass);
    return missed;
}

} // namespace

int main(int argc, char *argv[])
{
    const quint32 first = argc > 1 ? QByteArray(argv[1]).toUInt() : 1;
    const auto asDrawn = [](const TraceEntries &entries) { return entries; };
    int missed = print("with flags", measure(first, asDrawn));
    missed += print("without flags", measure(first, withoutFlags));
    print("without flags and times", measure(first, withoutTimes));
    return missed == 0 ? 0 : 1;
}
