// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace.h"

#include <benchmark/benchmark.h>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

/// One character a read, in batches as the window gets them.
void traceAppend(benchmark::State &state)
{
    constexpr int batchSize = 1000;
    constexpr int batches = 100;
    TraceEntries batch;
    for (int i = 0; i < batchSize; ++i)
        batch.append({Instant(i * 1ms), Received{{toCharacters("x"), 1ms, 0ns, true}}});
    for ([[maybe_unused]] auto _ : state) {
        Trace trace;
        for (int i = 0; i < batches; ++i)
            trace.append(batch);
        benchmark::DoNotOptimize(trace.characterCount());
    }
    state.SetItemsProcessed(state.iterations() * batches * batchSize);
}
BENCHMARK(traceAppend);

} // namespace
