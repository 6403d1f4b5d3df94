// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/pcapngreader.h"
#include "core/capture/pcapngwriter.h"
#include "core/link/scenariofiles.h"
#include "core/link/virtualrun.h"
#include "core/probe/traceevidence.h"
#include "resources/knowledge.h"

#include <QTest>

using namespace optoscope;

namespace {

struct Tested {
    EvidenceList evidence;
    Diagnosis diagnosis;
    TraceEntries entries;
};

TraceEntries throughFile(const TraceEntries &entries)
{
    PcapngWriter writer({});
    for (const TraceEntry &entry : entries)
        writer.append(entry);
    writer.finish();
    PcapngReader reader;
    reader.feed(writer.take());
    reader.finish();
    return reader.take();
}

QString verdictsOf(const Diagnosis &diagnosis)
{
    return u"%1 %2, %3 %4 %5"_qs.arg(
        verdictName(diagnosis.probe.verdict), verdictName(diagnosis.meter.verdict),
        nextName(diagnosis.probe.next), nextName(diagnosis.meter.next),
        QString::number(diagnosis.probe.confidence + diagnosis.meter.confidence));
}

QString described(const EvidenceList &evidence)
{
    QStringList lines;
    for (const Evidence &one : evidence)
        lines.append(u"%1 %2 %3 %4"_qs.arg(stepName(one.step), evidenceName(one.id))
                         .arg(one.value)
                         .arg(one.detail));
    return lines.join(u"\n"_qs);
}

Tested test(const QString &name)
{
    const auto loaded = std::get<LoadedScenario>(loadScenario(name));
    const PersonAnswers &answers = loaded.scenario.person.answers;
    LinkRequest request;
    request.target = {Target::Kind::Virtual, name, 0};
    const TestCircumstances circumstances{answers.country, answers.utility, answers.meterType,
                                          answers.address.toLatin1(), answers.everSwapped};
    request.selfTest = SelfTestOptions{allSteps(), circumstances};
    const VirtualResult result = runVirtually(request);
    Tested tested;
    tested.entries = result.entries;
    tested.evidence = measuredIn(result.entries);
    if (result.error)
        tested.evidence.append(portNotOpened(result.error->detail));
    const Knowledge knowledge = loadKnowledge();
    tested.diagnosis = diagnose(tested.evidence, priorOf(knowledge.meters, circumstances));
    return tested;
}

} // namespace

/// The whole self-test of every shipped scenario.
class TestScenarioVerdicts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void expected_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : shippedScenarios())
            QTest::newRow(qPrintable(name)) << name;
    }
    void expected()
    {
        QFETCH(QString, name);
        const Tested tested = test(name);
        const auto loaded = std::get<LoadedScenario>(loadScenario(name));
        const ExpectedVerdicts &expect = loaded.scenario.expect;
        const QString got = verdictName(tested.diagnosis.probe.verdict) + u' '
            + verdictName(tested.diagnosis.meter.verdict);
        const QString wanted = expect.probe + u' ' + expect.meter;
        if (got != wanted)
            qInfo().noquote() << described(tested.evidence);
        QCOMPARE(got, wanted);
    }

    /// A capture of the test says the same, without port, person or scenario.
    void fromCapture_data() { expected_data(); }
    void fromCapture()
    {
        QFETCH(QString, name);
        const Tested tested = test(name);
        if (tested.entries.isEmpty())
            QSKIP("The port does not open: there is nothing to capture.");
        const TraceEntries read = throughFile(tested.entries);
        const Knowledge knowledge = loadKnowledge();
        const EvidenceList evidence = evidenceIn(read);
        QCOMPARE(described(evidence), described(tested.evidence));
        const Diagnosis again =
            diagnose(evidence, priorOf(knowledge.meters, circumstancesIn(read)));
        QCOMPARE(verdictsOf(again), verdictsOf(tested.diagnosis));
    }
};

QTEST_GUILESS_MAIN(TestScenarioVerdicts)
#include "tst_scenarioverdicts.moc"
