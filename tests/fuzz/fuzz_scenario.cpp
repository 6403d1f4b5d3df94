// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/scenarioparser.h"
#include "core/bench/virtualmeter.h"
#include "tests/fuzz/fuzz.h"

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

void requireToldWell(const ScenarioError &error)
{
    require(ScenarioError::fromDetail(error.toDetail()) == error, "an error survives its detail");
    // JSON allows a key without letters.
    if (error.reason == ScenarioReason::unknownKey)
        require(!error.allowed.isEmpty(), "an error names the keys that there are");
    else if (error.reason != ScenarioReason::notJson)
        require(!error.key.isEmpty(), "an error names its key");
}

/// Takes what the meter says; it never speaks while it spoke before.
void listen(VirtualMeter &meter, Instant &end)
{
    while (const auto run = meter.takeOutput()) {
        require(!run->characters.isEmpty(), "a run has characters");
        require(run->baud.value > 0, "a meter has a baud");
        require(run->at >= end, "runs do not overlap");
        end = run->at
            + run->characters.size() * withHardwareParity(run->baud, run->format).characterTime();
    }
}

/// Lets deadlines pass until \a until. Several things may be due at the same time.
void passTime(VirtualMeter &meter, Instant until, Instant &end)
{
    Instant last;
    int atOnce = 0;
    for (int step = 0; step < 1000; ++step) {
        const auto deadline = meter.deadline();
        if (!deadline || *deadline > until)
            return;
        atOnce = *deadline == last ? atOnce + 1 : 0;
        require(atOnce < 4, "time goes on");
        last = *deadline;
        meter.expire(*deadline);
        listen(meter, end);
    }
}

/// Whatever the meter hears, it obeys time.
void talkTo(const Scenario &scenario, QByteArrayView heard)
{
    static const ReadoutFile readout{"/ABC5XYZ", "F.F(00)\r\n1.8.0(000123.4*kWh)\r\n"};
    VirtualMeter meter(scenario.meter, readout, scenario.seed);
    Instant now;
    Instant end;
    meter.start(now);
    for (const char data : heard) {
        now += 34ms;
        passTime(meter, now, end);
        meter.receive(now, {static_cast<quint8>(data), {}});
        listen(meter, end);
    }
    passTime(meter, now + 1h, end);
}

} // namespace

/// A scenario, and behind a NUL what its meter hears.
void fuzz(QByteArrayView data)
{
    const qsizetype length = data.indexOf('\0');
    const QByteArray json = data.first(length < 0 ? data.size() : length).toByteArray();
    const auto parsed = parseScenario(json);
    if (const auto *error = std::get_if<ScenarioError>(&parsed))
        requireToldWell(*error);
    else
        talkTo(std::get<Scenario>(parsed),
               length < 0 ? QByteArrayView("/?!\r\n") : data.sliced(length + 1));
}
