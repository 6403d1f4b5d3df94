// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/knowledge.h"

#include <QMetaEnum>
#include <QTest>

using namespace optoscope;

namespace {

/// A web address, a file of the Linux kernel, or a key that names where to look.
bool isSource(const QString &text)
{
    return text.contains(QLatin1String("https://")) || text.startsWith(QLatin1String("http://"))
        || text.startsWith(QLatin1String("linux drivers/"))
        || text.startsWith(QLatin1String("gist "))
        || text.startsWith(QLatin1String("wiki.volkszaehler.org: "));
}

const Knowledge &shipped()
{
    static const Knowledge knowledge = loadKnowledge();
    return knowledge;
}

AdapterTraits traits(quint16 vendorId, quint16 productId, const QString &driver)
{
    return AdapterTraits::of(shipped().adapters.find(vendorId, productId, driver));
}

} // namespace

class TestShippedTables : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRowIsUsed()
    {
        KnowledgeProblems problems;
        const Knowledge knowledge = loadKnowledge({}, &problems);
        for (const KnowledgeProblem &problem : problems)
            qWarning() << problem.file << problem.error.line << problem.error.problem
                       << problem.error.detail;
        QVERIFY(problems.isEmpty());
        QVERIFY(knowledge.adapters.count() >= 40);
        QVERIFY(knowledge.probes.count() >= 20);
        QVERIFY(knowledge.meters.count() >= 90);
    }

    void everyRowHasASource()
    {
        for (const AdapterRow &row : shipped().adapters.rows())
            QVERIFY2(isSource(row.source), qPrintable(row.chip + u": "_qs + row.source));
        for (const ProbeRow &row : shipped().probes.rows())
            QVERIFY2(isSource(row.source), qPrintable(row.name() + u": "_qs + row.source));
        for (const MeterRow &row : shipped().meters.rows())
            QVERIFY2(isSource(row.source), qPrintable(row.models.join(u' ') + row.source));
    }

    void adapters()
    {
        const AdapterTraits ftdi = traits(0x0403, 0x6001, u"ftdi_sio"_qs);
        QCOMPARE(ftdi.chip, u"FTDI FT232R"_qs);
        QVERIFY(!ftdi.can(AdapterLimit::latency16ms) && ftdi.can(AdapterLimit::noParity));
        const AdapterTraits ch340 = traits(0x1A86, 0x7523, u"ch341-uart"_qs);
        QVERIFY(!ch340.can(AdapterLimit::noLineErrors) && !ch340.can(AdapterLimit::noIcount));
        QVERIFY(ch340.cures.contains(AdapterCure::softwareParity));
        QVERIFY(!traits(0x10C4, 0xEA60, u"cp210x"_qs).can(AdapterLimit::lineErrorsNeedInpck));
        QVERIFY(!traits(0x10C4, 0xEA70, u"cp210x"_qs).can(AdapterLimit::minimumBaud2400));
        QVERIFY(!traits(0x067B, 0x23A3, u"pl2303"_qs).can(AdapterLimit::noIcount));
        QVERIFY(!traits(0x2E8A, 0x000A, u"cdc_acm"_qs).can(AdapterLimit::firmwareDecides));
        const AdapterTraits miniUart =
            AdapterTraits::of(shipped().adapters.find({}, {}, {}, {u"brcm,bcm2835-aux-uart"_qs}));
        QVERIFY(!miniUart.can(AdapterLimit::noParity));
        QVERIFY(!miniUart.can(AdapterLimit::clockFollowsCore));
        QVERIFY(miniUart.cures.contains(AdapterCure::otherUart));
        const auto pl011 = shipped().adapters.find({}, {}, {}, {u"arm,pl011"_qs});
        QCOMPARE(pl011.size(), 1);
        QVERIFY(pl011.first().limits.isEmpty());
    }

    void probes()
    {
        const QList<ProbeRow> omnima = shipped().probes.find(u"omnima linux"_qs);
        QCOMPARE(omnima.size(), 1);
        QCOMPARE(omnima.first().marking, ProbeMarking::unclear);
        QVERIFY(omnima.first().traps.contains(ProbeTrap::swappedWiresDamage));
        QCOMPARE(shipped().probes.find(u"hichi"_qs).size(), 3);
        QVERIFY(shipped().probes.find(0x10C4, 0xEA60).size() >= 2);
        QCOMPARE(shipped().probes.find(0x17A8, 0x0001).size(), 1);
    }

    void meters_data()
    {
        QTest::addColumn<QByteArray>("identification");
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("model");
        QTest::addColumn<MeterState>("state");
        QTest::addColumn<double>("least");
        const auto row = [](const char *identification, const char *country, const char *model,
                            MeterState state, double least) {
            QTest::addRow("%s %s %s", identification, country, model)
                << QByteArray(identification) << QString::fromUtf8(country)
                << QString::fromUtf8(model) << state << least;
        };
        for (const char *country : {"UK", "GB", "United Kingdom", "England"})
            row("", country, "Landis & Gyr E 470", MeterState::closed, 0.85);
        row("", "", "E470", MeterState::closed, 0.4);
        row("", "UK", "", MeterState::closed, 0.3);
        row("", "Nederland", "", MeterState::closed, 0.4);
        row("", "Deutschland", "L+G E320", MeterState::speaksSml, 0.85);
        row("", "DE", "E220", MeterState::speaksSml, 0.8);
        row("", "", "EasyMeter Q3D", MeterState::modeDPush, 0.85);
        row("/ESY5Q3DA1004 V3.04", "", "", MeterState::modeDPush, 0.85);
        row("/EBZ5DD32R06ETA_107", "", "", MeterState::modeDPush, 0.75);
        row("/HAG5eHZ010C_EHZ1vA02", "", "", MeterState::modeDPush, 0.8);
        row("/LOG4LK13BD102015", "", "", MeterState::modeDPush, 0.75);
        row("/ISk5MT174-0002", "", "", MeterState::answers, 0.85);
        row("/ISk5\\2MT382-1000", "", "", MeterState::answers, 0.8);
        row("/LGZ4ZMF100AC.M23", "", "", MeterState::answers, 0.85);
        row("/LGZ5\\2ZMD120APt.G03", "", "", MeterState::answers, 0.75);
        row("/LUGCUH50", "", "", MeterState::needsWakeUp, 0.85);
        row("", "", "Iskra MT 175", MeterState::speaksSml, 0.85);
        row("", "", "MT681", MeterState::speaksSml, 0.85);
        row("", "", "Qundis T230", MeterState::needsWakeUp, 0.7);
        row("", "", "Multical 403", MeterState::speaksKmp, 0.85);
        row("", "Russia", "Energomera CE102M", MeterState::answers, 0.6);
        row("", "France", "Linky", MeterState::otherInterface, 0.85);
        row("", "", "Honeywell AS1440", MeterState::answers, 0.8);
        row("", "", "ACE SL7000", MeterState::speaksHdlc, 0.6);
        row("", "Österreich", "Siemens TD-3511", MeterState::speaksMbus, 0.8);
    }
    void meters()
    {
        QFETCH(QByteArray, identification);
        QFETCH(QString, country);
        QFETCH(QString, model);
        QFETCH(double, least);
        const auto found = shipped().meters.find({identification, country, {}, model});
        QVERIFY(!found.isEmpty());
        QTEST(found.first().row.state, "state");
        QVERIFY(found.first().confidence >= least);
        for (qsizetype i = 1; i < found.size(); ++i)
            QVERIFY(found[i].confidence <= found[i - 1].confidence);
    }

    void anE470ElsewhereIsNotCalledClosed()
    {
        for (const MeterMatch &match : shipped().meters.find({{}, u"DE"_qs, {}, u"E470"_qs}))
            QVERIFY(match.row.state != MeterState::closed);
    }

    void otherMetersOfTheStreetAreNotMixedUp()
    {
        for (const MeterMatch &match : shipped().meters.find({{}, {}, {}, u"Hager EHZ361"_qs}))
            QVERIFY(match.row.makers.contains(u"Hager"_qs));
        for (const MeterMatch &match : shipped().meters.find({{}, {}, {}, u"Iskra MT382"_qs}))
            QVERIFY(match.row.makers.contains(u"Iskra"_qs));
    }
};

QTEST_GUILESS_MAIN(TestShippedTables)
#include "tst_shippedtables.moc"
