// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/leftopen.h"

#include <QTest>

using namespace optoscope;

namespace {

Evidence told(TestStep step, EvidenceId id, double value)
{
    return {step, id, value, {}, {}};
}

} // namespace

class TestLeftOpen : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingIsOpenAtFirst()
    {
        const QList<TestStep> left = stepsLeftOpen({});
        QVERIFY(left.contains(TestStep::W2));
        QVERIFY(left.contains(TestStep::W8));
        // Nothing asks for these yet, and hardly anybody has a second probe.
        for (const TestStep step : {TestStep::W4b, TestStep::W5b, TestStep::W9, TestStep::W10})
            QVERIFY(!left.contains(step));
    }
    void toldStepsAreNot()
    {
        const EvidenceList evidence{told(TestStep::W6, EvidenceId::echoExact, 1)};
        QVERIFY(!stepsLeftOpen(evidence).contains(TestStep::W6));
        QVERIFY(stepsLeftOpen(evidence).contains(TestStep::W7));
    }
    void aResultAsksForAnotherStep_data()
    {
        QTest::addColumn<TestStep>("step");
        QTest::addColumn<EvidenceId>("id");
        QTest::addColumn<TestStep>("asked");
        QTest::newRow("dark diode") << TestStep::W4 << EvidenceId::ledSeen << TestStep::W4b;
        QTest::newRow("deaf") << TestStep::W5 << EvidenceId::remoteNear << TestStep::W5b;
        QTest::newRow("silent") << TestStep::W8 << EvidenceId::meterAnswered << TestStep::W9;
    }
    void aResultAsksForAnotherStep()
    {
        QFETCH(TestStep, step);
        QFETCH(EvidenceId, id);
        QFETCH(TestStep, asked);
        QVERIFY(stepsLeftOpen({told(step, id, 0)}).contains(asked));
        QVERIFY(!stepsLeftOpen({told(step, id, 1)}).contains(asked));
    }
    void behindABadPortNothingIs()
    {
        QCOMPARE(stepsLeftOpen({told(TestStep::W1, EvidenceId::portOpened, 0)}), QList<TestStep>());
    }
};

QTEST_GUILESS_MAIN(TestLeftOpen)
#include "tst_leftopen.moc"
