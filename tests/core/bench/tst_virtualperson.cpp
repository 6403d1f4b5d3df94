// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/virtualperson.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

using Action = PersonAction;
using Reply = PersonReply;

const ReadoutFile readout{QByteArrayLiteral("/XXX5METER"), QByteArrayLiteral("1.8.0(1)\r\n")};

/// What was done for one request.
struct Done {
    Reply reply = Reply::done;
    nanoseconds after{0}; ///< from the request to the answer
    std::vector<Surroundings> deeds;
    std::vector<Instant> times;
};

/// A person at a line, driven from deadline to deadline.
class Bench
{
public:
    explicit Bench(const Scenario &scenario)
        : m_line(scenario, readout)
        , m_person(scenario.person, scenario.seed)
    {
        m_line.start(m_now);
        m_line.setPort(m_now, {300}, format8N1);
    }

    Done ask(TestStep step, Action action)
    {
        const Instant asked = m_now;
        const PersonRequest request{step, action, ++m_number};
        if (!m_person.ask(m_now, request))
            qFatal("not for him");
        Done done;
        for (;;) {
            m_now = m_person.deadline().value();
            const Surroundings before = m_line.surroundings();
            m_person.act(m_now, m_line);
            if (m_line.surroundings() != before) {
                done.deeds.push_back(m_line.surroundings());
                done.times.push_back(m_now);
            }
            if (const auto answer = m_person.takeAnswer()) {
                if (answer->number != m_number || m_person.deadline())
                    qFatal("an answer to something else");
                done.reply = answer->reply;
                done.after = m_now - asked;
                return done;
            }
        }
    }

    void wait(nanoseconds time) { m_now += time; }
    void send(const QByteArray &text) { m_line.send(m_now, toCharacters(text)); }
    VirtualLine &line() { return m_line; }
    VirtualPerson &person() { return m_person; }
    Instant now() const { return m_now; }
    const Surroundings &around() const { return m_line.surroundings(); }

private:
    VirtualLine m_line;
    VirtualPerson m_person;
    Instant m_now;
    int m_number = 0;
};

/// The camera before the diode, idle for 3 s, then two seconds of light.
Reply toldOf(Bench &bench, TestStep step = TestStep::W4)
{
    if (bench.ask(step, Action::watchLed).reply != Reply::done)
        qFatal("not ready");
    bench.wait(3s);
    bench.send(QByteArray(60, '\0'));
    bench.wait(2s);
    return bench.ask(step, Action::tellLed).reply;
}

} // namespace

class TestVirtualPerson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Before anybody is asked the probe reads the meter.
    void nothingIsTouched()
    {
        Bench bench({});
        QVERIFY(!bench.person().deadline());
        QCOMPARE(bench.around(), Surroundings());
        QVERIFY(!bench.person().ask(bench.now(), {TestStep::none, Action::chooseStep, 1}));
        QVERIFY(!bench.person().deadline());
    }

    void arranges_data()
    {
        QTest::addColumn<Action>("action");
        QTest::addColumn<AtPort>("atPort");
        QTest::addColumn<BeforeWindows>("before");
        QTest::addColumn<double>("distance");
        using P = AtPort;
        using B = BeforeWindows;
        QTest::newRow("bridge") << Action::unplugAndBridge << P::bridge << B::nothing << 0.0;
        QTest::newRow("open") << Action::removeBridge << P::nothing << B::nothing << 0.0;
        QTest::newRow("ground") << Action::groundReceiver << P::nothing << B::nothing << 0.0;
        QTest::newRow("cover") << Action::plugInAndCover << P::probe << B::covers << 0.0;
        QTest::newRow("uncover") << Action::uncover << P::probe << B::nothing << 0.0;
        QTest::newRow("watch") << Action::watchLed << P::probe << B::nothing << 0.0;
        QTest::newRow("remote") << Action::remoteNear << P::probe << B::nothing << 0.0;
        QTest::newRow("sun") << Action::sunThrice << P::probe << B::covers << 0.0;
        QTest::newRow("mirror") << Action::mirrorFar << P::probe << B::mirror << 10.0;
        QTest::newRow("mirror near") << Action::mirrorNear << P::probe << B::mirror << 4.0;
        QTest::newRow("tape") << Action::tapeReceiver << P::probe << B::nothing << 0.0;
        QTest::newRow("place") << Action::placeOnMeter << P::probe << B::meter << 0.0;
        QTest::newRow("second") << Action::faceSecondProbe << P::probe << B::secondProbe << 0.0;
    }
    void arranges()
    {
        QFETCH(Action, action);
        Scenario scenario;
        scenario.person.hasSecondProbe = true;
        // Whatever was so before.
        for (const Action before :
             {Action::removeBridge, Action::tapeReceiver, Action::placeOnMeter}) {
            Bench bench(scenario);
            bench.ask(TestStep::W2b, before);
            const Done done = bench.ask(TestStep::W2, action);
            QCOMPARE(done.reply, Reply::done);
            QVERIFY(done.after >= 1s && done.after <= 10s);
            QTEST(bench.around().atPort, "atPort");
            QTEST(bench.around().before, "before");
            QTEST(bench.around().distanceMm, "distance");
            QCOMPARE(bench.around().isTaped, action == Action::tapeReceiver);
            QCOMPARE(bench.around().rotationDeg, 0.0);
        }
    }

    void groundForASecond()
    {
        Bench bench({});
        bench.ask(TestStep::W2b, Action::removeBridge);
        const Done done = bench.ask(TestStep::W2b, Action::groundReceiver);
        QCOMPARE(done.deeds.size(), 2U);
        QCOMPARE(done.deeds[0].atPort, AtPort::ground);
        QCOMPARE(done.deeds[1].atPort, AtPort::nothing);
        const nanoseconds time = done.times[1] - done.times[0];
        QVERIFY(time >= 900ms && time <= 1100ms);
    }

    // What the line does then is not the light of the room, also when the step is repeated.
    void coversBeforePluggingIn()
    {
        for (const Action before : {Action::removeBridge, Action::uncover}) {
            Bench bench({});
            bench.ask(TestStep::W2b, before);
            const Done done = bench.ask(TestStep::W3, Action::plugInAndCover);
            QCOMPARE(done.deeds.size(), 2U);
            QCOMPARE(done.deeds[0].atPort, AtPort::nothing);
            QCOMPARE(done.deeds[0].before, BeforeWindows::covers);
            QCOMPARE(done.deeds[1].atPort, AtPort::probe);
        }
    }

    void presses_data()
    {
        QTest::addColumn<Action>("action");
        QTest::addColumn<double>("distance");
        QTest::newRow("near") << Action::remoteNear << 20.0;
        QTest::newRow("far") << Action::remoteFar << 100.0;
        QTest::newRow("while sending") << Action::remoteWhileSending << 20.0;
    }
    void presses()
    {
        QFETCH(Action, action);
        Bench bench({});
        bench.ask(TestStep::W3b, Action::uncover);
        const Done done = bench.ask(TestStep::W5, action);
        QCOMPARE(done.deeds.size(), 4U);
        for (size_t i = 0; i < 3; ++i) {
            const BroughtLight &light = done.deeds[i].light;
            QCOMPARE(light.kind, BroughtLight::Kind::remotePress);
            QTEST(light.distanceMm, "distance");
            QCOMPARE(light.pressedAt, done.times[i]);
            const nanoseconds until = done.times[i + 1] - done.times[i];
            QVERIFY(until > remotePressLength && until <= 1100ms);
        }
        QCOMPARE(done.deeds[3].light.kind, BroughtLight::Kind::none);
    }

    void sunThrice()
    {
        Bench bench({});
        const Done done = bench.ask(TestStep::W5, Action::sunThrice);
        QCOMPARE(done.deeds.size(), 7U);
        for (size_t i = 0; i < done.deeds.size(); ++i) {
            const bool covered = i % 2 == 0;
            QCOMPARE(done.deeds[i].light.kind, BroughtLight::Kind::sun);
            QCOMPARE(done.deeds[i].before,
                     covered ? BeforeWindows::covers : BeforeWindows::nothing);
        }
        bench.ask(TestStep::W6, Action::mirrorFar);
        QCOMPARE(bench.around().light.kind, BroughtLight::Kind::none);
    }

    void turns()
    {
        Bench bench({});
        bench.ask(TestStep::W8, Action::placeOnMeter);
        for (int quarter = 1; quarter <= 3; ++quarter) {
            bench.ask(TestStep::W9, Action::rotateQuarter);
            QCOMPARE(bench.around().rotationDeg, quarter * 90.0);
            bench.ask(TestStep::W9, Action::wakeDisplay);
            QCOMPARE(bench.around().rotationDeg, quarter * 90.0);
        }
        bench.ask(TestStep::W8, Action::placeOnMeter);
        QCOMPARE(bench.around().rotationDeg, 0.0);
    }

    void swapsAndSwapsBack()
    {
        Scenario scenario;
        scenario.wiring = Wiring::swapped;
        Bench bench(scenario);
        QCOMPARE(toldOf(bench), Reply::notSeen);
        const Done done = bench.ask(TestStep::W4b, Action::swapWires);
        QCOMPARE(done.deeds.front().atPort, AtPort::nothing);
        QVERIFY(bench.around().wiresSwapped);
        QCOMPARE(toldOf(bench, TestStep::W4b), Reply::seen);
        bench.ask(TestStep::W4b, Action::swapWires);
        QVERIFY(!bench.around().wiresSwapped);
        QCOMPARE(toldOf(bench, TestStep::W4b), Reply::notSeen);
    }

    void tells_data()
    {
        QTest::addColumn<Scenario>("scenario");
        QTest::addColumn<Reply>("camera");
        QTest::addColumn<Reply>("led");
        Scenario scenario;
        QTest::newRow("good") << scenario << Reply::seen << Reply::seen;
        scenario.person.hasRemote = false;
        QTest::newRow("no remote") << scenario << Reply::cannot << Reply::seen;
        scenario = {};
        scenario.person.cameraSeesInfrared = false;
        QTest::newRow("blind camera") << scenario << Reply::notSeen << Reply::notSeen;
        scenario = {};
        scenario.person.unsure = {TestStep::W4};
        QTest::newRow("unsure") << scenario << Reply::unsure << Reply::unsure;
        scenario = {};
        scenario.person.does = {{TestStep::W4, WrongDeed::nothing}};
        QTest::newRow("does not look") << scenario << Reply::unsure << Reply::unsure;
        scenario = {};
        scenario.transmitter.inverted = true;
        QTest::newRow("inverted") << scenario << Reply::seen << Reply::seenInIdle;
        scenario.transmitter.dead = true;
        QTest::newRow("dead") << scenario << Reply::seen << Reply::notSeen;
    }
    void tells()
    {
        QFETCH(Scenario, scenario);
        Bench bench(scenario);
        const Reply camera = bench.ask(TestStep::W4, Action::checkCamera).reply;
        QTEST(camera, "camera");
        const Reply led = toldOf(bench);
        QTEST(led, "led");
    }

    // He cannot tell what he was not asked to look at.
    void neverLooked()
    {
        Bench bench({});
        QCOMPARE(bench.ask(TestStep::W4, Action::tellLed).reply, Reply::unsure);
    }

    void tellsOfTheMeter()
    {
        for (const MeterPort port : {MeterPort::open, MeterPort::closed}) {
            Scenario scenario;
            scenario.meter.port = port;
            scenario.meter.format = format8N1;
            Bench bench(scenario);
            bench.ask(TestStep::W8, Action::placeOnMeter);
            bench.ask(TestStep::W8, Action::watchMeterLed);
            QCOMPARE(bench.around().before, BeforeWindows::meter);
            bench.send("/?!\r\n");
            bench.wait(3s);
            QCOMPARE(bench.ask(TestStep::W8, Action::tellMeterLed).reply,
                     port == MeterPort::open ? Reply::seen : Reply::notSeen);
        }
    }

    void lacks()
    {
        Scenario scenario;
        scenario.person.hasRemote = false;
        Bench bench(scenario);
        bench.ask(TestStep::W3, Action::plugInAndCover);
        const Surroundings before = bench.around();
        for (const Action action : {Action::remoteNear, Action::remoteFar,
                                    Action::remoteWhileSending, Action::faceSecondProbe}) {
            const Done done = bench.ask(TestStep::W5, action);
            QCOMPARE(done.reply, Reply::cannot);
            QVERIFY(done.deeds.empty());
        }
        QCOMPARE(bench.around(), before);
    }

    void wrongDeeds_data()
    {
        QTest::addColumn<WrongDeed>("wrong");
        QTest::addColumn<BeforeWindows>("coverBecomes");
        QTest::addColumn<BroughtLight::Kind>("coverIsIn");
        QTest::addColumn<BroughtLight::Kind>("remoteBecomes");
        using B = BeforeWindows;
        using L = BroughtLight::Kind;
        QTest::newRow("uncovered") << WrongDeed::uncovered << B::nothing << L::none << L::none;
        QTest::newRow("covered") << WrongDeed::covered << B::covers << L::none << L::none;
        QTest::newRow("mirror") << WrongDeed::mirror << B::mirror << L::none << L::none;
        QTest::newRow("paper") << WrongDeed::paper << B::paper << L::none << L::none;
        QTest::newRow("sun") << WrongDeed::sun << B::nothing << L::sun << L::sun;
        QTest::newRow("torch") << WrongDeed::torch << B::nothing << L::torch << L::torch;
        QTest::newRow("far") << WrongDeed::remoteFar << B::nothing << L::remotePress
                             << L::remotePress;
    }
    void wrongDeeds()
    {
        QFETCH(WrongDeed, wrong);
        Scenario scenario;
        scenario.person.does = {{TestStep::W3, wrong}, {TestStep::W5, wrong}};
        Bench bench(scenario);
        bench.ask(TestStep::W2b, Action::removeBridge);
        QCOMPARE(bench.ask(TestStep::W3, Action::plugInAndCover).reply, Reply::done);
        QCOMPARE(bench.around().atPort, AtPort::probe);
        QTEST(bench.around().before, "coverBecomes");
        QTEST(bench.around().light.kind, "coverIsIn");
        const Done remote = bench.ask(TestStep::W5, Action::remoteNear);
        if (!remote.deeds.empty()) {
            QTEST(remote.deeds.front().light.kind, "remoteBecomes");
            QVERIFY(remote.deeds.front().light.distanceMm != 20);
        }
        // In another step he does what he is asked.
        bench.ask(TestStep::W6, Action::mirrorNear);
        QCOMPARE(bench.around().before, BeforeWindows::mirror);
        QCOMPARE(bench.around().distanceMm, 4.0);
    }

    // Who is led through a step again does it right, whether or not another came between.
    void rightTheSecondTime_data()
    {
        QTest::addColumn<bool>("isAnotherBetween");
        QTest::newRow("at once") << false;
        QTest::newRow("later") << true;
    }
    void rightTheSecondTime()
    {
        QFETCH(bool, isAnotherBetween);
        Scenario scenario;
        scenario.person.does = {{TestStep::W6, WrongDeed::covered}};
        Bench bench(scenario);
        bench.ask(TestStep::W6, Action::mirrorFar);
        QCOMPARE(bench.around().before, BeforeWindows::covers);
        bench.ask(TestStep::W6, Action::mirrorNear);
        QCOMPARE(bench.around().before, BeforeWindows::covers);
        if (isAnotherBetween)
            bench.ask(TestStep::W7, Action::tapeReceiver);
        bench.ask(TestStep::W6, Action::mirrorFar);
        QCOMPARE(bench.around().before, BeforeWindows::mirror);
    }

    void doesNothing()
    {
        Scenario scenario;
        scenario.person.does = {{TestStep::W3, WrongDeed::nothing}};
        Bench bench(scenario);
        bench.ask(TestStep::W2b, Action::removeBridge);
        const Done done = bench.ask(TestStep::W3, Action::plugInAndCover);
        QCOMPARE(done.reply, Reply::done);
        QVERIFY(done.deeds.empty() && done.after >= 1s);
    }

    // A session that asks again does not wait for the old answer.
    void givesUpWhatHeDid()
    {
        Bench bench({});
        QVERIFY(bench.person().ask(bench.now(), {TestStep::W5, Action::remoteNear, 7}));
        bench.wait(1100ms);
        bench.person().act(bench.now(), bench.line());
        QCOMPARE(bench.around().light.kind, BroughtLight::Kind::remotePress);
        const Done done = bench.ask(TestStep::W6, Action::mirrorFar);
        QCOMPARE(done.deeds.size(), 1U);
        QCOMPARE(bench.around().light.kind, BroughtLight::Kind::none);
    }

    void sameSeedSameTimes()
    {
        const auto times = [](quint64 seed) {
            Scenario scenario;
            scenario.seed = seed;
            Bench bench(scenario);
            bench.ask(TestStep::W5, Action::remoteNear);
            return bench.ask(TestStep::W5, Action::sunThrice).times;
        };
        QCOMPARE(times(3), times(3));
        QVERIFY(times(3) != times(4));
    }
};

QTEST_APPLESS_MAIN(TestVirtualPerson)
#include "tst_virtualperson.moc"
