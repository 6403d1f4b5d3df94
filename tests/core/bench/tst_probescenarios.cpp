// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/conversation.h"
#include "core/iec62056/readoutsession.h"
#include "core/link/scenariofiles.h"
#include "core/link/virtualrun.h"
#include "core/probe/verdict.h"

#include <QMetaEnum>
#include <QRegularExpression>
#include <QTest>

using namespace optoscope;

namespace {

enum class Heard {
    Nothing,
    Echo, ///< the request and no more
    Data,
    EchoAndData,
    Noise, ///< More than a third of the characters are damaged.
};

struct Reading {
    VirtualResult run;
    Conversation conversation;
    Characters characters;

    bool has(FindingId id) const
    {
        const Findings &findings = conversation.findings();
        return std::any_of(findings.begin(), findings.end(),
                           [id](const Finding &finding) { return finding.id == id; });
    }
};

Reading read(const QString &name)
{
    LinkRequest request;
    request.target = {Target::Kind::Virtual, name, 0};
    Reading reading;
    reading.run = runVirtually(request, [](const LinkRequest &asked) {
        return std::make_unique<ReadoutSession>(asked.readout);
    });
    for (const TraceEntry &entry : reading.run.entries) {
        if (const auto *received = std::get_if<Received>(&entry.what))
            reading.characters += received->run.characters;
    }
    reading.conversation.append(reading.run.entries);
    reading.conversation.finish();
    return reading;
}

Heard heardIn(const Reading &reading)
{
    if (reading.characters.isEmpty())
        return Heard::Nothing;
    const auto damaged = std::count_if(reading.characters.begin(), reading.characters.end(),
                                       [](Character character) { return character.isDamaged(); });
    if (damaged * 3 > reading.characters.size())
        return Heard::Noise;
    const bool echo = reading.has(FindingId::echoSetAside) || reading.has(FindingId::echoOnly);
    if (reading.conversation.readout().complete)
        return echo ? Heard::EchoAndData : Heard::Data;
    return echo ? Heard::Echo : Heard::Noise;
}

/// What a part is called by its parameters; nothing in the gaps between (design §4).
QString labelOf(const TransmitterScenario &transmitter)
{
    if (transmitter.dead || transmitter.power < 0.015)
        return u"transmitterDead"_qs;
    if (transmitter.power >= 0.7)
        return transmitter.inverted ? u"transmitterInverted"_qs : u"good"_qs;
    const bool isWeak = transmitter.power >= 0.03 && transmitter.power <= 0.12;
    return isWeak ? u"transmitterWeak"_qs : QString();
}

QString labelOf(const ReceiverScenario &receiver)
{
    if (receiver.stuckLow)
        return u"receiverStuck"_qs;
    if (receiver.dead || receiver.on > 8)
        return u"receiverDead"_qs;
    if (receiver.on >= 0.04 && receiver.on <= 0.1)
        return receiver.inverted ? u"receiverInverted"_qs : u"good"_qs;
    return receiver.on >= 0.35 && receiver.on <= 4 ? u"receiverWeak"_qs : QString();
}

QStringList probeScenarios()
{
    return shippedScenarios().filter(QRegularExpression(u"^probe-"_qs));
}

Scenario scenarioOf(const QString &name)
{
    return std::get<LoadedScenario>(loadScenario(name)).scenario;
}

} // namespace

/// The shipped faults of a probe, each as a read-out hears it.
class TestProbeScenarios : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<Heard>("heard");
        QStringList rows;
        const auto row = [&rows](const char *name, Outcome outcome, Heard heard) {
            rows.append(QString::fromLatin1(name));
            QTest::newRow(name) << outcome << heard;
        };
        row("probe-good", Outcome::done, Heard::Data);
        row("probe-port-denied", Outcome::cannotOpen, Heard::Nothing);
        row("probe-port-busy", Outcome::cannotOpen, Heard::Nothing);
        row("probe-port-missing", Outcome::cannotOpen, Heard::Nothing);
        row("probe-loopback-failed", Outcome::noAnswer, Heard::Nothing);
        row("probe-input-low", Outcome::noAnswer, Heard::Nothing);
        row("probe-parity-dropped", Outcome::noAnswer, Heard::Nothing);
        row("probe-parity-in-software", Outcome::done, Heard::Data);
        row("probe-clock-wrong", Outcome::noAnswer, Heard::Nothing);
        row("probe-characters-cut", Outcome::noAnswer, Heard::Nothing);
        row("probe-local-echo", Outcome::done, Heard::EchoAndData);
        row("probe-wires-swapped", Outcome::noAnswer, Heard::Nothing);
        row("probe-tx-open", Outcome::noAnswer, Heard::Nothing);
        row("probe-rx-open", Outcome::noAnswer, Heard::Nothing);
        row("probe-no-supply", Outcome::noAnswer, Heard::Nothing);
        row("probe-transmitter-dead", Outcome::noAnswer, Heard::Nothing);
        row("probe-transmitter-inverted", Outcome::noAnswer, Heard::Nothing);
        row("probe-transmitter-weak", Outcome::noAnswer, Heard::Nothing);
        row("probe-receiver-dead", Outcome::noAnswer, Heard::Nothing);
        row("probe-receiver-weak", Outcome::noAnswer, Heard::Nothing);
        row("probe-receiver-stuck", Outcome::noAnswer, Heard::Nothing);
        row("probe-receiver-inverted", Outcome::damaged, Heard::Noise);
        row("probe-both-inverted", Outcome::noAnswer, Heard::Nothing);
        row("probe-saturated-by-light", Outcome::noAnswer, Heard::Nothing);
        row("probe-lamp-flicker", Outcome::damaged, Heard::Noise);
        row("probe-crosstalk", Outcome::done, Heard::EchoAndData);
        row("probe-crosstalk-spikes", Outcome::done, Heard::Data);
        row("probe-crosstalk-light", Outcome::done, Heard::EchoAndData);
        row("probe-misplaced", Outcome::noAnswer, Heard::Nothing);
        for (const QString &name : probeScenarios())
            QVERIFY2(rows.contains(name), qPrintable(name));
    }
    void reads()
    {
        const Reading reading = read(QString::fromLatin1(QTest::currentDataTag()));
        QTEST(reading.run.outcome, "outcome");
        QTEST(heardIn(reading), "heard");
        QCOMPARE(reading.run.error.has_value(), reading.run.outcome == Outcome::cannotOpen);
    }

    // The faults are what they are called.
    void labels()
    {
        for (const QString &name : shippedScenarios()) {
            const Scenario scenario = scenarioOf(name);
            const QString transmitter = labelOf(scenario.transmitter);
            const QString receiver = labelOf(scenario.receiver);
            QVERIFY2(!transmitter.isEmpty() && !receiver.isEmpty(), qPrintable(name));
            const QString expected = scenario.expect.probe;
            if (transmitter == u"transmitterInverted" && receiver == u"receiverInverted")
                QCOMPARE(expected, u"bothInverted"_qs);
            else if (transmitter != u"good")
                QCOMPARE(expected, transmitter);
            else if (receiver != u"good")
                QCOMPARE(expected, receiver);
        }
    }

    // There is a case for each verdict that a test can come to.
    void everyVerdict()
    {
        QStringList probe{u"undecided"_qs, u"notTested"_qs};
        QStringList meter = probe;
        for (const QString &name : shippedScenarios()) {
            const ExpectedVerdicts expected = scenarioOf(name).expect;
            probe.append(expected.probe);
            meter.append(expected.meter);
        }
        const auto has = [](const QStringList &names, const QMetaEnum &verdicts) {
            for (int i = 0; i < verdicts.keyCount(); ++i) {
                if (!names.contains(QLatin1String(verdicts.key(i))))
                    QFAIL(verdicts.key(i));
            }
        };
        has(probe, QMetaEnum::fromType<ProbeVerdict>());
        has(meter, QMetaEnum::fromType<MeterVerdict>());
    }

    // A closed port cannot be told from a silent one without somebody who knows.
    void closedByKnowledge()
    {
        for (const QString &name : shippedScenarios()) {
            const Scenario scenario = scenarioOf(name);
            if (scenario.meter.port != MeterPort::closed)
                continue;
            const bool isKnown = !scenario.person.answers.meterType.isEmpty();
            QCOMPARE(scenario.expect.meter, isKnown ? u"closed"_qs : u"silent"_qs);
        }
    }
};

QTEST_GUILESS_MAIN(TestProbeScenarios)
#include "tst_probescenarios.moc"
