// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/conversation.h"
#include "core/link/virtualrun.h"
#include "core/probe/traceevidence.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

/// The trace of an ordinary read-out.
TraceEntries readOut(const QString &scenario, const ReadoutOptions &options = {})
{
    LinkRequest request;
    request.target = {Target::Kind::Virtual, scenario, 0};
    request.readout = options;
    return runVirtually(request).entries;
}

Diagnosis diagnosisOf(const TraceEntries &entries)
{
    return diagnose(evidenceIn(entries));
}

/// What a port heard in 8N1 at 300 baud without being asked: characters \a gap apart.
TraceEntries heard(const QByteArray &bytes, nanoseconds gap)
{
    TraceEntries entries{{Instant(0s), withHardwareParity(Baud{300}, format8N1)}};
    Instant at = Instant(1s);
    for (const char byte : bytes) {
        entries.append({at, Received{{toCharacters(QByteArray(1, byte)), 33ms, {}, true}}});
        at += gap;
    }
    return entries;
}

} // namespace

/// Evidence and verdicts of traces that are no self-test.
class TestTraceEvidence : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readOuts_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QString>("probe");
        QTest::addColumn<QString>("meter");
        const auto row = [](const char *scenario, const char *probe, const char *meter) {
            QTest::newRow(scenario) << QString::fromLatin1(scenario) << QString::fromLatin1(probe)
                                    << QString::fromLatin1(meter);
        };
        // What was read whole went through the whole probe.
        row("probe-good", "good", "good");
        row("meter-long", "good", "good");
        row("meter-mode-a", "good", "good");
        row("meter-answers-at-300", "good", "answeredAt300");
        row("meter-baud-change-failed", "good", "baudChangeFailed");
        row("meter-sum7", "good", "checkIsSum7");
        row("meter-locked", "good", "locked");
        row("meter-damaged-data", "good", "damagedData");
        // Nothing came: neither the probe nor the meter is known to be at fault.
        row("meter-closed", "undecided", "undecided");
        row("probe-receiver-dead", "undecided", "undecided");
        row("probe-transmitter-dead", "undecided", "undecided");
        row("probe-crosstalk", "good", "good");
    }
    void readOuts()
    {
        QFETCH(QString, scenario);
        QFETCH(QString, probe);
        QFETCH(QString, meter);
        const Diagnosis diagnosis = diagnosisOf(readOut(scenario));
        QCOMPARE(verdictName(diagnosis.probe.verdict), probe);
        QCOMPARE(verdictName(diagnosis.meter.verdict), meter);
    }

    /// Nobody asked, so nobody was answered; and what was tried in vain is nobody's fault.
    void listening()
    {
        LinkRequest request;
        request.target = {Target::Kind::Virtual, u"meter-push-only"_qs, 0};
        request.listen = ListenOptions{pushSettings()};
        const TraceEntries entries = runVirtually(request).entries;
        QCOMPARE(verdictName(diagnosisOf(entries).meter.verdict), u"pushesOnly"_qs);
        const EvidenceList evidence = evidenceIn(entries);
        QVERIFY(!latest(evidence, EvidenceId::meterAnswered));
        QVERIFY(!latest(evidence, EvidenceId::findingSeen));
        QCOMPARE(latest(evidence, EvidenceId::heard)->detail, u"iec62056"_qs);
    }

    /// Where the search has found how the meter talks, what was misread before is explained.
    void searchExplains()
    {
        LinkRequest request;
        request.target = {Target::Kind::Virtual, u"meter-push-only"_qs, 0};
        request.selfTest = SelfTestOptions{allSteps(), {}};
        Conversation conversation;
        conversation.append(runVirtually(request).entries);
        conversation.finish();
        QVERIFY(conversation.messages().size() > 5);
        for (const Finding &finding : conversation.findings())
            QVERIFY2(finding.severity == Severity::note, qPrintable(findingName(finding.id)));
    }

    /// The echo of an electrical leak proves no light.
    void echoOnly()
    {
        LoadedScenario bench = std::get<LoadedScenario>(loadScenario(u"probe-crosstalk"_qs));
        bench.scenario.meter.port = MeterPort::closed;
        LinkRequest request;
        const EvidenceList evidence = evidenceIn(runVirtually(request, bench).entries);
        const Evidence *heard = latest(evidence, EvidenceId::heard);
        QVERIFY(heard);
        QCOMPARE(heard->detail, u"exactEcho"_qs);
        const Diagnosis diagnosis = diagnose(evidence);
        QVERIFY(diagnosis.probe.verdict == ProbeVerdict::undecided);
        QVERIFY(diagnosis.meter.verdict == MeterVerdict::undecided);
    }

    void anotherProtocol_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QString>("meter");
        QTest::newRow("sml") << u"meter-speaks-sml"_qs << u"speaksSml"_qs;
    }
    void anotherProtocol()
    {
        QFETCH(QString, scenario);
        ReadoutOptions options;
        options.baud = Baud{9600};
        options.format = format8N1;
        QTEST(verdictName(diagnosisOf(readOut(scenario, options)).meter.verdict), "meter");
    }

    void lamp()
    {
        // 100 Hz at 300 baud, 8N1 (reference probe.md §3b).
        const EvidenceList evidence = evidenceIn(heard(QByteArray(100, '\xDB'), 40ms));
        QVERIFY(!latest(evidence, EvidenceId::lampFrequency)); // Nobody has measured it.
        QCOMPARE(verdictName(diagnose(evidence).probe.verdict), u"lampFlicker"_qs);
    }

    void parityBitsLeft()
    {
        const QByteArray push = QByteArrayLiteral("/LGZ4ZMF100AC.M26\r\n\r\n1.8.0(000123.4*kWh)"
                                                  "\r\n2.8.0(000000.0*kWh)\r\n!\r\n");
        QByteArray even;
        for (const char byte : push) {
            const bool isOdd = qPopulationCount(static_cast<quint8>(byte)) % 2 == 1;
            even.append(static_cast<char>(isOdd ? byte | 0x80 : byte));
        }
        const Diagnosis diagnosis = diagnosisOf(heard(even, 33ms));
        QCOMPARE(verdictName(diagnosis.meter.verdict), u"good"_qs);
    }

    void nothing()
    {
        QVERIFY(evidenceIn({}).isEmpty());
        QVERIFY(evidenceIn({{Instant(0s), withHardwareParity(Baud{300}, format8N1)}}).isEmpty());
        QVERIFY(diagnosisOf({}).probe.verdict == ProbeVerdict::notTested);
    }

    void selfTestsAreTakenAsTheyAre()
    {
        const Evidence evidence{TestStep::W6, EvidenceId::echoExact, 1, {}, Instant(1s)};
        TraceEntries entries = heard("abc", 40ms);
        entries.append({Instant(2s), Event{Event::Kind::Measured, {}, {}, evidence}});
        QCOMPARE(evidenceIn(entries), EvidenceList{evidence});
    }
};

QTEST_GUILESS_MAIN(TestTraceEvidence)
#include "tst_traceevidence.moc"
