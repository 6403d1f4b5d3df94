// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/adaptertable.h"

#include <QTest>

using namespace optoscope;

namespace {

constexpr QByteArrayView table = "1a86:7523\tCH340\tclonesIgnoreSettings\tsoftwareParity\tkernel\n"
                                 "1A86:*\tWCH\t\t\tkernel\tAll of WCH.\n"
                                 "driver ch341-uart\tCH34x\tnoLineErrors, noIcount\t\tkernel\n"
                                 "tree brcm,bcm2835-aux-uart\tmini-UART\tnoParity\totherUart\tpi\n"
                                 "tree arm,pl011\tPL011\t\t\tpi\n";

QStringList chips(const QList<AdapterRow> &rows)
{
    QStringList list;
    for (const AdapterRow &row : rows)
        list += row.chip;
    return list;
}

} // namespace

class TestAdapterTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsTheMostExactFirst()
    {
        TableErrors errors;
        const AdapterTable adapters = AdapterTable::parse(table, &errors);
        QVERIFY(errors.isEmpty());
        QCOMPARE(adapters.count(), 5);
        const QString driver = u"ch341-uart"_qs;
        QCOMPARE(chips(adapters.find(0x1A86, 0x7523, driver)),
                 (QStringList{u"CH340"_qs, u"WCH"_qs, u"CH34x"_qs}));
        QCOMPARE(chips(adapters.find(0x1A86, 0x55D4)), QStringList{u"WCH"_qs});
        QCOMPARE(chips(adapters.find(0x1A86, {})), QStringList{u"WCH"_qs});
        QCOMPARE(chips(adapters.find({}, {}, driver)), QStringList{u"CH34x"_qs});
        QCOMPARE(chips(adapters.find({}, {}, {}, {u"arm,pl011"_qs, u"arm,primecell"_qs})),
                 QStringList{u"PL011"_qs});
        QVERIFY(adapters.find({}, {}).isEmpty());
        QVERIFY(adapters.find(0x0403, 0x6001, u"ftdi_sio"_qs).isEmpty());
    }

    void unitesRows()
    {
        const AdapterTable adapters = AdapterTable::parse(table);
        const AdapterTraits traits =
            AdapterTraits::of(adapters.find(0x1A86, 0x7523, u"ch341-uart"_qs));
        QCOMPARE(traits.chip, u"CH340"_qs);
        QCOMPARE(traits.limits,
                 (QList{AdapterLimit::clonesIgnoreSettings, AdapterLimit::noLineErrors,
                        AdapterLimit::noIcount}));
        QCOMPARE(traits.cures, QList{AdapterCure::softwareParity});
        QCOMPARE(traits.notes, QStringList{u"All of WCH."_qs});
        QCOMPARE(traits.sources, QStringList{u"kernel"_qs});
        QVERIFY(!traits.can(AdapterLimit::noIcount));
        QVERIFY(traits.can(AdapterLimit::noParity));
    }

    void reportsBadRows()
    {
        TableErrors errors;
        const AdapterTable adapters = AdapterTable::parse("403:6001\tFTDI\t\t\tx\n"
                                                          "0403-6001\tFTDI\t\t\tx\n"
                                                          "*:*\tFTDI\t\t\tx\n"
                                                          "driver\tFTDI\t\t\tx\n"
                                                          "0403:6001\t\t\t\tx\n"
                                                          "0403:6001\tFTDI\t\t\t\n"
                                                          "0403:6001\tFTDI\tslow\t\tx\n"
                                                          "0403:6001\tFTDI\t\tpray\tx\n"
                                                          "0403:6001\tFTDI\n"
                                                          "0403:6001\tFTDI\t\t\tx\n"
                                                          "0403:6001\tAgain\t\t\tx\n",
                                                          &errors);
        QCOMPARE(adapters.count(), 1);
        QCOMPARE(errors,
                 (TableErrors{{1, TableProblem::badAdapter, u"403:6001"_qs},
                              {2, TableProblem::badAdapter, u"0403-6001"_qs},
                              {3, TableProblem::badAdapter, u"*:*"_qs},
                              {4, TableProblem::badAdapter, u"driver"_qs},
                              {5, TableProblem::noName, {}},
                              {6, TableProblem::noSource, {}},
                              {7, TableProblem::unknownWord, u"slow"_qs},
                              {8, TableProblem::unknownWord, u"pray"_qs},
                              {9, TableProblem::tooFewColumns, {}},
                              {11, TableProblem::repeated, u"0403:6001"_qs}}));
    }

    void rowsAddedWin()
    {
        AdapterTable adapters = AdapterTable::parse(table);
        adapters.add(AdapterTable::parse("1a86:7523\tMine\t\t\tme\n0001:0002\tNew\t\t\tme\n"));
        QCOMPARE(adapters.count(), 6);
        QCOMPARE(chips(adapters.find(0x1A86, 0x7523)), (QStringList{u"Mine"_qs, u"WCH"_qs}));
        QCOMPARE(chips(adapters.find(1, 2)), QStringList{u"New"_qs});
    }
};

QTEST_APPLESS_MAIN(TestAdapterTable)
#include "tst_adaptertable.moc"
