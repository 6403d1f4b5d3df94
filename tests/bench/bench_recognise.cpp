// SPDX-License-Identifier: GPL-3.0-or-later
// The confusion table of the line classifier over 200 cases of each class: with error flags,
// without them, from waveforms, and with neither flags nor times. Fails below 95 % where times are
// known. A waveform's speed and format are found: what a port reads at a wrong one is right there,
// and counts as IEC 62056-21. The first
// seed can be given, so that cases can be counted which nobody has looked at.
#include "core/capture/waveformimport.h"
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
            const LineVerdict verdict = classify(change(drawn));
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

/// Both lines as a recording of them is imported.
TraceEntries asRecorded(const LineCase &drawn)
{
    ChosenChannels channels{{}, WaveChannel{{}, drawn.heard}};
    if (!drawn.sent.edges().empty())
        channels.sent = WaveChannel{{}, drawn.sent};
    return decodeChannels(channels);
}

/// The class that a recording of \a lineClass has.
size_t recordedAs(size_t lineClass)
{
    const auto drawn = static_cast<LineClass>(lineClass);
    const bool wasMisread = drawn == LineClass::wrongBaud || drawn == LineClass::parityBitsLeft;
    return wasMisread ? static_cast<size_t>(LineClass::iec62056) : lineClass;
}

/// Prints a row for each class and returns how many classes fall short.
template <typename Expected>
int print(const char *title, const Table &table, const Expected &expected)
{
    int missed = 0;
    std::printf("%s\n%-15s %5s  others\n", title, "class", "right");
    for (size_t index = 0; index < classCount; ++index) {
        const Row &row = table.rows[index];
        std::printf("%-15s %4.1f%%", nameOf(index), 100.0 * row[expected(index)] / casesPerClass);
        for (size_t other = 0; other < classCount; ++other)
            if (other != expected(index) && row[other] > 0)
                std::printf("  %s %d", nameOf(other), row[other]);
        std::printf("\n");
        missed += row[expected(index)] < leastRight ? 1 : 0;
    }
    std::printf("wrong bauds named rightly: %d of %d\n\n", table.baudsRight, casesPerClass);
    return missed;
}

} // namespace

int main(int argc, char *argv[])
{
    const quint32 first = argc > 1 ? QByteArray(argv[1]).toUInt() : 1;
    const auto itself = [](size_t index) { return index; };
    int missed = print("with flags",
                       measure(first, [](const LineCase &drawn) { return drawn.entries; }), itself);
    missed += print(
        "without flags",
        measure(first, [](const LineCase &drawn) { return withoutFlags(drawn.entries); }), itself);
    missed += print("from waveforms", measure(first, asRecorded), recordedAs);
    print("without flags and times",
          measure(first, [](const LineCase &drawn) { return withoutTimes(drawn.entries); }),
          itself);
    return missed == 0 ? 0 : 1;
}
