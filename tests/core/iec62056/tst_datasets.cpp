// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/datasets.h"

#include <QStringList>
#include <QTest>

using namespace optoscope;

class TestDataSets : public QObject
{
    Q_OBJECT

    /// "address|value|unit" with a `*` before a unit that had its star.
    static QStringList listed(const DataSets &sets)
    {
        QStringList list;
        for (qsizetype i = 0; i < sets.count(); ++i) {
            list.append(QString::fromLatin1(sets.address(i)) + u'|'
                        + QString::fromLatin1(sets.value(i)) + u'|'
                        + (sets.at(i).star ? u"*"_qs : QString())
                        + QString::fromLatin1(sets.unit(i)));
        }
        return list;
    }

private Q_SLOTS:
    void splits_data()
    {
        QTest::addColumn<QByteArray>("block");
        QTest::addColumn<QStringList>("sets");
        QTest::addColumn<int>("strays");
        QTest::addColumn<bool>("cutOff");
        const auto row = [](const char *name, const char *block, const QStringList &sets,
                            int strays = 0, bool cutOff = false) {
            QTest::newRow(name) << QByteArray(block) << sets << strays << cutOff;
        };
        row("empty", "", {});
        row("only an end mark", "!\r\n", {});
        row("one", "1.8.0(012345.6*kWh)\r\n!\r\n", {u"1.8.0|012345.6|*kWh"_qs});
        row("no unit", "F.F(00)\r\n", {u"F.F|00|"_qs});
        row("star without unit", "0.0.0(12*)", {u"0.0.0|12|*"_qs});
        row("two stars", "a(1*k*W)", {u"a|1|*k*W"_qs});
        row("several brackets", "1.6.0(3.2*kW)(2601011200)\r\n",
            {u"1.6.0|3.2|*kW"_qs, u"|2601011200|"_qs});
        row("several on a line", "6.8(1*GJ)6.26(2*m3)9.21(3)",
            {u"6.8|1|*GJ"_qs, u"6.26|2|*m3"_qs, u"9.21|3|"_qs});
        row("end mark on the last line", "6.31(0109868*h)!\r\n", {u"6.31|0109868|*h"_qs});
        row("bracket on a line of its own", "0-1:24.3.0(12)(m3)\r\n(00124.477)\r\n",
            {u"0-1:24.3.0|12|"_qs, u"|m3|"_qs, u"|00124.477|"_qs});
        row("value with slash and blanks", "(/1*x) 0.0( 12 )", {u"|/1|*x"_qs, u" 0.0| 12 |"_qs});
        row("LF line ends", "1.8.0(1)\n2.8.0(2)\n", {u"1.8.0|1|"_qs, u"2.8.0|2|"_qs});
        row("stray line", "hello\r\n1.8.0(1)\r\n", {u"1.8.0|1|"_qs}, 1);
        row("stray behind a bracket", "1.8.0(1) # note\r\n2.8.0(2)\r\n",
            {u"1.8.0|1|"_qs, u"2.8.0|2|"_qs}, 1);
        row("stray at the end", "1.8.0(1)\r\n!\r\nq", {u"1.8.0|1|"_qs}, 1);
        row("cut off in a value", "1.8.0(1)\r\n2.8.0(00", {u"1.8.0|1|"_qs, u"2.8.0|00|"_qs}, 0,
            true);
        row("cut off at a bracket", "1.8.0(", {u"1.8.0||"_qs}, 0, true);
        row("bracket without end", "1.8.0(1\r\n2.8.0(2)\r\n", {u"1.8.0|1|"_qs, u"2.8.0|2|"_qs}, 1);
        row("only closing", ")1.8.0(1)", {u")1.8.0|1|"_qs});
        row("no bracket at all", "1.8.0", {}, 1);
    }
    void splits()
    {
        QFETCH(QByteArray, block);
        const DataSets sets(block);
        QTEST(listed(sets), "sets");
        QTEST(int(sets.strays().size()), "strays");
        QTEST(sets.isCutOff(), "cutOff");
        QCOMPARE(sets.write(), block);
    }

    void everyCutIsWrittenBack()
    {
        const QByteArray block("\r\n1.8.0(1*kWh)(x)\r\nab\n(c)2(3!\r\n(d*e\r\n!\r\n");
        for (qsizetype length = 0; length <= block.size(); ++length)
            QCOMPARE(DataSets(block.first(length)).write(), block.first(length));
    }
};

QTEST_APPLESS_MAIN(TestDataSets)
#include "tst_datasets.moc"
