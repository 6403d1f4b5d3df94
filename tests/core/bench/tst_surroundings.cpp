// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/virtualline.h"
#include "core/iec62056/message.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

const ReadoutFile readout{QByteArrayLiteral("/XXX5METER"), QByteArrayLiteral("1.8.0(1)\r\n")};

Surroundings behind(BeforeWindows before, double distanceMm = 0)
{
    Surroundings around;
    around.before = before;
    around.distanceMm = distanceMm;
    return around;
}

Surroundings atPort(AtPort what)
{
    Surroundings around = behind(BeforeWindows::nothing);
    around.atPort = what;
    return around;
}

Surroundings underRemote(RemoteCode code, double distanceMm, Instant at, quint64 seed = 1)
{
    Surroundings around = behind(BeforeWindows::nothing);
    around.light = {BroughtLight::Kind::remotePress, distanceMm, code, at, seed};
    return around;
}

Surroundings inSun(BeforeWindows before)
{
    Surroundings around = behind(before);
    around.light.kind = BroughtLight::Kind::sun;
    return around;
}

Scenario weakReceiver()
{
    Scenario scenario;
    scenario.receiver.on = 2.0;
    scenario.receiver.off = 1.3;
    return scenario;
}

Scenario weakTransmitter()
{
    Scenario scenario;
    scenario.transmitter.power = 0.08;
    return scenario;
}

/// A line that a port with a certain setting listens to, driven as a transport drives it.
class Bench
{
public:
    explicit Bench(const Scenario &scenario, Baud baud = {300}, CharacterFormat format = format7E1)
        : m_line(scenario, readout)
    {
        m_line.start(m_now);
        m_line.setPort(m_now, baud, format);
    }

    VirtualLine &line() { return m_line; }
    Instant now() const { return m_now; }

    Characters arrange(const Surroundings &around, nanoseconds time = 100ms)
    {
        m_line.arrange(m_now, around);
        return listen(time);
    }

    Characters listen(nanoseconds time)
    {
        const Instant end = m_now + time;
        while (m_line.deadline() && *m_line.deadline() <= end)
            m_line.advance(*m_line.deadline());
        m_line.advance(end);
        m_now = end;
        Characters heard;
        for (const TraceEntry &entry : m_line.takeReceived())
            heard += std::get<Received>(entry.what).run.characters;
        return heard;
    }

    Characters send(const QByteArray &text, nanoseconds time = 1s)
    {
        m_line.send(m_now, toCharacters(text));
        return listen(time);
    }

    /// Whether a request comes back as it was sent.
    bool echoes() { return toBytes(send(encodeRequest({})), 0x7F) == encodeRequest({}); }

private:
    VirtualLine m_line;
    Instant m_now;
};

/// Characters at 19200 8N1 for one press of a remote.
qsizetype heardOfRemote(const Scenario &scenario, RemoteCode code, double distanceMm)
{
    Bench bench(scenario, {19200}, format8N1);
    bench.arrange(behind(BeforeWindows::nothing));
    return bench.arrange(underRemote(code, distanceMm, bench.now()), 600ms).size();
}

bool echoesAtMirror(const Scenario &scenario, double distanceMm)
{
    Bench bench(scenario);
    bench.arrange(behind(BeforeWindows::mirror, distanceMm));
    return bench.echoes();
}

bool isBreak(const Characters &heard)
{
    return heard.size() == 1 && heard.front().flags.testFlag(CharacterFlag::Break);
}

} // namespace

/// The laws of light and of the pins, as the port's characters show them (design §4).
class TestSurroundings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void meterOnlyWhereItIs()
    {
        Bench bench({});
        QVERIFY(bench.send(encodeRequest({})).contains(toCharacters("/").front()));
        for (const BeforeWindows before :
             {BeforeWindows::nothing, BeforeWindows::covers, BeforeWindows::mirror}) {
            Bench away({});
            away.arrange(behind(before, 100));
            QVERIFY(away.send(encodeRequest({})).isEmpty());
        }
    }

    void rotationAddsUp()
    {
        Scenario turned;
        turned.placement.rotationDeg = 90;
        Bench bench(turned);
        for (int quarter = 0; quarter < 4; ++quarter) {
            Surroundings around;
            around.rotationDeg = quarter * 90;
            bench.arrange(around);
            QCOMPARE(bench.send(encodeRequest({}), 3s).isEmpty(), quarter != 3);
        }
    }

    void pins()
    {
        Bench bench({});
        QVERIFY(bench.arrange(atPort(AtPort::nothing)).isEmpty());
        QVERIFY(!bench.echoes());
        QVERIFY(bench.arrange(atPort(AtPort::bridge)).isEmpty());
        QVERIFY(bench.echoes());
        QVERIFY(isBreak(bench.arrange(atPort(AtPort::ground))));
        QVERIFY(bench.listen(1s).isEmpty());
        QVERIFY(bench.arrange(atPort(AtPort::nothing)).isEmpty());
    }

    void pinsOfABadPort()
    {
        for (const PortInput input : {PortInput::dead, PortInput::low}) {
            Scenario scenario;
            scenario.port.input = input;
            Bench bench(scenario);
            bench.arrange(atPort(AtPort::bridge));
            QVERIFY(bench.send(encodeRequest({})).isEmpty());
            QVERIFY(bench.arrange(atPort(AtPort::ground)).isEmpty());
        }
        Scenario scenario;
        scenario.port.localEcho = true;
        Bench bench(scenario);
        bench.arrange(atPort(AtPort::nothing));
        QVERIFY(bench.echoes());
    }

    void pluggedIn_data()
    {
        QTest::addColumn<ReceiverScenario>("receiver");
        QTest::addColumn<bool>("falls");
        ReceiverScenario receiver;
        QTest::newRow("good") << receiver << false;
        receiver.dead = true;
        QTest::newRow("dead") << receiver << false;
        receiver = {};
        receiver.stuckLow = true;
        QTest::newRow("stuck") << receiver << true;
        receiver = {};
        receiver.inverted = true;
        QTest::newRow("inverted") << receiver << true;
    }
    void pluggedIn()
    {
        QFETCH(ReceiverScenario, receiver);
        QFETCH(bool, falls);
        Scenario scenario;
        scenario.receiver = receiver;
        Bench bench(scenario);
        bench.arrange(atPort(AtPort::nothing));
        const Characters heard = bench.arrange(behind(BeforeWindows::covers));
        QCOMPARE(isBreak(heard), falls);
        QCOMPARE(heard.isEmpty(), !falls);
        // In the light an inverted receiver falls silent, and then sees what is dark.
        bench.arrange(inSun(BeforeWindows::nothing));
        const Characters covered = bench.arrange(inSun(BeforeWindows::covers));
        QCOMPARE(isBreak(covered), receiver.inverted);
    }

    void wires()
    {
        Scenario scenario;
        Surroundings mirror = behind(BeforeWindows::mirror, 10);
        for (const Wiring wiring :
             {Wiring::right, Wiring::swapped, Wiring::txOpen, Wiring::rxOpen, Wiring::noSupply}) {
            scenario.wiring = wiring;
            Bench bench(scenario);
            mirror.wiresSwapped = false;
            bench.arrange(mirror);
            QCOMPARE(bench.echoes(), wiring == Wiring::right);
            mirror.wiresSwapped = true;
            bench.arrange(mirror);
            QCOMPARE(bench.echoes(), wiring == Wiring::swapped);
        }
    }

    void mirrors()
    {
        QVERIFY(echoesAtMirror({}, 10));
        QVERIFY(echoesAtMirror({}, 4));
        QVERIFY(!echoesAtMirror(weakReceiver(), 10));
        QVERIFY(!echoesAtMirror(weakTransmitter(), 10));
        Bench paper({});
        paper.arrange(behind(BeforeWindows::paper, 4));
        QVERIFY(paper.echoes()); // A quarter of 0.47.
        paper.arrange(behind(BeforeWindows::paper, 10));
        QVERIFY(!paper.echoes()); // A quarter of 0.22.
    }

    void remotes()
    {
        for (const RemoteCode code : {RemoteCode::nec, RemoteCode::rc5}) {
            // As reference probe.md §4 asks of a good receiver.
            QVERIFY(heardOfRemote({}, code, 20) >= 20);
            QVERIFY(heardOfRemote({}, code, 100) >= 20);
            QVERIFY(heardOfRemote(weakReceiver(), code, 20) >= 20);
            QCOMPARE(heardOfRemote(weakReceiver(), code, 100), 0);
            QVERIFY(heardOfRemote(weakTransmitter(), code, 100) >= 20);
            Scenario dead;
            dead.receiver.dead = true;
            QCOMPARE(heardOfRemote(dead, code, 20), 0);
        }
    }

    void sunThrice()
    {
        for (const Scenario &scenario : {Scenario(), weakReceiver()}) {
            Bench bench(scenario, {19200}, format8N1);
            bench.arrange(inSun(BeforeWindows::covers));
            for (int i = 0; i < 3; ++i) {
                QVERIFY(isBreak(bench.arrange(inSun(BeforeWindows::nothing), 1s)));
                QVERIFY(bench.arrange(inSun(BeforeWindows::covers), 1s).isEmpty());
            }
        }
    }

    void torchIsNoInfrared()
    {
        Bench bench({}, {19200}, format8N1);
        Surroundings torch = behind(BeforeWindows::nothing);
        bench.arrange(torch);
        torch.light.kind = BroughtLight::Kind::torch;
        QVERIFY(bench.arrange(torch).isEmpty());
    }

    void lightOfTheRoom()
    {
        Scenario scenario;
        scenario.ambient.level = 5;
        Bench bench(scenario);
        bench.arrange(atPort(AtPort::nothing));
        QVERIFY(bench.arrange(behind(BeforeWindows::covers)).isEmpty());
        QVERIFY(isBreak(bench.arrange(behind(BeforeWindows::nothing))));
        bench.arrange(behind(BeforeWindows::covers));
        QVERIFY(isBreak(bench.arrange(behind(BeforeWindows::mirror, 10))));
        Surroundings taped = behind(BeforeWindows::nothing);
        taped.isTaped = true;
        bench.arrange(taped);
        QVERIFY(bench.listen(2s).isEmpty());

        scenario.ambient = {0.5, 100, 0.4};
        Bench lamp(scenario, {19200}, format8N1);
        lamp.arrange(behind(BeforeWindows::covers), 1s);
        QVERIFY(lamp.listen(1s).isEmpty());
        const qsizetype flashes = lamp.arrange(behind(BeforeWindows::nothing), 1s).size();
        QVERIFY(flashes >= 99 && flashes <= 101);
    }

    void tape()
    {
        Surroundings taped = behind(BeforeWindows::nothing);
        taped.isTaped = true;
        Scenario scenario;
        scenario.leak.optical = 0.2;
        for (const bool leaks : {true, false}) {
            Bench bench(scenario);
            bench.arrange(taped);
            QCOMPARE(bench.echoes(), leaks);
            scenario.leak.optical = 0;
        }
    }

    void secondProbe()
    {
        const Surroundings face = behind(BeforeWindows::secondProbe);
        Bench bench({});
        bench.arrange(face);
        QVERIFY(bench.echoes());
        bench.line().setPort(bench.now(), {9600}, format7E1);
        QVERIFY(bench.echoes());
        // Its light is stronger than what a mirror gives back, its receiver is a good one.
        Bench weak(weakTransmitter());
        weak.arrange(face);
        QVERIFY(weak.echoes());
        Bench insensitive(weakReceiver());
        insensitive.arrange(face);
        QVERIFY(insensitive.echoes());
        Scenario inverted;
        inverted.transmitter.inverted = inverted.receiver.inverted = true;
        Bench both(inverted);
        both.arrange(face);
        QVERIFY(both.echoes());
    }

    void camera_data()
    {
        QTest::addColumn<Scenario>("scenario");
        QTest::addColumn<bool>("idle");
        QTest::addColumn<bool>("sending");
        Scenario scenario;
        QTest::newRow("good") << scenario << false << true;
        scenario.transmitter.power = 0.04;
        QTest::newRow("weak") << scenario << false << true;
        scenario.transmitter.power = 0.014;
        QTest::newRow("too weak") << scenario << false << false;
        scenario.transmitter.power = 1;
        scenario.transmitter.inverted = true;
        QTest::newRow("inverted") << scenario << true << true;
        scenario.transmitter.dead = true;
        QTest::newRow("dead") << scenario << false << false;
        scenario = {};
        scenario.wiring = Wiring::swapped;
        QTest::newRow("swapped") << scenario << false << false;
    }
    void camera()
    {
        QFETCH(Scenario, scenario);
        Bench bench(scenario, {300}, format8N1);
        QVERIFY(!bench.line().probeLed(bench.now()));
        bench.arrange(behind(BeforeWindows::nothing));
        bench.line().watchLeds(bench.now());
        bench.listen(3s);
        bench.send(QByteArray(60, '\0'), 3s);
        const auto led = bench.line().probeLed(bench.now());
        QVERIFY(led);
        QTEST(led->shoneInIdle(), "idle");
        QTEST(led->shone(), "sending");
        QVERIFY(!bench.line().meterLed(bench.now())->shone());
        // A new look knows nothing of the old one.
        bench.line().watchLeds(bench.now());
        QVERIFY(!bench.line().probeLed(bench.now())->shone());
    }

    void cameraAtTheMeter()
    {
        for (const bool present : {true, false}) {
            Scenario scenario;
            scenario.meter.present = present;
            Bench bench(scenario);
            bench.line().watchLeds(bench.now());
            bench.send(encodeRequest({}), 3s);
            QCOMPARE(bench.line().meterLed(bench.now())->shone(), present);
        }
    }
};

QTEST_APPLESS_MAIN(TestSurroundings)
#include "tst_surroundings.moc"
