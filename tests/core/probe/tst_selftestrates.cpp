// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/probe/variations.h"

#include <QTest>

using namespace optoscope;
using variations::Count;

/// How often the self-test is right about variations: a small part of what bench_selftest draws.
class TestSelfTestRates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shippedLabels_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : shippedScenarios())
            QTest::newRow(qPrintable(name)) << name;
    }
    /// What a scenario expects follows from its parameters.
    void shippedLabels()
    {
        QFETCH(QString, name);
        const auto bench = std::get<LoadedScenario>(loadScenario(name));
        const auto label = variations::labelOf(bench);
        QVERIFY(label);
        QCOMPARE(verdictName(label->probe), bench.scenario.expect.probe);
        QCOMPARE(verdictName(label->meter), bench.scenario.expect.meter);
    }

    void rates()
    {
        constexpr int variationsEach = 4;
        QMap<Count, int> probe;
        QMap<Count, int> meter;
        for (const QString &name : shippedScenarios()) {
            const auto base = std::get<LoadedScenario>(loadScenario(name));
            const auto label = variations::labelOf(base);
            std::mt19937_64 draw(4711 + qHash(name, 0));
            for (int i = 0; i < variationsEach; ++i) {
                const LoadedScenario bench = variations::vary(base, draw);
                const auto tested = variations::test(bench);
                ++probe[variations::countProbe(*label, bench, tested.diagnosis)];
                ++meter[variations::countMeter(*label, bench, tested.diagnosis)];
                const bool isAlive = !bench.scenario.receiver.dead
                    && bench.scenario.wiring != Wiring::rxOpen && bench.scenario.receiver.on <= 0.1;
                QVERIFY2(!isAlive || tested.diagnosis.probe.verdict != ProbeVerdict::receiverDead,
                         qPrintable(name + u": "_qs + variations::described(bench)));
            }
        }
        for (const auto &counts : {probe, meter}) {
            const int told = counts.value(Count::Right) + counts.value(Count::Undecided)
                + counts.value(Count::Wrong);
            const int honest = counts.value(Count::Honest);
            QVERIFY2(counts.value(Count::Right) * 100 >= told * 95,
                     qPrintable(u"%1 of %2 right"_qs.arg(counts.value(Count::Right)).arg(told)));
            // What is not counted is the exception.
            QVERIFY(honest * 10 <= told);
        }
    }
};

QTEST_GUILESS_MAIN(TestSelfTestRates)
#include "tst_selftestrates.moc"
