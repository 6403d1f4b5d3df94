// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/framer.h"

#include <benchmark/benchmark.h>

using namespace optoscope;

namespace {

/// A read-out of about \a size bytes as a meter sends it, with its check.
QByteArray readoutOf(qsizetype size)
{
    QByteArray block = "F.F(00)\r\n0.0.0(12345678)\r\n";
    for (int period = 1; block.size() < size; period = period % 99 + 1) {
        block += "1.8.0*" + QByteArray::number(period) + "(0012345.678*kWh)\r\n";
        block += "1.6.1*" + QByteArray::number(period) + "(012.34*kW)(2411071215)\r\n";
    }
    return encodeReadout(block);
}

/// Framing, check and data sets through the public interface, in reads of \a range(0) bytes.
void framingCheckAndDataSets(benchmark::State &state)
{
    const QByteArray readout = readoutOf(512 * 1024);
    const qsizetype read = state.range(0);
    qsizetype sets = 0;
    for ([[maybe_unused]] auto _ : state) {
        Framer framer;
        for (qsizetype at = 0; at < readout.size(); at += read)
            framer.feed(QByteArrayView(readout).sliced(at, std::min(read, readout.size() - at)));
        framer.flush();
        const std::optional<Frame> frame = framer.take();
        if (!frame || !frame->check || frame->check->kind != CheckKind::Xor) {
            state.SkipWithError("the read-out was not framed");
            return;
        }
        const DataSets dataSets(frame->bytes.sliced(frame->block.offset, frame->block.length));
        sets = dataSets.count();
        benchmark::DoNotOptimize(sets);
    }
    state.SetBytesProcessed(state.iterations() * readout.size());
    state.counters["dataSets"] = static_cast<double>(sets);
}
BENCHMARK(framingCheckAndDataSets)->Arg(64)->Arg(4096)->Arg(1024 * 1024);

} // namespace
