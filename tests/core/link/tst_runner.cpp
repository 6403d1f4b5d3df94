// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/runner.h"
#include "core/link/virtualclock.h"
#include "tests/core/link/fakes.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

/// A trace as text, one entry a line.
static QStringList describe(const TraceEntries &entries)
{
    struct Describer {
        QString operator()(const Sent &sent) { return u"sent "_qs + hex(sent.run); }
        QString operator()(const Received &received) { return u"received "_qs + hex(received.run); }
        QString operator()(const LineSettings &line)
        {
            return u"line %1 %2"_qs.arg(line.baud.value).arg(line.format.toText());
        }
        QString operator()([[maybe_unused]] const ControlLines &lines)
        {
            return u"control lines"_qs;
        }
        QString operator()(const Break &sent) { return sent.on ? u"break on"_qs : u"break off"_qs; }
        QString operator()(const Note &note) { return u"note "_qs + note.text; }
        QString operator()(const Event &event)
        {
            switch (event.kind) {
            case Event::Kind::SessionStarted: return u"started "_qs + event.detail;
            case Event::Kind::SessionFinished: return u"finished "_qs + event.detail;
            case Event::Kind::Found: return u"found "_qs + findingName(event.finding.id);
            case Event::Kind::PortOpened: return u"opened "_qs + event.detail;
            case Event::Kind::PortClosed: return u"closed "_qs + event.detail;
            case Event::Kind::StepBegun: return u"begun "_qs + event.detail;
            case Event::Kind::StepEnded: return u"ended "_qs + event.detail;
            case Event::Kind::Measured: return u"measured "_qs + evidenceName(event.evidence.id);
            case Event::Kind::Asked: return u"asked "_qs + event.detail;
            case Event::Kind::Answered: return u"answered "_qs + event.detail;
            case Event::Kind::Tried: return u"tried "_qs + event.detail;
            }
            return {};
        }
        static QString hex(const CharacterRun &run)
        {
            return QString::fromLatin1(toBytes(run.characters).toHex());
        }
    };
    QStringList lines;
    for (const TraceEntry &entry : entries)
        lines += u"%1 %2"_qs.arg(toMilliseconds(entry.at)).arg(std::visit(Describer(), entry.what));
    return lines;
}

static Finding finding(FindingId id)
{
    Finding found;
    found.id = id;
    return found;
}

class TestRunner : public QObject
{
    Q_OBJECT

    /// A runner with a fake transport and a fake session in virtual time.
    struct Bench {
        Bench()
        {
            auto newTransport = std::make_unique<FakeTransport>(clock);
            auto newSession = std::make_unique<FakeSession>();
            transport = newTransport.get();
            session = newSession.get();
            runner =
                std::make_unique<Runner>(clock, std::move(newTransport), std::move(newSession));
            connect(runner.get(), &Runner::entries, runner.get(),
                    [this](const TraceEntries &batch) {
                        QVERIFY(!outcome); // All of it comes before the end.
                        batches += clock.now();
                        entries += batch;
                    });
            connect(runner.get(), &Runner::failed, runner.get(), [this](const LinkError &error) {
                QVERIFY(!outcome);
                errors += error;
            });
            connect(runner.get(), &Runner::finished, runner.get(), [this](Outcome how) {
                QVERIFY(!outcome);
                outcome = how;
            });
        }
        void start() const { runner->start({u"fake:"_qs, u"readout"_qs, Baud{300}, format7E1}); }
        void run()
        {
            start();
            while (!runner->isFinished() && clock.advance()) {}
        }
        QStringList trace() const { return describe(entries); }

        VirtualClock clock{QDateTime::fromSecsSinceEpoch(0, Qt::UTC)};
        FakeTransport *transport = nullptr;
        FakeSession *session = nullptr;
        TraceEntries entries;
        QList<Instant> batches;
        QList<LinkError> errors;
        std::optional<Outcome> outcome;
        std::unique_ptr<Runner> runner;
    };

private Q_SLOTS:
    void runsASessionToItsEnd()
    {
        Bench bench;
        FakeSession &session = *bench.session;
        session.onStart = [&] { session.issue(SendCommand{"/?!"}); };
        session.onSent = [&] {
            session.issue(SetLineCommand{Baud{9600}, format8N1});
            session.wake = bench.clock.now() + 200ms;
        };
        session.onExpire = [&] {
            session.tell({Event::Kind::Found, finding(FindingId::noAnswer), {}});
            session.issue(FinishCommand{Outcome::noAnswer});
        };
        bench.run();
        QCOMPARE(session.told, (QStringList{u"start 0"_qs, u"sent 0 30"_qs, u"expire 230"_qs}));
        QCOMPARE(
            bench.transport->calls,
            (QStringList{u"open 300 7E1"_qs, u"send /?!"_qs, u"line 9600 8N1"_qs, u"close"_qs}));
        QCOMPARE(bench.trace(),
                 (QStringList{u"0 opened fake:"_qs, u"0 line 300 7E1"_qs, u"0 control lines"_qs,
                              u"0 started readout"_qs, u"0 sent af3f21"_qs, u"30 line 9600 8N1"_qs,
                              u"230 found noAnswer"_qs, u"230 closed "_qs,
                              u"230 finished noAnswer"_qs}));
        QCOMPARE(bench.outcome, Outcome::noAnswer);
        QVERIFY(bench.errors.isEmpty());
    }

    void sessionGetsDataBitsAndTheTraceWireBits()
    {
        Bench bench;
        bench.start();
        bench.transport->hear(QByteArray::fromHex("AF3F"));
        QCOMPARE(bench.session->told.last(), u"receive /? -20"_qs);
        bench.transport->setLine(Baud{300}, format8N1);
        bench.transport->hear(QByteArray::fromHex("AF"));
        QCOMPARE(bench.session->told.last(), u"receive \u00AF -10"_qs);
        bench.runner->stop();
        QVERIFY(bench.trace().contains(u"-20 received af3f"_qs));
    }

    void answerBeforeSentIsPassedOnAtOnce()
    {
        Bench bench;
        FakeSession &session = *bench.session;
        session.onStart = [&] { session.issue(SendCommand{"12345"}); };
        session.onReceive = [&] { session.issue(FinishCommand{Outcome::done}); };
        bench.start();
        QVERIFY(bench.clock.advance()); // the batch
        bench.transport->hear("x");
        QCOMPARE(session.told, (QStringList{u"start 0"_qs, u"receive x 5"_qs}));
        QCOMPARE(bench.outcome, Outcome::done);
        // Nothing rings any more.
        QVERIFY(!bench.clock.advance());
    }

    void commandsAreDoneInOrderAndNested()
    {
        Bench bench;
        FakeSession &session = *bench.session;
        session.onStart = [&] {
            session.issue(SetBreakCommand{true});
            session.issue(SetLineCommand{Baud{600}, format7E1});
            session.issue(SendCommand{"a"});
        };
        session.onSent = [&] { session.issue(FinishCommand{Outcome::done}); };
        bench.run();
        QCOMPARE(bench.transport->calls,
                 (QStringList{u"open 300 7E1"_qs, u"break on"_qs, u"line 600 7E1"_qs, u"send a"_qs,
                              u"break off"_qs, u"close"_qs}));
        QVERIFY(bench.trace().contains(u"10 break off"_qs));
    }

    void batchesAreBoundedAndComeBeforeTheEnd()
    {
        Bench bench;
        FakeSession &session = *bench.session;
        session.wake = Instant(1ms);
        session.onExpire = [&] {
            if (bench.clock.now() < Instant(100ms)) {
                bench.transport->hear("x");
                session.wake = bench.clock.now() + 1ms;
            } else {
                session.issue(FinishCommand{Outcome::done});
            }
        };
        bench.run();
        QCOMPARE(bench.entries.size(), 4 + 99 + 2);
        QVERIFY(bench.batches.size() > 5);
        for (qsizetype index = 1; index + 1 < bench.batches.size(); ++index)
            QVERIFY(bench.batches.at(index) - bench.batches.at(index - 1) >= 15ms);
        QCOMPARE(bench.batches.last(), Instant(100ms));
    }

    void deadlineMovesAndGoes()
    {
        Bench bench;
        FakeSession &session = *bench.session;
        session.wake = Instant(50ms);
        session.onReceive = [&] { session.wake = Instant(80ms); };
        session.onExpire = [&] { session.issue(FinishCommand{Outcome::done}); };
        bench.start();
        bench.transport->hear("x");
        while (!bench.runner->isFinished() && bench.clock.advance()) {}
        QCOMPARE(session.told.last(), u"expire 80"_qs);

        Bench waiting;
        waiting.session->wake = Instant(50ms);
        waiting.session->onReceive = [&] { waiting.session->wake.reset(); };
        waiting.start();
        waiting.transport->hear("x");
        while (waiting.clock.advance()) {}
        QCOMPARE(waiting.session->told.last(), u"receive x -10"_qs);
    }

    void cannotOpen()
    {
        Bench bench;
        bench.transport->opens = FakeTransport::Opens::Fails;
        bench.run();
        QCOMPARE(bench.outcome, Outcome::cannotOpen);
        QCOMPARE(bench.errors.size(), 1);
        QCOMPARE(bench.errors.first().kind, LinkError::Kind::Busy);
        QVERIFY(bench.session->told.isEmpty());
        QVERIFY(bench.entries.isEmpty());
    }

    void lostInMidSession()
    {
        Bench bench;
        FakeSession &session = *bench.session;
        session.wake = Instant(1s);
        bench.start();
        bench.transport->hear("half");
        Q_EMIT bench.transport->lost({LinkError::Kind::Vanished, u"fake"_qs, u"pulled"_qs});
        QCOMPARE(bench.outcome, Outcome::linkLost);
        QCOMPARE(bench.errors.size(), 1);
        QCOMPARE(bench.trace().mid(4),
                 (QStringList{u"-40 received 68616c66"_qs, u"0 found portVanished"_qs,
                              u"0 closed pulled"_qs, u"0 finished linkLost"_qs}));
        QVERIFY(!bench.clock.advance());
    }

    void lostWhileACommandIsDone()
    {
        Bench bench;
        bench.transport->losesAtSend = true;
        bench.session->onStart = [&] {
            bench.session->issue(SendCommand{"a"});
            bench.session->issue(SendCommand{"b"});
        };
        bench.run();
        QCOMPARE(bench.outcome, Outcome::linkLost);
        QVERIFY(!bench.transport->calls.contains(u"send b"_qs));
    }

    void refusedSettingsAreNoVanishedPort()
    {
        Bench bench;
        bench.start();
        Q_EMIT bench.transport->lost({LinkError::Kind::SettingsRefused, u"fake"_qs, {}});
        QCOMPARE(bench.outcome, Outcome::linkLost);
        QVERIFY(!bench.trace().contains(u"0 found portVanished"_qs));
    }

    void stopped()
    {
        Bench bench;
        bench.session->wake = Instant(1s);
        bench.start();
        bench.runner->stop();
        QCOMPARE(bench.outcome, Outcome::interrupted);
        QCOMPARE(bench.trace().mid(4),
                 (QStringList{u"0 found interrupted"_qs, u"0 closed "_qs,
                              u"0 finished interrupted"_qs}));
        QCOMPARE(bench.transport->calls.last(), u"close"_qs);
        bench.runner->stop();
        bench.transport->hear("late");
        QCOMPARE(bench.entries.size(), 7);
        QVERIFY(!bench.clock.advance());
    }

    void stoppedWhileOpening()
    {
        Bench bench;
        bench.transport->opens = FakeTransport::Opens::Never;
        bench.start();
        bench.runner->stop();
        QCOMPARE(bench.outcome, Outcome::interrupted);
        QVERIFY(bench.entries.isEmpty());
        QVERIFY(bench.session->told.isEmpty());
    }

    void transportFindingsAreRecorded()
    {
        Bench bench;
        bench.start();
        Q_EMIT bench.transport->found(finding(FindingId::parityDropped));
        bench.runner->stop();
        QVERIFY(bench.trace().contains(u"0 found parityDropped"_qs));
    }

    void linesAndBreakByHand()
    {
        Bench bench;
        bench.runner->setControlLines({false, false}); // Nothing is open yet.
        bench.runner->setBreak(true);
        QVERIFY(bench.transport->calls.isEmpty());
        bench.start();
        bench.transport->calls.clear();
        bench.runner->setControlLines({false, {}});
        bench.runner->setBreak(true);
        bench.runner->setBreak(true);
        bench.runner->setBreak(false);
        bench.runner->setBreak(true);
        bench.runner->stop(); // A break does not outlast the session.
        bench.runner->setBreak(false);
        QCOMPARE(bench.transport->calls,
                 (QStringList{u"lines 0 -1"_qs, u"break on"_qs, u"break off"_qs, u"break on"_qs,
                              u"break off"_qs, u"close"_qs}));
        QCOMPARE(bench.entries.count(TraceEntry{
                     bench.clock.now(), ControlLines{false, true, false, false, false, false}}),
                 1);
        QCOMPARE(bench.trace().filter(u"break"_qs),
                 (QStringList{u"0 break on"_qs, u"0 break off"_qs, u"0 break on"_qs,
                              u"0 break off"_qs}));
    }

    void lateDeadlineWaitsForWhatThePortHolds()
    {
        // A clock that jumps past the deadline, as after a stall of the whole machine.
        Bench bench;
        FakeSession &session = *bench.session;
        auto stall = bench.clock.makeAlarm();
        stall->set(Instant(300ms));
        session.onReceive = [&] { session.issue(FinishCommand{Outcome::done}); };
        session.onExpire = [&] { session.issue(FinishCommand{Outcome::noAnswer}); };
        bench.start();
        while (bench.clock.now() < Instant(300ms))
            QVERIFY(bench.clock.advance());
        session.wake = Instant(200ms);
        Q_EMIT bench.transport->sent(Instant(0ms), Instant(0ms));
        QVERIFY(bench.clock.advance());
        QVERIFY(!bench.outcome);
        bench.transport->hear("x");
        QCOMPARE(bench.outcome, Outcome::done);
    }

    void lateDeadlineExpiresInTheEnd()
    {
        Bench bench;
        FakeSession &session = *bench.session;
        auto stall = bench.clock.makeAlarm();
        stall->set(Instant(300ms));
        session.onExpire = [&] { session.issue(FinishCommand{Outcome::noAnswer}); };
        bench.start();
        while (bench.clock.now() < Instant(300ms))
            QVERIFY(bench.clock.advance());
        session.wake = Instant(200ms);
        Q_EMIT bench.transport->sent(Instant(0ms), Instant(0ms));
        while (!bench.runner->isFinished() && bench.clock.advance()) {}
        QCOMPARE(session.told.last(), u"expire 301"_qs);
        // It is told, once.
        QCOMPARE(bench.trace().filter(u"found clockLate"_qs).size(), 1);
        QCOMPARE(bench.outcome, Outcome::noAnswer);
    }

    void sameRunTwiceIsTheSame()
    {
        const auto once = [] {
            Bench bench;
            FakeSession &session = *bench.session;
            session.onStart = [&] { session.issue(SendCommand{"hello"}); };
            session.onSent = [&] { session.wake = bench.clock.now() + 1234567ns; };
            session.onExpire = [&] { session.issue(FinishCommand{Outcome::done}); };
            bench.run();
            return bench.entries;
        };
        QCOMPARE(once(), once());
    }
};

QTEST_APPLESS_MAIN(TestRunner)
#include "tst_runner.moc"
