// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/diagnosis.h"

#include <QTest>

using namespace optoscope;

namespace {

using P = ProbeVerdict;
using M = MeterVerdict;
using S = TestStep;
using I = EvidenceId;

Evidence one(S step, I id, double value, const QString &detail = {})
{
    return {step, id, value, detail, {}};
}

/// Of a good probe, without the steps of \a left.
EvidenceList goodProbe(const QList<S> &left = {})
{
    const EvidenceList all{
        one(S::W1, I::portOpened, 1),    one(S::W2, I::loopbackExact, 1),
        one(S::W2, I::characterTime, 1), one(S::W2, I::highBitsLost, 0, u"0"_qs),
        one(S::W2b, I::openEcho, 0),     one(S::W3, I::lineLow, 0),
        one(S::W3, I::tapedEcho, 0),     one(S::W3, I::tapedEvents, 0),
        one(S::W3b, I::roomLow, 0),      one(S::W3b, I::lampFrequency, 0),
        one(S::W4, I::ledSeen, 1),       one(S::W4, I::ledInIdle, 0),
        one(S::W5, I::remoteNear, 30),   one(S::W5, I::remoteFar, 30),
        one(S::W5, I::sunBreaks, 3),     one(S::W6, I::echoExact, 1),
        one(S::W6, I::echoInverted, 0),  one(S::W7, I::tapedEcho, 0),
        one(S::W7, I::tapedEvents, 0),   one(S::W8, I::meterAnswered, 1),
        one(S::W8, I::readGood, 1),
    };
    EvidenceList result;
    std::copy_if(all.begin(), all.end(), std::back_inserter(result),
                 [&left](const Evidence &evidence) { return !left.contains(evidence.step); });
    return result;
}

/// The same with other numbers for some of it.
EvidenceList with(const EvidenceList &evidence, const EvidenceList &others)
{
    EvidenceList result = evidence;
    for (const Evidence &other : others) {
        const auto same =
            std::find_if(result.begin(), result.end(), [&other](const Evidence &known) {
                return known.id == other.id && known.step == other.step;
            });
        if (same == result.end())
            result.append(other);
        else
            *same = other;
    }
    return result;
}

EvidenceList silent()
{
    return with(
        goodProbe(),
        {one(S::W8, I::meterAnswered, 0), one(S::W8, I::readGood, 0), one(S::W9, I::foundWay, 0)});
}

} // namespace

/// Verdicts from hand-made evidence.
class TestDiagnosis : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingTested()
    {
        const Diagnosis diagnosis = diagnose({});
        QVERIFY(diagnosis.probe.verdict == P::notTested);
        QVERIFY(diagnosis.meter.verdict == M::notTested);
    }

    void good()
    {
        const Diagnosis diagnosis = diagnose(goodProbe());
        QVERIFY(diagnosis.probe.verdict == P::good);
        QVERIFY(diagnosis.meter.verdict == M::good);
        QVERIFY(diagnosis.probe.confidence > 0.9);
        QVERIFY(diagnosis.probe.open.isEmpty());
        for (const JudgedEvidence &judged : diagnosis.probe.evidence)
            QVERIFY2(judged.speaksFor, qPrintable(evidenceName(judged.evidence.id)));
    }

    void laterEvidenceCounts_data()
    {
        QTest::addColumn<bool>("isRepaired");
        QTest::newRow("at first no echo") << true;
        QTest::newRow("in the end no echo") << false;
    }
    void laterEvidenceCounts()
    {
        QFETCH(bool, isRepaired);
        EvidenceList evidence = goodProbe({S::W8});
        const Evidence none = one(S::W6, I::echoExact, 0);
        if (isRepaired)
            evidence.prepend(none);
        else
            evidence.append(none);
        QVERIFY((diagnose(evidence).probe.verdict == P::good) == isRepaired);
    }

    void skippedStepsCost_data()
    {
        QTest::addColumn<QList<S>>("steps");
        QTest::newRow("camera") << QList{S::W4};
        QTest::newRow("bridge") << QList{S::W2};
        QTest::newRow("room") << QList{S::W3b};
        // Either of these alone shows that an echo is of light.
        QTest::newRow("tape and cover") << QList{S::W7, S::W3};
    }
    void skippedStepsCost()
    {
        QFETCH(QList<S>, steps);
        const Diagnosis whole = diagnose(goodProbe({S::W8}));
        const Diagnosis less = diagnose(goodProbe(steps + QList{S::W8}));
        QVERIFY(less.probe.verdict == P::good);
        QVERIFY(less.probe.confidence < whole.probe.confidence);
        QVERIFY(less.probe.wouldChange.contains(steps.first()));
        QVERIFY(!whole.probe.wouldChange.contains(steps.first()));
    }

    /// A meter whose diode was seen to flash is neither silent nor closed.
    void meterIsAlive_data()
    {
        QTest::addColumn<EvidenceList>("evidence");
        QTest::addColumn<P>("probe");
        QTest::addColumn<NextStep>("next");
        const Evidence flash = one(S::W8, I::meterLedSeen, 1);
        QTest::newRow("good probe")
            << with(silent(), {flash}) << P::misplaced << NextStep::placeAgain;
        QTest::newRow("search left out") << with(
            goodProbe(), {one(S::W8, I::meterAnswered, 0), one(S::W8, I::readGood, 0), flash})
                                         << P::misplaced << NextStep::placeAgain;
        QTest::newRow("weak receiver")
            << with(silent(), {flash, one(S::W6, I::echoExact, 0), one(S::W5, I::remoteFar, 0)})
            << P::receiverWeak << NextStep::proveProbe;
    }
    void meterIsAlive()
    {
        QFETCH(EvidenceList, evidence);
        QFETCH(P, probe);
        QFETCH(NextStep, next);
        for (const MeterPrior &prior : {MeterPrior(), MeterPrior{true, 0.9}}) {
            const Diagnosis diagnosis = diagnose(evidence, prior);
            QCOMPARE(verdictName(diagnosis.probe.verdict), verdictName(probe));
            QVERIFY(diagnosis.meter.verdict == M::undecided);
            QCOMPARE(nextName(diagnosis.meter.next), nextName(next));
            QCOMPARE(diagnosis.meter.wouldChange, QList{S::W8});
            QVERIFY(diagnosis.meter.open.isEmpty());
        }
        // One who saw none changes nothing.
        const Diagnosis dark =
            diagnose(with(evidence, {one(S::W8, I::meterLedSeen, 0)}), {true, 0.9});
        QVERIFY(dark.meter.verdict == M::closed);
        QVERIFY(dark.probe.verdict != P::misplaced);
    }

    /// Nothing came back from the mirror, and nobody could look at the diode.
    void notSureLeavesOpen()
    {
        const EvidenceList evidence =
            with(goodProbe({S::W4, S::W8}),
                 {one(S::W6, I::echoExact, 0), one(S::W5, I::remoteNear, 0),
                  one(S::W5, I::remoteFar, 0), one(S::W5, I::sunBreaks, 0)});
        const Diagnosis diagnosis = diagnose(evidence);
        QVERIFY(diagnosis.probe.verdict == P::undecided);
        QVERIFY(diagnosis.probe.next == NextStep::runTests);
        QVERIFY(diagnosis.probe.open.contains(P::receiverDead));
        QVERIFY(diagnosis.probe.open.contains(P::wiresSwapped));
        QVERIFY(diagnosis.probe.wouldChange.contains(S::W4));
    }

    void contradictionIsNoGuess_data()
    {
        QTest::addColumn<EvidenceList>("evidence");
        // The diode was seen to be dark, but its light came back.
        QTest::newRow("dark diode with an echo") << with(
            goodProbe({S::W8}), {one(S::W4, I::ledSeen, 0), one(S::W4b, I::ledAfterSwap, 0)});
        QTest::newRow("lit in idle with a right echo")
            << with(goodProbe({S::W8}), {one(S::W4, I::ledInIdle, 1)});
    }
    void contradictionIsNoGuess();

    void closedNeedsSomebodyWhoKnows()
    {
        const Diagnosis unknown = diagnose(silent());
        QVERIFY(unknown.probe.verdict == P::good);
        QVERIFY(unknown.meter.verdict == M::silent);
        const Diagnosis known = diagnose(silent(), {true, 0.9});
        QVERIFY(known.meter.verdict == M::closed);
        QCOMPARE(known.meter.confidence, 0.9);
        // Who knows that a meter is closed is wrong about one that answers.
        QVERIFY(diagnose(goodProbe(), {true, 0.9}).meter.verdict == M::good);
    }

    /// What no proven probe has heard says nothing of the meter.
    void silenceNeedsAProvenProbe()
    {
        const Diagnosis diagnosis =
            diagnose(with(silent(), {one(S::W6, I::echoExact, 0), one(S::W5, I::remoteFar, 0)}));
        QVERIFY(diagnosis.probe.verdict == P::receiverWeak);
        QVERIFY(diagnosis.meter.verdict == M::undecided);
        QVERIFY(diagnosis.meter.next == NextStep::proveProbe);
    }

    void firstOfSeveral_data()
    {
        QTest::addColumn<EvidenceList>("evidence");
        QTest::addColumn<P>("verdict");
        const EvidenceList dead{one(S::W4, I::ledSeen, 0),    one(S::W4b, I::ledAfterSwap, 0),
                                one(S::W5, I::remoteNear, 0), one(S::W5, I::remoteFar, 0),
                                one(S::W5, I::sunBreaks, 0),  one(S::W6, I::echoExact, 0)};
        const EvidenceList base = goodProbe({S::W8});
        QTest::newRow("transmitter before receiver") << with(base, dead) << P::transmitterDead;
        QTest::newRow("wires before transmitter")
            << with(with(base, dead), {one(S::W4b, I::ledAfterSwap, 1)}) << P::wiresSwapped;
        QTest::newRow("port before wires")
            << with(with(base, dead), {one(S::W2, I::loopbackExact, 0)}) << P::loopbackFailed;
        QTest::newRow("opening before all")
            << with(base, {one(S::W1, I::portOpened, 0), one(S::W2, I::loopbackExact, 0)})
            << P::portUnusable;
        QTest::newRow("light before placement")
            << with(base, {one(S::W3b, I::roomLow, 1), one(S::W9, I::rotation, 90)})
            << P::saturatedByLight;
    }
    void firstOfSeveral()
    {
        QFETCH(EvidenceList, evidence);
        QFETCH(P, verdict);
        QCOMPARE(verdictName(diagnose(evidence).probe.verdict), verdictName(verdict));
    }
};

void TestDiagnosis::contradictionIsNoGuess()
{
    QFETCH(EvidenceList, evidence);
    const Diagnosis diagnosis = diagnose(evidence);
    QCOMPARE(verdictName(diagnosis.probe.verdict), verdictName(P::undecided));
    QVERIFY(diagnosis.probe.next == NextStep::runTests);
    QVERIFY(!diagnosis.probe.wouldChange.isEmpty());
    QVERIFY(diagnosis.probe.wouldChange.size() <= 2);
}

QTEST_APPLESS_MAIN(TestDiagnosis)
#include "tst_diagnosis.moc"
