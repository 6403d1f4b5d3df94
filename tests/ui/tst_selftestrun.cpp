// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/targetlist.h"
#include "core/knowledge/adapterquirk.h"
#include "core/link/porttrouble.h"
#include "core/link/scenariofiles.h"
#include "resources/knowledge.h"
#include "tests/ui/virtualtestline.h"
#include "ui/selftest/chain.h"
#include "ui/selftest/reporttext.h"
#include "ui/texts/steptexts.h"

#include <QTest>

using namespace optoscope;

class TestSelfTestRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void comesToTheVerdicts_data();
    void comesToTheVerdicts();
    void repeatingReplaces();
    void endingEarlyKeepsWhatWasMeasured();
    void cutShortKeepsTheRestOfTheStep();
    void unpluggingKeepsWhatWasLearnt();
    void portThatDoesNotOpenIsSaid();
    void portAndAdapterAreTold();
    void addressGivenLaterIsUsed();
    void reportNamesWhatWasLeftOut();

private:
    static LinkRequest request(const QString &scenario)
    {
        LinkRequest result;
        result.target = Target{Target::Kind::Virtual, scenario, 0};
        return result;
    }
    static bool runStep(SelfTestRun &run, VirtualTestLine &line, TestStep step)
    {
        run.run(step);
        return line.advanceUntil([&] {
            return run.state() != SelfTestRun::State::Opening
                && run.progressOf(step) != SelfTestRun::Progress::Running
                && run.state() != SelfTestRun::State::Running;
        });
    }

    Knowledge m_knowledge;
};

void TestSelfTestRun::initTestCase()
{
    m_knowledge = loadKnowledge();
}

void TestSelfTestRun::comesToTheVerdicts_data()
{
    QTest::addColumn<QString>("scenario");
    for (const char *name :
         {"story", "probe-good", "probe-receiver-dead", "probe-wires-swapped", "probe-crosstalk",
          "probe-transmitter-inverted", "meter-needs-address", "meter-closed", "probe-misplaced"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestSelfTestRun::comesToTheVerdicts()
{
    QFETCH(const QString, scenario);
    const auto loaded = std::get<LoadedScenario>(loadScenario(scenario)).scenario;
    SelfTestRun run(m_knowledge.meters);
    VirtualTestLine line(&run);
    run.begin(request(scenario));
    run.setCircumstances(answersOf(run.request().target).circumstances);
    for (const TestStep step : allSteps())
        QVERIFY(runStep(run, line, step));
    for (int i = 0; i < 4 && run.stepInDoubt(); ++i)
        QVERIFY(runStep(run, line, *run.stepInDoubt()));
    QCOMPARE(line.starts(), 1);
    QCOMPARE(verdictName(run.diagnosis().probe.verdict), loaded.expect.probe);
    QCOMPARE(verdictName(run.diagnosis().meter.verdict), loaded.expect.meter);
    const Chain chain(run.evidence(), run.diagnosis());
    QCOMPARE(chain.of(Chain::Link::Meter) == Chain::State::Proven,
             loaded.expect.meter == QStringLiteral("good"));
    if (loaded.expect.probe == QStringLiteral("receiverDead"))
        QCOMPARE(chain.of(Chain::Link::Receiver), Chain::State::Broken);
}

void TestSelfTestRun::repeatingReplaces()
{
    SelfTestRun run(m_knowledge.meters);
    VirtualTestLine line(&run);
    run.begin(request(QStringLiteral("probe-good")));
    QVERIFY(runStep(run, line, TestStep::W1));
    QVERIFY(runStep(run, line, TestStep::W2));
    const EvidenceList first = run.evidenceOf(TestStep::W2);
    QVERIFY(!first.isEmpty());
    QVERIFY(runStep(run, line, TestStep::W2));
    QCOMPARE(run.evidenceOf(TestStep::W2).size(), first.size());
    QVERIFY(run.evidenceOf(TestStep::W2).first().at > first.first().at);
    QVERIFY(!run.evidenceOf(TestStep::W1).isEmpty());
}

void TestSelfTestRun::endingEarlyKeepsWhatWasMeasured()
{
    SelfTestRun run(m_knowledge.meters);
    VirtualTestLine line(&run);
    run.begin(request(QStringLiteral("probe-good")));
    QVERIFY(runStep(run, line, TestStep::W1));
    run.run(TestStep::W2);
    QVERIFY(line.advanceUntil([&] { return run.asked().has_value(); }));
    run.endStep();
    QVERIFY(line.advanceUntil([&] { return run.state() == SelfTestRun::State::Between; }));
    QCOMPARE(run.progressOf(TestStep::W2), SelfTestRun::Progress::Untouched);
    // Straight on to another one while one runs.
    run.run(TestStep::W2);
    QVERIFY(line.advanceUntil([&] { return run.measuringTime() > nanoseconds(0); }));
    run.run(TestStep::W3);
    QVERIFY(line.advanceUntil([&] { return run.step() == TestStep::W3; }));
    QVERIFY(line.advanceUntil([&] { return run.state() == SelfTestRun::State::Between; }));
    QVERIFY(!run.evidenceOf(TestStep::W3).isEmpty());
}

void TestSelfTestRun::cutShortKeepsTheRestOfTheStep()
{
    SelfTestRun run(m_knowledge.meters);
    VirtualTestLine line(&run);
    run.begin(request(QStringLiteral("probe-good")));
    QVERIFY(runStep(run, line, TestStep::W5));
    QCOMPARE(run.evidenceOf(TestStep::W5).size(), 3);
    const EvidenceList before = run.evidence();
    run.run(TestStep::W5);
    QVERIFY(line.advanceUntil(
        [&] { return run.asked() && run.asked()->action == PersonAction::remoteFar; }));
    run.endStep();
    QVERIFY(line.advanceUntil([&] { return run.state() == SelfTestRun::State::Between; }));
    QCOMPARE(run.evidenceOf(TestStep::W5).size(), 3);
    QVERIFY(run.evidence() != before);
}

void TestSelfTestRun::unpluggingKeepsWhatWasLearnt()
{
    SelfTestRun run(m_knowledge.meters);
    VirtualTestLine line(&run);
    run.begin(request(QStringLiteral("probe-good")));
    QVERIFY(runStep(run, line, TestStep::W1));
    QVERIFY(runStep(run, line, TestStep::W2));
    const EvidenceList before = run.evidence();
    run.run(TestStep::W3);
    QVERIFY(line.advanceUntil([&] { return run.asked().has_value(); }));
    line.unplug();
    QCOMPARE(run.state(), SelfTestRun::State::Closed);
    QVERIFY(run.error().has_value());
    QVERIFY(!run.asked());
    QCOMPARE(run.evidence(), before);
    QCOMPARE(factsOf(run.evidence()).of(Fact::PortOpens), Truth::Yes);
    // Plugged in again, it goes on.
    QVERIFY(runStep(run, line, TestStep::W3));
    QVERIFY(!run.error());
    QCOMPARE(line.starts(), 2);
    QVERIFY(run.evidence().size() > before.size());
}

void TestSelfTestRun::portThatDoesNotOpenIsSaid()
{
    SelfTestRun run(m_knowledge.meters);
    VirtualTestLine line(&run);
    run.begin(request(QStringLiteral("probe-port-busy")));
    run.run(TestStep::W1);
    QVERIFY(line.advanceUntil([&] { return run.state() == SelfTestRun::State::Closed; }));
    QVERIFY(run.error().has_value());
    QCOMPARE(run.diagnosis().probe.verdict, ProbeVerdict::portUnusable);
    QCOMPARE(Chain(run.evidence(), run.diagnosis()).of(Chain::Link::Port), Chain::State::Broken);
}

/// Step W0, and what the table says of the adapter.
void TestSelfTestRun::portAndAdapterAreTold()
{
    SelfTestRun run(m_knowledge.meters);
    VirtualTestLine line(&run);
    const PortTrouble slow{
        PortTroubleId::modemManager, Severity::warning, QStringLiteral("/dev/ttyUSB0"), {}, 0};
    run.setInventory([&slow](const Target &) {
        return EvidenceList{{TestStep::W0, EvidenceId::portBlocked, 1, portTroubleLine(slow), {}}};
    });
    run.begin(request(QStringLiteral("probe-good")));
    QVERIFY(runStep(run, line, TestStep::W1));
    QCOMPARE(run.evidenceOf(TestStep::W0).size(), 1);
    const auto quirk =
        AdapterQuirk::ofDescription(QStringLiteral("1a86:7523"), m_knowledge.adapters);
    QVERIFY(quirk);
    const Event found{Event::Kind::Found, quirk->toFinding(Instant()), {}};
    run.takeEntries({{Instant(), found}, {Instant(), found}});
    QCOMPARE(run.portFindings().size(), 1);
    const QString text = reporttext::of(run);
    QVERIFY2(text.contains(quirk->chip), qPrintable(text));
    QVERIFY2(reporttext::portLines(run).first().contains(QStringLiteral("8N1")), qPrintable(text));
    run.begin(request(QStringLiteral("probe-good")));
    QVERIFY(run.portFindings().isEmpty());
    QVERIFY(run.evidence().isEmpty());
}

void TestSelfTestRun::addressGivenLaterIsUsed()
{
    SelfTestRun run(m_knowledge.meters);
    VirtualTestLine line(&run);
    run.begin(request(QStringLiteral("meter-needs-address")));
    const TestCircumstances known = answersOf(run.request().target).circumstances;
    QVERIFY(!known.address.isEmpty());
    for (const TestStep step : {TestStep::W1, TestStep::W8})
        QVERIFY(runStep(run, line, step));
    run.setCircumstances(known);
    QVERIFY(line.advanceUntil([&] { return run.state() == SelfTestRun::State::Closed; }));
    QVERIFY(runStep(run, line, TestStep::W9));
    QCOMPARE(factsOf(run.evidence()).of(Fact::WayAddress), Truth::Yes);
}

void TestSelfTestRun::reportNamesWhatWasLeftOut()
{
    SelfTestRun run(m_knowledge.meters);
    VirtualTestLine line(&run);
    run.begin(request(QStringLiteral("probe-good")));
    QVERIFY(runStep(run, line, TestStep::W1));
    const QStringList open = reporttext::openLines(run);
    QVERIFY(!open.isEmpty());
    QVERIFY(reporttext::of(run).contains(QStringLiteral("virtual:probe-good")));
    QVERIFY(reporttext::of(run).contains(texts::stepText(TestStep::W8).leftOpen));
}

QTEST_MAIN(TestSelfTestRun)
#include "tst_selftestrun.moc"
