// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/patterns.h"
#include "core/probe/step.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

using A = PersonAction;
using I = EvidenceId;
using N = Phase::Name;
using R = PersonReply;
using S = TestStep;

/// What is heard in a phase, by its number.
using Hears = std::function<QByteArray(const Phase &phase)>;

/// \a phase as it went: each thing that was sent, and what was heard after it.
Observation observed(const Phase &phase, const Hears &hears, R reply = R::done)
{
    Observation result;
    result.phase = phase;
    result.reply = reply;
    result.isRun = reply != R::cannot;
    const nanoseconds spacing = LineSettings{phase.baud, phase.format, {}, {}}.characterTime();
    Instant at = Instant(10s);
    result.from = at;
    for (int i = 0; i < (phase.send.isEmpty() ? 0 : phase.times); ++i) {
        result.entries.append({at, Sent{{toCharacters(phase.send), spacing, {}, true}}});
        const QByteArray heard = hears(phase);
        if (!heard.isEmpty())
            result.entries.append({at + 1ms, Received{{toCharacters(heard), spacing, {}, true}}});
        at += spacing * phase.send.size() + phase.pause;
    }
    if (phase.send.isEmpty()) {
        const QByteArray heard = hears(phase);
        for (qsizetype i = 0; i < heard.size(); ++i)
            result.entries.append(
                {at + 10ms * i, Received{{toCharacters(heard.mid(i, 1)), spacing, {}, true}}});
        at += std::max<nanoseconds>(phase.listen, 5s);
    }
    result.to = at;
    return result;
}

struct Run {
    std::vector<N> phases;
    std::vector<A> asked;
    EvidenceList evidence;
    double valueOf(I id) const
    {
        const Evidence *found = latest(evidence, id);
        return found ? found->value : -1;
    }
};

Run run(
    S name, const Hears &hears, const EvidenceList &known = {},
    const std::function<R(A)> &replies = [](A) { return R::done; })
{
    const auto step = makeStep(name, {});
    Run result;
    Observations done;
    while (const auto phase = step->next(done, known)) {
        result.phases.push_back(phase->name);
        R reply = R::done;
        if (phase->ask) {
            result.asked.push_back(*phase->ask);
            reply = replies(*phase->ask);
        }
        done.append(observed(*phase, hears, reply));
        if (done.size() > 100)
            return {}; // It never ends.
    }
    result.evidence = step->conclude(done);
    return result;
}

QByteArray nothing(const Phase &)
{
    return {};
}
QByteArray back(const Phase &phase)
{
    return phase.send;
}

Evidence known(S step, I id, double value)
{
    return {step, id, value, {}, {}};
}

} // namespace

/// The phases of each step, and what it concludes from hand-made observations.
class TestSteps : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStepEnds_data()
    {
        QTest::addColumn<S>("step");
        for (int i = static_cast<int>(S::W1); i <= static_cast<int>(S::W10); ++i) {
            const auto step = static_cast<S>(i);
            QTest::newRow(qPrintable(stepName(step))) << step;
        }
    }
    /// Whatever is heard and answered; and who cannot gives no evidence of what he did not do.
    void everyStepEnds()
    {
        QFETCH(S, step);
        for (const R reply : {R::done, R::cannot, R::unsure, R::seen, R::notSeen, R::seenInIdle}) {
            for (const Hears &hears : {Hears(nothing), Hears(back)})
                run(step, hears, {}, [reply](A) { return reply; });
        }
        const Run none = run(step, nothing, {}, [](A) { return R::cannot; });
        for (const Evidence &evidence : none.evidence) {
            const bool isOfTheLine = evidence.step == S::W1 || evidence.step == S::W9;
            QVERIFY2(isOfTheLine, qPrintable(evidenceName(evidence.id)));
        }
        QVERIFY(makeStep(step, {})->name() == step);
        QVERIFY(makeStep(step, {})->conclude({}).size() <= 1);
    }

    void noSuchSteps()
    {
        QVERIFY(!makeStep(S::none, {}));
        QVERIFY(!makeStep(S::W0, {}));
    }

    void loopback()
    {
        const Run good = run(S::W2, back);
        QCOMPARE(good.phases, (std::vector{N::Ask, N::LoopbackParity, N::Loopback, N::Loopback}));
        QCOMPARE(good.valueOf(I::loopbackExact), 1.0);
        QVERIFY(std::abs(good.valueOf(I::characterTime) - 1) < 0.001);
        QCOMPARE(good.valueOf(I::highBitsLost), 0.0);
        const Run dead = run(S::W2, nothing);
        QCOMPARE(dead.valueOf(I::loopbackExact), 0.0);
        QCOMPARE(dead.valueOf(I::characterTime), -1.0);
        const Run cut = run(S::W2, [](const Phase &phase) {
            QByteArray heard = phase.send;
            for (char &one : heard)
                one = static_cast<char>(one & 0x1F);
            return heard;
        });
        QCOMPARE(latest(cut.evidence, I::highBitsLost)->detail, u"E0"_qs);
        QVERIFY(cut.valueOf(I::highBitsLost) > 0.5);
    }

    void open()
    {
        const Run quiet = run(S::W2b, nothing);
        QCOMPARE(quiet.phases, (std::vector{N::Ask, N::Open, N::QuietFast, N::Ground}));
        QCOMPARE(quiet.valueOf(I::openEcho), 0.0);
        QCOMPARE(run(S::W2b, back).valueOf(I::openEcho), 1.0);
        const Run grounded = run(S::W2b, [](const Phase &phase) {
            return phase.name == N::Ground ? QByteArray(1, '\0') : QByteArray();
        });
        QCOMPARE(grounded.valueOf(I::groundBreaks), 1.0);
    }

    void dark_data()
    {
        QTest::addColumn<QByteArray>("atPlugIn");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<double>("low");
        QTest::newRow("high") << QByteArray() << QByteArray() << 0.0;
        QTest::newRow("low") << QByteArray(1, '\0') << QByteArray() << 1.0;
        QTest::newRow("bounces, then high") << QByteArray("\0\x7F", 2) << QByteArray() << 0.0;
        QTest::newRow("noise") << QByteArray(1, '\0') << QByteArray(9, '\x7E') << 0.0;
    }
    void dark()
    {
        QFETCH(QByteArray, atPlugIn);
        QFETCH(QByteArray, after);
        const auto hears = [&](const Phase &phase) {
            if (phase.name == N::PlugIn)
                return atPlugIn;
            return phase.send.isEmpty() ? after : QByteArray();
        };
        const Run first = run(S::W3, hears);
        QVERIFY(first.asked == std::vector{A::plugInAndCover});
        QTEST(first.valueOf(I::lineLow), "low");
        QCOMPARE(first.valueOf(I::darkEvents) > 0, !after.isEmpty());
        // The moment of plugging in cannot be had again without unplugging.
        const Run again = run(S::W3, hears, {known(S::W3, I::lineLow, 0)});
        QVERIFY(again.asked == (std::vector{A::unplug, A::plugInAndCover}));
        QTEST(again.valueOf(I::lineLow), "low");
    }

    void room()
    {
        const auto lamp = [](const Phase &phase) {
            return phase.name == N::QuietFast ? QByteArray(400, '\0') : QByteArray();
        };
        QVERIFY(std::abs(run(S::W3b, lamp).valueOf(I::lampFrequency) - 100) < 1);
        QCOMPARE(run(S::W3b, lamp).valueOf(I::roomLow), 0.0);
        const auto sunshine = [](const Phase &phase) {
            return phase.name == N::PlugIn ? QByteArray(1, '\0') : QByteArray();
        };
        QCOMPARE(run(S::W3b, sunshine).valueOf(I::roomLow), 1.0);
        // Light that is there already makes no edge: it begins in the dark.
        const Run again = run(S::W3b, sunshine, {known(S::W3b, I::roomLow, 0)});
        QVERIFY(again.asked == (std::vector{A::plugInAndCover, A::uncover}));
    }

    void swap()
    {
        const auto sees = [](A action) { return action == A::tellLed ? R::seen : R::done; };
        const auto dark = [](A action) { return action == A::tellLed ? R::notSeen : R::done; };
        // Only a diode that stays dark is a reason to swap.
        QVERIFY(run(S::W4b, nothing).asked.empty());
        QVERIFY(run(S::W4b, nothing, {known(S::W4, I::ledSeen, 1)}, sees).asked.empty());
        const EvidenceList isDark{known(S::W4, I::ledSeen, 0)};
        const Run right = run(S::W4b, nothing, isDark, sees);
        QCOMPARE(right.valueOf(I::ledAfterSwap), 1.0);
        QCOMPARE(std::count(right.asked.begin(), right.asked.end(), A::swapWires), 1);
        const Run wrong = run(S::W4b, nothing, isDark, dark);
        QCOMPARE(wrong.valueOf(I::ledAfterSwap), 0.0);
        QCOMPARE(std::count(wrong.asked.begin(), wrong.asked.end(), A::swapWires), 2);
    }

    void light()
    {
        const Run run = ::run(S::W5, [](const Phase &phase) {
            switch (phase.name) {
            case N::RemoteNear: return QByteArray(90, '\x7E');
            case N::RemoteFar: return QByteArray(6, '\x7E');
            case N::Sun: return QByteArray(3, '\0');
            default: return QByteArray();
            }
        });
        QCOMPARE(run.valueOf(I::remoteNear), 30.0);
        QCOMPARE(run.valueOf(I::remoteFar), 2.0);
        QCOMPARE(run.valueOf(I::sunBreaks), 3.0);
        // Without a remote the sun still tells.
        const Run without = ::run(S::W5, nothing, {}, [](A action) {
            return action == A::sunThrice ? R::done : R::cannot;
        });
        QCOMPARE(without.evidence.size(), 1);
        QCOMPARE(without.valueOf(I::sunBreaks), 0.0);
    }

    /// What comes without a remote is taken off.
    void lightAmongLamps()
    {
        const Run run = ::run(S::W5, [](const Phase &) { return QByteArray(500, '\0'); });
        QCOMPARE(run.valueOf(I::remoteNear), 0.0);
        QVERIFY(std::abs(run.valueOf(I::lampFrequency) - 100) < 1);
    }

    void together()
    {
        QVERIFY(run(S::W5b, nothing, {known(S::W5, I::remoteNear, 30)}).phases.empty());
        const Run run = ::run(S::W5b, [](const Phase &phase) {
            return phase.name == N::SendWithRemote ? QByteArray(20, '\x7E') : QByteArray();
        });
        QCOMPARE(run.valueOf(I::remoteWhileSending), 20.0);
    }

    void echo()
    {
        const Run good = run(S::W6, back);
        QCOMPARE(good.valueOf(I::echoExact), 1.0);
        QCOMPARE(good.valueOf(I::echoBaud), 19200.0);
        QVERIFY(good.asked == std::vector{A::mirrorFar});
        const Run slow = run(S::W6, [](const Phase &phase) {
            return phase.baud.value <= 2400 ? phase.send : QByteArray();
        });
        QCOMPARE(slow.valueOf(I::echoBaud), 2400.0);
        const Run near = run(S::W6, [](const Phase &phase) {
            return phase.name == N::Nuls ? QByteArray(1, '\x40') : QByteArray();
        });
        QCOMPARE(near.valueOf(I::echoExact), 0.0);
        QCOMPARE(near.valueOf(I::nulsHeard), 1.0);
        QVERIFY(near.asked == (std::vector{A::mirrorFar, A::mirrorNear}));
    }

    void crosstalk()
    {
        QCOMPARE(run(S::W7, back).valueOf(I::tapedEcho), 1.0);
        QCOMPARE(run(S::W7, nothing).valueOf(I::tapedEvents), 0.0);
        const Run spikes = run(S::W7, [](const Phase &phase) {
            return phase.baud.value == 115200 ? QByteArray(14, '\xFF') : QByteArray();
        });
        QCOMPARE(spikes.valueOf(I::tapedEcho), 0.0);
        QCOMPARE(spikes.valueOf(I::tapedEvents), 14.0);
    }

    void secondProbe() { QCOMPARE(run(S::W10, back).valueOf(I::secondProbeEcho), 1.0); }

    void onMeter()
    {
        const Run silent = run(S::W8, nothing, {}, [](A action) {
            return action == A::tellMeterLed ? R::seen : R::done;
        });
        QCOMPARE(silent.valueOf(I::meterAnswered), 0.0);
        QCOMPARE(silent.valueOf(I::meterLedSeen), 1.0);
    }

    void search()
    {
        QVERIFY(run(S::W9, nothing, {known(S::W8, I::meterAnswered, 1)}).phases.empty());
        const Run none = run(S::W9, nothing);
        QCOMPARE(none.valueOf(I::foundWay), 0.0);
        QCOMPARE(std::count(none.asked.begin(), none.asked.end(), A::rotateQuarter), 3);
        // Our own calls that come back are no meter.
        QCOMPARE(run(S::W9, back).valueOf(I::foundWay), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestSteps)
#include "tst_steps.moc"
