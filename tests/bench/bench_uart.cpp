// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/decoder.h"
#include "core/uart/parmrkdecoder.h"
#include "core/uart/softwareparity.h"

#include <benchmark/benchmark.h>

using namespace optoscope;

namespace {

/// What a serial port does with each character that it receives: PARMRK undone, parity checked.
void receivedCharacters(benchmark::State &state)
{
    const LineSettings line = withSoftwareParity(Baud{9600}, format7E1);
    const QByteArray raw =
        encodeCharacters(QByteArray("1.8.0(0012345.678*kWh)\r\n").repeated(200), line);
    for ([[maybe_unused]] auto _ : state) {
        ParmrkDecoder decoder;
        Characters characters = decoder.decode(raw);
        for (Character &character : characters)
            character = checkCharacter(character, line);
        benchmark::DoNotOptimize(characters.constData());
    }
    state.SetItemsProcessed(state.iterations() * raw.size());
}
BENCHMARK(receivedCharacters);

/// What the virtual bench and the import of waveforms do: edges become characters.
void decodedEdges(benchmark::State &state)
{
    const BitClock clock{{9600}};
    const QByteArray data = QByteArray("1.8.0(0012345.678*kWh)\r\n").repeated(2000);
    Waveform line;
    Encoder(clock, format7E1).encode(Instant(), toCharacters(data), line);
    for ([[maybe_unused]] auto _ : state) {
        state.PauseTiming();
        Decoder decoder(clock, format7E1);
        decoder.feed(line, Instant());
        state.ResumeTiming();
        benchmark::DoNotOptimize(decoder.take(Instant::max()));
    }
    state.SetItemsProcessed(state.iterations() * data.size());
}
BENCHMARK(decodedEdges);

} // namespace
