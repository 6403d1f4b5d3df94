// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/knowledgetexts.h"
#include "ui/texts/portsreport.h"

#include <QMetaEnum>
#include <QTest>

using namespace optoscope;
using namespace Qt::StringLiterals;

namespace {

/// What \a text says of each enumerator; each says something, and something of its own.
template <typename Enum, typename Text>
void verifyEachIsTold(Text text, QList<Enum> silent = {})
{
    const auto meta = QMetaEnum::fromType<Enum>();
    QStringList told;
    for (int i = 0; i < meta.keyCount(); ++i) {
        const auto value = static_cast<Enum>(meta.value(i));
        const QString words = text(value);
        QVERIFY2(words.isEmpty() == silent.contains(value), meta.key(i));
        QVERIFY2(!words.contains(u'%') && words == words.simplified(), meta.key(i));
        QVERIFY2(words.isEmpty() || !told.contains(words), meta.key(i));
        told += words;
    }
}

} // namespace

class TestKnowledgeTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void adapters()
    {
        verifyEachIsTold<AdapterLimit>(&texts::adapterLimitText);
        verifyEachIsTold<AdapterCure>(
            [](AdapterCure cure) { return texts::adapterCureText(cure, u"ttyUSB3"_s); });
        const QString cure = texts::adapterCureText(AdapterCure::setLatencyTimer, u"ttyUSB3"_s);
        QVERIFY(cure.contains(u"/ttyUSB3/latency_timer"));
        QVERIFY(texts::adapterCureText(AdapterCure::setLatencyTimer, {}).contains(u"/PORT/"));
    }

    void probes()
    {
        verifyEachIsTold<ProbeConnection>(&texts::probeConnectionText);
        verifyEachIsTold<ProbeMarking>(&texts::probeMarkingText, {ProbeMarking::none});
        verifyEachIsTold<ProbeCable>(&texts::probeCableText, {ProbeCable::unknown});
        verifyEachIsTold<ProbeTrap>(&texts::probeTrapText);
        ProbeRow probe;
        QCOMPARE(texts::probeSupplyText(probe), QString());
        probe.leastVolts = probe.mostVolts = 3.3;
        QCOMPARE(texts::probeSupplyText(probe), u"3.3 V"_s);
        probe.mostVolts = 5;
        QCOMPARE(texts::probeSupplyText(probe), u"3.3 to 5 V"_s);
    }

    void meters()
    {
        verifyEachIsTold<MeterState>(&texts::meterStateText);
        verifyEachIsTold<MeterHint>(&texts::meterHintText);
        MeterRow row;
        row.identification = "LGZ?ZMF";
        QCOMPARE(texts::meterRowTitle(row), u"LGZ?ZMF"_s);
        row.countries = QStringList{u"DE"_s, u"NL"_s};
        QCOMPARE(texts::meterRowTitle(row), u"Meters in Germany, Netherlands"_s);
        row.utility = u"City Grid"_s;
        QCOMPARE(texts::meterRowTitle(row), u"Meters of City Grid"_s);
        row.makers = QStringList{u"Landis+Gyr"_s};
        QCOMPARE(texts::meterRowTitle(row), u"Meters made by Landis+Gyr"_s);
        row.models = QStringList{u"E470"_s, u"ZCX310"_s};
        QCOMPARE(texts::meterRowTitle(row), u"Landis+Gyr E470"_s);
        row.models = QStringList{u"a\x1b[2J"_s};
        QVERIFY(!texts::meterRowTitle(row).contains(QChar(0x1b)));
    }

    void portsTellLimitsAndCures()
    {
        const AdapterTable adapters = AdapterTable::parse(
            "0403:6001\tFT232R\tlatency16ms,errorsPerPacket\tsetLatencyTimer\tx\tA note.\n");
        PortFacts port;
        port.name = u"ttyUSB0"_s;
        port.path = u"/dev/ttyUSB0"_s;
        port.vendorId = 0x0403;
        port.productId = 0x6001;
        const QString keeps = texts::adapterLimitText(AdapterLimit::latency16ms);
        QString report = texts::portsReport({{port}, {}}, adapters);
        QVERIFY(report.contains(u"Chip"));
        QVERIFY(report.contains(u"FT232R"));
        QVERIFY(report.contains(keeps));
        QVERIFY(report.contains(texts::adapterLimitText(AdapterLimit::errorsPerPacket)));
        QVERIFY(report.contains(u"/ttyUSB0/latency_timer"));
        QVERIFY(report.contains(u"A note."));
        QVERIFY(!report.contains(u"16 ms,"));

        port.latency = std::chrono::milliseconds(16);
        report = texts::portsReport({{port}, {}}, adapters);
        QVERIFY(report.contains(u"up to 16 ms") && !report.contains(keeps));
        QVERIFY(report.contains(u"/ttyUSB0/device/latency_timer"));

        port.latency = std::chrono::milliseconds(1);
        report = texts::portsReport({{port}, {}}, adapters);
        QVERIFY(!report.contains(u"up to") && !report.contains(u"latency_timer"));
    }
};

QTEST_GUILESS_MAIN(TestKnowledgeTexts)
#include "tst_knowledgetexts.moc"
