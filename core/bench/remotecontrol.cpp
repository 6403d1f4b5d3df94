// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/remotecontrol.h"

#include <cmath>
#include <random>

namespace optoscope {

using namespace std::chrono_literals;

namespace {

constexpr double necHertz = 38'000;
constexpr double rc5Hertz = 36'000;

/// Light for \a lit, then darkness for \a dark.
Instant addBurst(Waveform &line, Instant at, nanoseconds lit, nanoseconds dark)
{
    line.set(at, Level::Space);
    line.set(at + lit, Level::Mark);
    return at + lit + dark;
}

/// Lead, 32 bits and a last burst; then shorter frames for as long as the key is held.
void addNec(Waveform &line, Instant at)
{
    constexpr nanoseconds lead = 9ms;
    constexpr nanoseconds unit = 562'500ns;
    constexpr nanoseconds period = 110ms;
    constexpr quint32 address = 0x04;
    constexpr quint32 command = 0x08;
    // Each byte is followed by its complement, the lowest bit first.
    constexpr quint32 bits =
        address | (~address & 0xFF) << 8 | command << 16 | (~command & 0xFF) << 24;
    Instant next = addBurst(line, at, lead, 4500us);
    for (int i = 0; i < 32; ++i)
        next = addBurst(line, next, unit, (bits >> i & 1) != 0 ? 3 * unit : unit);
    addBurst(line, next, unit, unit);
    for (nanoseconds repeat = period; repeat < remotePressLength; repeat += period)
        addBurst(line, addBurst(line, at + repeat, lead, 2250us), unit, unit);
}

/// A one is dark and then lit, a zero lit and then dark.
void addRc5(Waveform &line, Instant at)
{
    constexpr nanoseconds bit = 1778us;
    constexpr nanoseconds period = 64 * bit;
    constexpr quint32 power = 0b11'0'00000'001100; // start bits, toggle, television, key
    for (int frame = 0; frame < 3; ++frame) {
        Instant next = at + frame * period;
        for (int i = 13; i >= 0; --i) {
            const bool one = (power >> i & 1) != 0;
            line.set(next, one ? Level::Mark : Level::Space);
            line.set(next + bit / 2, one ? Level::Space : Level::Mark);
            next += bit;
        }
        line.set(next, Level::Mark);
    }
}

} // namespace

Waveform remoteBursts(RemoteCode code, Instant at)
{
    Waveform line;
    switch (code) {
    case RemoteCode::nec: addNec(line, at); break;
    case RemoteCode::rc5: addRc5(line, at); break;
    }
    return line;
}

Waveform modulated(const Waveform &bursts, const RemoteCarrier &carrier)
{
    const double period = 1e9 / carrier.hertz;
    const auto timeOf = [&](double periods) {
        return Instant(nanoseconds(std::llround(periods * period)));
    };
    Waveform light;
    const std::vector<Edge> &edges = bursts.edges();
    for (size_t i = 0; i + 1 < edges.size(); ++i) {
        if (edges[i].level != Level::Space)
            continue;
        const Instant begin = edges[i].at;
        const Instant end = edges[i + 1].at;
        const double first = static_cast<double>(begin.time_since_epoch().count()) / period;
        double pulse = std::floor(first - carrier.phase) + carrier.phase;
        for (; timeOf(pulse) < end; ++pulse) {
            const Instant off = timeOf(pulse + carrier.duty);
            if (off <= begin)
                continue;
            light.set(std::max(timeOf(pulse), begin), Level::Space);
            light.set(std::min(off, end), Level::Mark);
        }
    }
    return light;
}

Waveform remotePress(RemoteCode code, Instant at, quint64 seed)
{
    std::mt19937_64 draw(seed);
    constexpr double unit = 1.0 / (quint64(1) << 53);
    RemoteCarrier carrier{code == RemoteCode::nec ? necHertz : rc5Hertz};
    carrier.phase = static_cast<double>(draw() >> 11) * unit;
    return modulated(remoteBursts(code, at), carrier);
}

} // namespace optoscope
