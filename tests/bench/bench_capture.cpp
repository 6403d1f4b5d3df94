// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/pcapngreader.h"
#include "core/capture/pcapngwriter.h"
#include "core/trace/trace.h"

#include <benchmark/benchmark.h>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr int runLength = 16;
constexpr int runs = 625'000; // ten million characters
const LineSettings fast = withSoftwareParity({9600}, format7E1);

/// Runs as far apart as they are when a meter pauses between them.
TraceEntry runAt(int number)
{
    constexpr nanoseconds distance = 25ms;
    return {Instant(distance * number),
            Received{{toCharacters("1.8.0(123456*Wh)"), fast.characterTime(), 1ms, true}}};
}

QByteArray captureOf(int count)
{
    PcapngWriter writer(CaptureFacts{});
    writer.append({Instant(), fast});
    for (int i = 0; i < count; ++i)
        writer.append(runAt(i));
    writer.finish();
    return writer.take();
}

void captureWrite(benchmark::State &state)
{
    constexpr int count = 10'000;
    qsizetype size = 0;
    for ([[maybe_unused]] auto _ : state)
        size = captureOf(count).size();
    state.SetItemsProcessed(state.iterations() * count * runLength);
    state.counters["bytesPerCharacter"] =
        static_cast<double>(size) / (static_cast<double>(count) * runLength);
}
BENCHMARK(captureWrite);

/// Ten million characters in runs of 16, into a trace. Budget: one second.
void captureOpen(benchmark::State &state)
{
    const QByteArray capture = captureOf(runs);
    constexpr qsizetype piece = 1 << 20;
    for ([[maybe_unused]] auto _ : state) {
        Trace trace;
        PcapngReader reader;
        for (qsizetype from = 0; from < capture.size(); from += piece) {
            reader.feed(
                QByteArrayView(capture).sliced(from).first(std::min(piece, capture.size() - from)));
            trace.append(reader.take());
        }
        reader.finish();
        trace.append(reader.take());
        if (trace.characterCount() != qint64{runs} * runLength)
            state.SkipWithError("characters are missing");
    }
    state.SetItemsProcessed(state.iterations() * runs * runLength);
}
BENCHMARK(captureOpen)->Unit(benchmark::kMillisecond);

/// The reader alone.
void captureRead(benchmark::State &state)
{
    const QByteArray capture = captureOf(runs);
    constexpr qsizetype piece = 1 << 20;
    for ([[maybe_unused]] auto _ : state) {
        PcapngReader reader;
        for (qsizetype from = 0; from < capture.size(); from += piece) {
            reader.feed(
                QByteArrayView(capture).sliced(from).first(std::min(piece, capture.size() - from)));
            benchmark::DoNotOptimize(reader.take());
        }
        reader.finish();
    }
    state.SetItemsProcessed(state.iterations() * runs * runLength);
}
BENCHMARK(captureRead)->Unit(benchmark::kMillisecond);

} // namespace
