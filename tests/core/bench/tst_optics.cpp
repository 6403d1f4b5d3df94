// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/opticalreceiver.h"
#include "core/bench/optics.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

bool isNear(double value, double expected)
{
    return std::abs(value - expected) <= 0.01 * std::abs(expected) + 1e-9;
}

PlacementScenario at(double distance, double rotation = 0, double lateral = 0)
{
    return {Place::meter, distance, rotation, lateral};
}

/// Light of \a irradiance, switched at \a hertz with a duty of 1/3, for half a second.
LightSource remote(double irradiance, double hertz)
{
    LightSource light{Waveform(), irradiance};
    const double period = 1e9 / hertz;
    for (int i = 0; i * period < 5e8; ++i) {
        light.waveform.set(Instant(nanoseconds(qint64(i * period))), Level::Space);
        light.waveform.set(Instant(nanoseconds(qint64((i + 1.0 / 3) * period))), Level::Mark);
    }
    return light;
}

/// How often a receiver begins to conduct.
int pulses(double on, double timeConstantUs, const LightSource &light)
{
    OpticalReceiver receiver(on, on * 0.6, timeConstantUs);
    receiver.shine({light}, Instant(-1ms));
    const Waveform output = receiver.output();
    return static_cast<int>(
        std::count_if(output.edges().begin(), output.edges().end(),
                      [](const Edge &edge) { return edge.level == Level::Space; }));
}

bool hearsRemote(double on, double distance)
{
    return pulses(on, 20, remote(optics::fromRemote(distance), 38'000)) > 0
        && pulses(on, 20, remote(optics::fromRemote(distance), 36'000)) > 0;
}

constexpr double leastGoodPower = 0.7;
constexpr double mostWeakPower = 0.12;
constexpr double leastGoodOn = 0.04;
constexpr double mostGoodOn = 0.1;
constexpr double leastWeakOn = 0.35;
constexpr double mostWeakOn = 4;
constexpr double leastDeadOn = 8;

} // namespace

/// The laws of the light, and that the labels of the scenarios are told apart by them (design §4).
class TestOptics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void direct_data()
    {
        QTest::addColumn<PlacementScenario>("placement");
        QTest::addColumn<double>("expected");
        QTest::newRow("at its place") << at(2) << 9.0;
        QTest::newRow("10 mm away") << at(10) << 1.0;
        QTest::newRow("touching") << at(0) << 36.0;
        QTest::newRow("turned a little") << at(10, 15) << 0.5;
        QTest::newRow("to the other side") << at(10, -15) << 0.5;
        QTest::newRow("turned too far") << at(10, 30) << 0.0;
        QTest::newRow("upside down") << at(10, 180) << 0.0;
        QTest::newRow("shifted") << at(10, 0, 3) << std::exp(-1.0);
        QTest::newRow("nowhere") << PlacementScenario{Place::nothing, 10, 0, 0} << 0.0;
    }
    void direct()
    {
        QFETCH(PlacementScenario, placement);
        QFETCH(double, expected);
        QVERIFY(isNear(optics::direct(1, placement), expected));
        QVERIFY(isNear(optics::direct(0.25, placement), expected / 4));
    }

    void mirror()
    {
        QVERIFY(isNear(optics::fromMirror(1, 10), 0.219));
        QVERIFY(isNear(optics::fromMirror(2, 10), 0.438));
        QVERIFY(isNear(optics::fromPaper(1, 10), 0.219 / 4));
        // Too near, the light misses the receiver; too far, it is lost.
        QVERIFY(optics::fromMirror(1, 1) < optics::fromMirror(1, 4));
        QVERIFY(optics::fromMirror(1, 4) > optics::fromMirror(1, 10));
    }

    void otherLight()
    {
        QVERIFY(isNear(optics::fromRemote(100), 0.26));
        QVERIFY(isNear(optics::fromRemote(20), 5.59));
        QVERIFY(isNear(optics::insideProbe(0.5, {0.2, ElectricalLeak::none, 0}), 0.1));
        QVERIFY(isNear(optics::openShare({}, at(2)), 0.3));
        QVERIFY(isNear(optics::openShare({}, {Place::nothing, 2, 0, 0}), 1));
        Surroundings around;
        around.before = BeforeWindows::mirror;
        QVERIFY(isNear(optics::openShare(around, at(2)), 0.5));
        around.isTaped = true;
        QVERIFY(isNear(optics::openShare(around, at(2)), 0.001));
        around = {};
        around.before = BeforeWindows::covers;
        QVERIFY(isNear(optics::openShare(around, at(2)), 0.001));
        QVERIFY(optics::cameraSees(0.04, 0.5));
        QVERIFY(!optics::cameraSees(0.01, 0.9));
    }

    void goodPair()
    {
        QVERIFY(optics::fromMirror(leastGoodPower, 10) > mostGoodOn);
        QVERIFY(hearsRemote(mostGoodOn, 100));
        QVERIFY(hearsRemote(leastGoodOn, 20));
        QVERIFY(optics::direct(leastGoodPower, {}) > mostGoodOn);
    }

    void weakReceiver()
    {
        QVERIFY(optics::fromMirror(1, 10) < leastWeakOn);
        QVERIFY(!hearsRemote(leastWeakOn, 100));
        QVERIFY(hearsRemote(2.5, 20));
        QVERIFY(optics::fromRemote(20) > mostWeakOn);
        QVERIFY(optics::sun > mostWeakOn);
    }

    void deadReceiver()
    {
        QVERIFY(!hearsRemote(leastDeadOn, 20));
        QVERIFY(optics::sun < leastDeadOn);
    }

    void weakTransmitter()
    {
        QVERIFY(optics::fromMirror(mostWeakPower, 10) < leastGoodOn);
        QVERIFY(optics::cameraSees(0.03, 0.9));
        QVERIFY(!optics::cameraSees(0.015, 0.9));
        // A torch does not count as light, the sun behind a cover neither.
        QVERIFY(optics::whiteTorch < leastGoodOn);
        QVERIFY(optics::sun * optics::ambientCovered < leastGoodOn);
        QVERIFY(optics::sun * optics::ambientBeforeMirror > mostGoodOn);
    }

    // In kind as reference signatures.md §3: a fast receiver follows the carrier, a slow one its
    // mean, and only if that reaches the threshold.
    void carrier_data()
    {
        QTest::addColumn<double>("timeConstant");
        QTest::addColumn<double>("on");
        QTest::addColumn<int>("expected");
        QTest::newRow("follows") << 2.0 << 0.5 << 19'000;
        QTest::newRow("nearly") << 10.0 << 0.5 << 19'000;
        QTest::newRow("ignores") << 30.0 << 0.5 << 0;
        QTest::newRow("envelope") << 30.0 << 0.3 << 1;
        QTest::newRow("slow") << 100.0 << 0.3 << 1;
        QTest::newRow("slow, ignores") << 100.0 << 0.5 << 0;
    }
    void carrier()
    {
        QFETCH(double, timeConstant);
        QFETCH(double, on);
        QTEST(pulses(on, timeConstant, remote(1, 38'000)), "expected");
    }
};

QTEST_APPLESS_MAIN(TestOptics)
#include "tst_optics.moc"
