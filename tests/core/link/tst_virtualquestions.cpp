// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/message.h"
#include "core/link/runner.h"
#include "core/link/scenariofiles.h"
#include "core/link/virtualclock.h"
#include "core/link/virtualtransport.h"

#include <QMetaEnum>
#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

using Action = PersonAction;

/// One thing that a session does: sets the line, asks, sends, and waits for the answer, or for so
/// long where nothing is asked.
struct Move {
    std::optional<Action> asks;
    QByteArray sends;
    nanoseconds waits{0};
    int baud = 0; ///< 0: as before
    CharacterFormat format = format8N1;
};

/// What a move brought.
struct Brought {
    PersonReply reply = PersonReply::done;
    Characters heard;
    int breaks() const
    {
        return static_cast<int>(std::count_if(heard.begin(), heard.end(), [](Character character) {
            return character.flags.testFlag(CharacterFlag::Break);
        }));
    }
};

class ScriptedSession final : public Session
{
public:
    ScriptedSession(std::vector<Move> script, std::vector<Brought> &brought)
        : m_script(std::move(script))
        , m_brought(brought)
    {
    }

    void start(Instant now) override { next(now); }
    void receive(Instant at, const CharacterRun &run) override
    {
        Q_UNUSED(at)
        m_brought.back().heard += run.characters;
    }
    void sent(Instant begin, Instant at) override
    {
        Q_UNUSED(begin)
        Q_UNUSED(at)
    }
    void answered(Instant now, const PersonAnswer &answer) override
    {
        m_brought.back().reply = answer.reply;
        next(now);
    }
    void expire(Instant now) override { next(now); }
    std::optional<Instant> deadline() const override { return m_deadline; }

private:
    void next(Instant now)
    {
        m_deadline.reset();
        if (m_brought.size() == m_script.size()) {
            issue(FinishCommand{});
            return;
        }
        const Move &move = m_script[m_brought.size()];
        m_brought.emplace_back();
        if (move.baud != 0)
            issue(SetLineCommand{{move.baud}, move.format});
        if (!move.sends.isEmpty())
            issue(SendCommand{move.sends});
        if (move.asks)
            issue(AskCommand{{TestStep::W4, *move.asks, static_cast<int>(m_brought.size())}});
        else
            m_deadline = now + move.waits;
    }

    std::vector<Move> m_script;
    std::vector<Brought> &m_brought;
    std::optional<Instant> m_deadline;
};

struct Result {
    std::vector<Brought> brought;
    TraceEntries entries;
    int asked = 0;
    int askedOfUs = 0;
    Instant end;
};

Result run(const QString &name, const std::vector<Move> &script)
{
    VirtualClock clock(QDateTime({2000, 1, 1}, {0, 0}, Qt::UTC));
    Result result;
    result.brought.reserve(script.size());
    Runner runner(clock, std::make_unique<VirtualTransport>(clock, name, ParityChoice::Automatic),
                  std::make_unique<ScriptedSession>(script, result.brought));
    QObject::connect(&runner, &Runner::entries, &runner,
                     [&](const TraceEntries &batch) { result.entries += batch; });
    QObject::connect(&runner, &Runner::asked, &runner, [&](const PersonRequest &, bool isAnswered) {
        ++(isAnswered ? result.asked : result.askedOfUs);
    });
    runner.start({u"virtual:"_qs + name, u"test"_qs, {300}, format7E1});
    while (!runner.isFinished() && clock.advance()) {}
    result.end = clock.now();
    runner.stop();
    return result;
}

Move ask(Action action)
{
    return {action, {}, 0ns, 0, format8N1};
}

Move send(const QByteArray &text, nanoseconds waits)
{
    return {{}, text, waits, 0, format8N1};
}

Move listen(nanoseconds waits)
{
    return {{}, {}, waits, 0, format8N1};
}

Move at(int baud, CharacterFormat format, Move move)
{
    move.baud = baud;
    move.format = format;
    return move;
}

/// All that a self-test does, in kind.
std::vector<Move> wholeTest()
{
    const QByteArray request = encodeRequest({});
    const QByteArray nuls(60, '\0');
    std::vector<Move> script{
        at(300, format8N1, ask(Action::unplugAndBridge)),
        send(nuls, 3s),
        ask(Action::removeBridge),
        listen(1s),
        ask(Action::groundReceiver),
        at(300, format7E1, ask(Action::plugInAndCover)),
        listen(5s),
        at(19200, format8N1, listen(5s)),
        ask(Action::uncover),
        listen(5s),
        at(300, format7E1, listen(5s)),
        ask(Action::checkCamera),
        at(300, format8N1, ask(Action::watchLed)),
        listen(3s),
        send(nuls, 3s),
        ask(Action::tellLed),
        at(19200, format8N1, ask(Action::remoteNear)),
        ask(Action::remoteFar),
        ask(Action::sunThrice),
        Move{Action::remoteWhileSending, QByteArray(8000, '\0'), 0ns, 0, format8N1},
        at(300, format7E1, ask(Action::mirrorFar)),
    };
    for (int i = 0; i < 10; ++i)
        script.push_back(send(request, 500ms));
    script.push_back(ask(Action::mirrorNear));
    for (const int baud : {300, 600, 1200, 2400, 4800, 9600, 19200})
        script.push_back(at(baud, format7E1, send(request, 500ms)));
    script.push_back(ask(Action::tapeReceiver));
    for (const int baud : {300, 19200, 115200})
        script.push_back(at(baud, format8N1, send(request, 500ms)));
    script.push_back(at(300, format7E1, ask(Action::placeOnMeter)));
    for (int i = 0; i < 5; ++i)
        script.push_back(send(request, 5s));
    script.push_back(ask(Action::watchMeterLed));
    script.push_back(send(request, 5s));
    script.push_back(ask(Action::tellMeterLed));
    for (int i = 0; i < 3; ++i) {
        script.push_back(ask(Action::rotateQuarter));
        script.push_back(send(request, 5s));
    }
    script.push_back(at(9600, format8N1, listen(15s)));
    script.push_back(at(2400, format7E1, listen(15s)));
    return script;
}

QByteArray textOf(const Brought &brought)
{
    return toBytes(brought.heard, 0x7F);
}

} // namespace

/// A session that asks, from the runner to the person at the virtual bench and back.
class TestVirtualQuestions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pins()
    {
        const Result result =
            run(u"probe-good"_qs,
                {ask(Action::unplugAndBridge), send("/?!\r\n", 500ms), ask(Action::removeBridge),
                 send("/?!\r\n", 500ms), ask(Action::groundReceiver)});
        QCOMPARE(textOf(result.brought[1]), "/?!\r\n");
        QVERIFY(result.brought[3].heard.isEmpty());
        QCOMPARE(result.brought[4].breaks(), 1);
        QCOMPARE(result.asked, 3);
        QCOMPARE(result.askedOfUs, 0);
        QVERIFY(result.end > Instant(4s) && result.end < Instant(12s));
    }

    // Questions and answers are part of the trace.
    void trace()
    {
        const Result result =
            run(u"probe-good"_qs, {ask(Action::mirrorFar), ask(Action::chooseStep)});
        QStringList events;
        for (const TraceEntry &entry : result.entries) {
            const auto *event = std::get_if<Event>(&entry.what);
            if (event && event->kind == Event::Kind::Asked)
                events.append(u"asked "_qs + event->detail);
            if (event && event->kind == Event::Kind::Answered)
                events.append(u"answered "_qs + event->detail);
        }
        QCOMPARE(events,
                 (QStringList{u"asked W4 mirrorFar"_qs, u"answered W4 mirrorFar done"_qs,
                              u"asked W4 chooseStep"_qs}));
        // Which step is next he leaves to who leads the test.
        QCOMPARE(result.asked, 1);
        QCOMPARE(result.askedOfUs, 1);
    }

    void remoteAndSun_data()
    {
        QTest::addColumn<bool>("near");
        QTest::addColumn<bool>("far");
        QTest::addColumn<int>("sun");
        QTest::addColumn<bool>("helped");
        QTest::newRow("probe-good") << true << true << 3 << true;
        QTest::newRow("probe-transmitter-weak") << true << true << 3 << true;
        QTest::newRow("probe-receiver-weak") << true << false << 3 << true;
        QTest::newRow("probe-receiver-dead") << false << false << 0 << false;
        QTest::newRow("probe-rx-open") << false << false << 0 << false;
        QTest::newRow("story") << false << false << 3 << true;
    }
    void remoteAndSun()
    {
        const Result result =
            run(QString::fromLatin1(QTest::currentDataTag()),
                {ask(Action::uncover), at(19200, format8N1, ask(Action::remoteNear)),
                 ask(Action::remoteFar), ask(Action::sunThrice),
                 Move{Action::remoteWhileSending, QByteArray(8000, '\0'), 0ns, 0, format8N1}});
        constexpr int leastEvents = 20; // for each press, reference probe.md §4
        QFETCH(bool, near);
        QFETCH(bool, far);
        QFETCH(bool, helped);
        QCOMPARE(result.brought[1].heard.size() >= 3 * leastEvents, near);
        QCOMPARE(result.brought[1].heard.isEmpty(), !near);
        QCOMPARE(result.brought[2].heard.size() >= 3 * leastEvents, far);
        QCOMPARE(result.brought[2].heard.isEmpty(), !far);
        QTEST(result.brought[3].breaks(), "sun");
        QCOMPARE(!result.brought[4].heard.isEmpty(), helped);
    }

    // The wires of a healthy probe are found out by looking.
    void swappedWires()
    {
        const Move look = at(300, format8N1, ask(Action::watchLed));
        const Move light = send(QByteArray(60, '\0'), 3s);
        const Result result =
            run(u"probe-wires-swapped"_qs,
                {look, listen(3s), light, ask(Action::tellLed), ask(Action::swapWires), look,
                 listen(3s), light, ask(Action::tellLed), ask(Action::mirrorFar), light});
        QCOMPARE(result.brought[3].reply, PersonReply::notSeen);
        QCOMPARE(result.brought[8].reply, PersonReply::seen);
        QVERIFY(result.brought[2].heard.isEmpty());
        QCOMPARE(result.brought[10].heard.size(), 60);
    }

    // What lies before the probe is where the person put it, and the meter only under it.
    void onTheMeter()
    {
        const Move request = at(300, format7E1, send(encodeRequest({}), 3s));
        const Result result =
            run(u"probe-misplaced"_qs,
                {ask(Action::uncover), request, ask(Action::placeOnMeter), request,
                 ask(Action::rotateQuarter), request, ask(Action::rotateQuarter), request,
                 ask(Action::rotateQuarter), request, ask(Action::watchMeterLed), request,
                 ask(Action::tellMeterLed)});
        for (const size_t silent : {1U, 3U, 5U, 7U})
            QVERIFY(result.brought[silent].heard.isEmpty());
        QVERIFY(textOf(result.brought[9]).startsWith('/'));
        QCOMPARE(result.brought.back().reply, PersonReply::seen);
    }

    void wholeTest_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : shippedScenarios())
            QTest::newRow(qPrintable(name)) << name;
    }
    // Every scenario goes to its end, and twice in the same way.
    void wholeTest()
    {
        QFETCH(QString, name);
        const std::vector<Move> script = ::wholeTest();
        const Result result = run(name, script);
        const auto loaded = loadScenario(name);
        const auto &scenario = std::get<LoadedScenario>(loaded).scenario;
        if (scenario.port.opens != PortOpens::ok) {
            QVERIFY(result.brought.empty());
            return;
        }
        QCOMPARE(result.brought.size(), script.size());
        QCOMPARE(result.askedOfUs, 0);
        QVERIFY(result.end < Instant(300s));
        QVERIFY(run(name, script).entries == result.entries);
    }
};

QTEST_GUILESS_MAIN(TestVirtualQuestions)
#include "tst_virtualquestions.moc"
