// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/spillfile.h"
#include "core/trace/tracesearch.h"
#include "core/uart/softwareparity.h"

#include <QFile>

#include <benchmark/benchmark.h>
#include <random>

#ifdef Q_OS_UNIX
#include <malloc.h>
#include <unistd.h>
#endif

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr qint64 characters = 10000000;
constexpr nanoseconds characterTime = 1041667ns; // 9600 7E1

/// A read-out's letters, seven data bits with their parity bit.
QByteArray lettersOf(qint64 count)
{
    const LineSettings line = withSoftwareParity(Baud{9600}, format7E1);
    QByteArray text;
    for (int i = 0; text.size() < count; ++i)
        text += "1.8.0*" + QByteArray::number(i % 99) + "(0012345.678*kWh)\r\n";
    for (char &letter : text)
        letter = static_cast<char>(encodeCharacter(static_cast<quint8>(letter), line));
    return text;
}

/// Received in runs of \a runLength, each a read that came up to 2 ms late, a request now and then.
TraceEntries makeEntries(qint64 count, qint64 runLength, Instant &now)
{
    static std::mt19937 random(1);
    const QByteArray text = lettersOf(count + runLength);
    TraceEntries entries;
    for (qint64 at = 0; at < count; at += runLength) {
        CharacterRun run{toCharacters(QByteArrayView(text).sliced(at, runLength)), characterTime,
                         16ms, true};
        now += characterTime * runLength + nanoseconds(random() % 2000000);
        if (at % 5000 < runLength)
            now += 300ms;
        entries.append({now, Received{std::move(run)}});
    }
    return entries;
}

/// Bytes of memory that the process holds.
double resident()
{
#ifdef Q_OS_UNIX
    malloc_trim(0);
    QFile file(u"/proc/self/statm"_qs);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> pages = file.readAll().split(' ');
    return pages.value(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE));
#else
    return 0;
#endif
}

Trace makeTrace(qint64 runLength)
{
    constexpr qint64 batch = 100000;
    Trace trace;
    trace.append({{Instant(), withSoftwareParity(Baud{9600}, format7E1)}});
    Instant now;
    for (qint64 done = 0; done < characters; done += batch)
        trace.append(makeEntries(batch, runLength, now));
    return trace;
}

/// In batches as the window gets them.
void traceAppend(benchmark::State &state)
{
    constexpr int batches = 10;
    Instant now;
    const TraceEntries batch = makeEntries(100000, state.range(0), now);
    for ([[maybe_unused]] auto _ : state) {
        Trace trace;
        for (int i = 0; i < batches; ++i)
            trace.append(batch);
        benchmark::DoNotOptimize(trace.characterCount());
    }
    state.SetItemsProcessed(state.iterations() * batches * 100000);
}
BENCHMARK(traceAppend)->Arg(1)->Arg(16)->Arg(1000);

/// Bytes a character of ten million, measured from outside.
void traceMemory(benchmark::State &state)
{
    for ([[maybe_unused]] auto _ : state) {
        const double before = resident();
        const Trace trace = makeTrace(state.range(0));
        const auto count = static_cast<double>(trace.characterCount());
        state.counters["residentBytes"] = (resident() - before) / count;
        state.counters["countedBytes"] = static_cast<double>(trace.runs().residentBytes()) / count;
    }
}
BENCHMARK(traceMemory)->Arg(1)->Arg(16)->Arg(1000)->Iterations(1)->Unit(benchmark::kMillisecond);

void traceSearch(benchmark::State &state, const SearchQuery &query)
{
    const Trace trace = makeTrace(state.range(0));
    qsizetype hits = 0;
    for ([[maybe_unused]] auto _ : state) {
        TraceSearch search(trace, query);
        while (search.step()) {}
        hits = search.hits().size();
        benchmark::DoNotOptimize(hits);
    }
    state.counters["hits"] = static_cast<double>(hits);
}

SearchQuery bytes(QStringView hex)
{
    return {SearchQuery::What::Bytes, {}, std::get<BytePattern>(patternFromHex(hex))};
}

SearchQuery letters(QStringView text)
{
    return {SearchQuery::What::Bytes,
            {},
            std::get<BytePattern>(patternFromText(text, Qt::CaseInsensitive))};
}

#define SEARCH(name, ...)                                                                          \
    BENCHMARK_CAPTURE(traceSearch, name, __VA_ARGS__)                                              \
        ->Arg(1)                                                                                   \
        ->Arg(16)                                                                                  \
        ->Unit(benchmark::kMillisecond)
SEARCH(hexWithoutHits, bytes(u"2F ?? 21"));
SEARCH(textWithHits, letters(u"8.0*42(")); // 4000 hits
SEARCH(frequentLetters, letters(u"kwh")); // 400000 hits
SEARCH(oneNibble, bytes(u"?8"));
SEARCH(damaged, {SearchQuery::What::Damaged});
SEARCH(pauses, {SearchQuery::What::Pause, {}, {}, 100ms});

/// One entry by its number, here and there.
void traceRandomEntry(benchmark::State &state)
{
    const Trace trace = makeTrace(state.range(0));
    std::mt19937 random(1);
    for ([[maybe_unused]] auto _ : state) {
        const auto index = static_cast<qsizetype>(random()) % trace.count();
        benchmark::DoNotOptimize(trace.entry(index));
    }
}
BENCHMARK(traceRandomEntry)->Arg(1)->Arg(16);

/// The entry of a character, and 16 characters, as a row of the view asks.
void traceRandomRow(benchmark::State &state)
{
    const Trace trace = makeTrace(state.range(0));
    std::mt19937 random(1);
    for ([[maybe_unused]] auto _ : state) {
        const qint64 first = static_cast<qint64>(random()) % trace.characterCount();
        benchmark::DoNotOptimize(trace.entryOfCharacter(first));
        benchmark::DoNotOptimize(trace.characters({first, 16}));
    }
}
BENCHMARK(traceRandomRow)->Arg(1)->Arg(16);

/// All entries one after the other.
void traceWalk(benchmark::State &state)
{
    const Trace trace = makeTrace(state.range(0));
    for ([[maybe_unused]] auto _ : state) {
        for (qsizetype i = 0; i < trace.count(); ++i)
            benchmark::DoNotOptimize(trace.entry(i));
    }
    state.SetItemsProcessed(state.iterations() * trace.count());
}
BENCHMARK(traceWalk)->Arg(1)->Arg(16)->Unit(benchmark::kMillisecond);

/// Everything but the last chunk in a file.
Trace makeSpilled(qint64 runLength)
{
    Trace trace = makeTrace(runLength);
    trace.setChunkStore(std::make_shared<SpillFile>(), 0);
    return trace;
}

void spilledAppend(benchmark::State &state)
{
    constexpr int batches = 10;
    Instant now;
    const TraceEntries batch = makeEntries(100000, state.range(0), now);
    for ([[maybe_unused]] auto _ : state) {
        Trace trace;
        trace.setChunkStore(std::make_shared<SpillFile>(), 0);
        for (int i = 0; i < batches; ++i)
            trace.append(batch);
        benchmark::DoNotOptimize(trace.characterCount());
    }
    state.SetItemsProcessed(state.iterations() * batches * 100000);
}
BENCHMARK(spilledAppend)->Arg(1)->Arg(16);

void spilledSearch(benchmark::State &state)
{
    const Trace trace = makeSpilled(state.range(0));
    for ([[maybe_unused]] auto _ : state) {
        TraceSearch search(trace, letters(u"8.0*42("));
        while (search.step()) {}
        benchmark::DoNotOptimize(search.hits().size());
    }
}
BENCHMARK(spilledSearch)->Arg(1)->Arg(16)->Unit(benchmark::kMillisecond);

void spilledRandomEntry(benchmark::State &state)
{
    const Trace trace = makeSpilled(state.range(0));
    std::mt19937 random(1);
    for ([[maybe_unused]] auto _ : state) {
        const auto index = static_cast<qsizetype>(random()) % trace.count();
        benchmark::DoNotOptimize(trace.entry(index));
    }
    state.counters["residentBytes"] = static_cast<double>(trace.runs().residentBytes());
}
BENCHMARK(spilledRandomEntry)->Arg(1)->Arg(16);

} // namespace
