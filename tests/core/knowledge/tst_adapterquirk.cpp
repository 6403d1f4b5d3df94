// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/adapterquirk.h"
#include "resources/knowledge.h"

#include <QTest>

using namespace optoscope;
using L = AdapterLimit;
using C = AdapterCure;

/// What the shipped table of adapters says to whoever reads a meter through one of them.
class TestAdapterQuirk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofDescriptions_data()
    {
        QTest::addColumn<QString>("description");
        QTest::addColumn<QList<L>>("limits");
        QTest::addColumn<QList<C>>("cures");
        QTest::addColumn<Severity>("severity");
        const auto row = [](const char *name, const QString &description, const QList<L> &limits,
                            const QList<C> &cures, Severity severity = Severity::note) {
            QTest::newRow(name) << description << limits << cures << severity;
        };
        row("CH340", u"USB Serial, 1a86:7523, ch341-uart"_qs,
            {L::clonesIgnoreSettings, L::noLineErrors, L::fakeBreak},
            {C::softwareParity, C::sendNulsForBreak});
        row("CP2105", u"CP2105 Dual USB to UART, Silicon Labs, 10C4:EA70, cp210x"_qs,
            {L::minimumBaud2400}, {C::useOtherPortOfChip}, Severity::warning);
        row("mini-UART", u"bcm2835-aux-uart"_qs,
            {L::noParity, L::noLineErrors, L::clockFollowsCore},
            {C::softwareParity, C::otherUart, C::fixCoreClock}, Severity::warning);
        row("FTDI, its latency not known", u"FT232R USB UART, FTDI, 0403:6001, ftdi_sio"_qs,
            {L::latency16ms}, {C::setLatencyTimer});
        row("only the id", u"04d8:00df"_qs, {L::noParity, L::eightBitsOnly}, {C::softwareParity});
    }
    void ofDescriptions()
    {
        QFETCH(QString, description);
        QFETCH(QList<L>, limits);
        QFETCH(QList<C>, cures);
        QFETCH(Severity, severity);
        const auto quirk = AdapterQuirk::ofDescription(description, shipped());
        QVERIFY(quirk);
        QCOMPARE(quirk->limits, limits);
        QCOMPARE(quirk->cures, cures);
        QVERIFY(!quirk->chip.isEmpty());
        const Finding finding = quirk->toFinding(Instant(std::chrono::milliseconds(5)));
        QCOMPARE(finding.id, FindingId::adapterQuirk);
        QCOMPARE(finding.severity, severity);
        QCOMPARE(finding.at, Instant(std::chrono::milliseconds(5)));
        QCOMPARE(AdapterQuirk::fromDetail(finding.detail), quirk);
    }

    void nothingToTell_data()
    {
        QTest::addColumn<QString>("description");
        QTest::newRow("nothing known") << QString();
        QTest::newRow("another USB device") << u"Toaster, ffff:0001, toaster"_qs;
        QTest::newRow("what we do by ourselves") << u"serial8250"_qs;
        QTest::newRow("no limits") << u"CP2108, 10c4:ea71, cp210x"_qs;
    }
    void nothingToTell()
    {
        QFETCH(QString, description);
        QVERIFY(!AdapterQuirk::ofDescription(description, shipped()));
    }

    /// Other findings of this id say what was seen.
    void otherDetails()
    {
        for (const QString &detail :
             {u"no control lines"_qs, u"8N1"_qs, u" / / "_qs, u"magic / softwareParity / X"_qs,
              u"noParity / magic / X"_qs, u"noParity"_qs, QString()})
            QVERIFY2(!AdapterQuirk::fromDetail(detail), qPrintable(detail));
        const auto slash = AdapterQuirk::fromDetail(u"noParity /  / A / B"_qs);
        QVERIFY(slash);
        QCOMPARE(slash->chip, u"A / B"_qs);
    }

private:
    static const AdapterTable &shipped()
    {
        static const AdapterTable table = loadKnowledge().adapters;
        return table;
    }
};

QTEST_GUILESS_MAIN(TestAdapterQuirk)
#include "tst_adapterquirk.moc"
