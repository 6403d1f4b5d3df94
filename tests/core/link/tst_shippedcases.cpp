// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/scenariofiles.h"
#include "core/link/shippedcases.h"
#include "core/link/virtualrun.h"

#include <QTest>

#include <algorithm>

using namespace optoscope;
using namespace Qt::StringLiterals;

namespace {

Symptom symptomOf(const VirtualResult &result)
{
    switch (result.outcome) {
    case Outcome::done: return Symptom::reads;
    case Outcome::noAnswer:
    case Outcome::cannotOpen: return Symptom::silent;
    default: break;
    }
    QByteArray received;
    for (const TraceEntry &entry : result.entries) {
        if (const auto *heard = std::get_if<Received>(&entry.what))
            received += toBytes(heard->run.characters, 0x7F);
    }
    return received.contains("/DUA5") ? Symptom::partly : Symptom::garbled;
}

} // namespace

class TestShippedCases : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Every scenario but the story is a case, once.
    void coverAllScenarios()
    {
        QStringList names{u"story"_qs};
        for (const ShippedCase &one : shippedCases())
            names.append(one.scenario);
        names.sort();
        QStringList shipped = shippedScenarios();
        shipped.sort();
        QCOMPARE(names, shipped);
    }

    /// People talk about these numbers.
    void numbersStay()
    {
        const auto cases = shippedCases();
        for (qsizetype i = 0; i < cases.size(); ++i)
            QCOMPARE(cases.at(i).number, static_cast<int>(i) + 1);
        QCOMPARE(cases.at(0).scenario, u"probe-parity-dropped"_qs);
        QCOMPARE(cases.at(4).scenario, u"probe-crosstalk"_qs);
        QCOMPARE(scenarioOfCase(u"case-4"_qs), u"probe-no-supply"_qs);
    }

    void areLoadedByNumber()
    {
        const auto byNumber = loadScenario(u"case-4"_qs);
        const auto byName = loadScenario(u"probe-no-supply"_qs);
        QCOMPARE(std::get<LoadedScenario>(byNumber).scenario.name,
                 std::get<LoadedScenario>(byName).scenario.name);
        for (const auto &none : {u"case-0"_qs, u"case-999"_qs, u"case-"_qs, u"case-04"_qs}) {
            const auto loaded = loadScenario(none);
            QCOMPARE(std::get<ScenarioError>(loaded).reason, ScenarioReason::noSuchScenario);
        }
    }

    void symptomIsWhatAReadShows_data()
    {
        QTest::addColumn<int>("number");
        for (const ShippedCase &one : shippedCases())
            QTest::newRow(qPrintable(one.scenario)) << one.number;
    }
    void symptomIsWhatAReadShows()
    {
        QFETCH(const int, number);
        LinkRequest request;
        request.target = {Target::Kind::Virtual, caseName(number), 0};
        const VirtualResult result = runVirtually(request);
        QCOMPARE(symptomOf(result), shippedCases().at(number - 1).symptom);
        // The trace names the case, not what is wrong.
        const QString scenario = shippedCases().at(number - 1).scenario;
        for (const TraceEntry &entry : result.entries) {
            if (const auto *event = std::get_if<Event>(&entry.what))
                QVERIFY(!event->detail.contains(scenario));
        }
        if (result.error)
            QCOMPARE(result.error->name, caseName(number));
    }
};

QTEST_GUILESS_MAIN(TestShippedCases)
#include "tst_shippedcases.moc"
