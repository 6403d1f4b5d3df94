// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/probetable.h"

#include <QTest>

using namespace optoscope;

namespace {

constexpr QByteArrayView table =
    "One, TTL|Uno\tttl\t\t3.3-5\theadSide\tdown\tswappedWiresDamage,onlyFor3V3\tx\n"
    "One, USB\tusb\t10C4:EA60\t\tnone\tunknown\t\tx\tA note.\n";

QStringList names(const QList<ProbeRow> &rows)
{
    QStringList list;
    for (const ProbeRow &row : rows)
        list += row.name();
    return list;
}

} // namespace

class TestProbeTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsRows()
    {
        TableErrors errors;
        const ProbeTable probes = ProbeTable::parse(table, &errors);
        QVERIFY(errors.isEmpty());
        QCOMPARE(names(probes.rows()), (QStringList{u"One, TTL"_qs, u"One, USB"_qs}));
        const ProbeRow &first = probes.rows()[0];
        QCOMPARE(first.connection, ProbeConnection::ttl);
        QCOMPARE(first.leastVolts, 3.3);
        QCOMPARE(first.mostVolts, 5.0);
        QCOMPARE(first.marking, ProbeMarking::headSide);
        QCOMPARE(first.cable, ProbeCable::down);
        QCOMPARE(first.traps, (QList{ProbeTrap::swappedWiresDamage, ProbeTrap::onlyFor3V3}));
        const ProbeRow &second = probes.rows()[1];
        QCOMPARE(second.usb, u"10c4:ea60"_qs);
        QVERIFY(!second.leastVolts && !second.mostVolts);
        QCOMPARE(second.note, u"A note."_qs);
    }

    void finds()
    {
        const ProbeTable probes = ProbeTable::parse(table);
        QCOMPARE(names(probes.find(u"ttl one"_qs)), QStringList{u"One, TTL"_qs});
        QCOMPARE(names(probes.find(u"UNO"_qs)), QStringList{u"One, TTL"_qs});
        QCOMPARE(probes.find(u" "_qs).size(), 2);
        QVERIFY(probes.find(u"uno usb"_qs).isEmpty());
        QCOMPARE(names(probes.find(0x10C4, 0xEA60)), QStringList{u"One, USB"_qs});
        QVERIFY(probes.find(0x0403, 0x6001).isEmpty());
    }

    void reportsBadRows()
    {
        TableErrors errors;
        const ProbeTable probes = ProbeTable::parse(" | \tusb\t\t\tnone\tdown\t\tx\n"
                                                    "A\tserial\t\t\tnone\tdown\t\tx\n"
                                                    "A\tusb\t10c4\t\tnone\tdown\t\tx\n"
                                                    "A\tusb\t\t5-3.3\tnone\tdown\t\tx\n"
                                                    "A\tusb\t\t230\tnone\tdown\t\tx\n"
                                                    "A\tusb\t\t3.3-4-5\tnone\tdown\t\tx\n"
                                                    "A\tusb\t\t\tmine\tdown\t\tx\n"
                                                    "A\tusb\t\t\tnone\tleft\t\tx\n"
                                                    "A\tusb\t\t\tnone\tdown\tbites\tx\n"
                                                    "A\tusb\t\t\tnone\tdown\t\t\n"
                                                    "A\tusb\t\t\tnone\tdown\t\tx\n"
                                                    "a\tttl\t\t\tnone\tdown\t\tx\n",
                                                    &errors);
        QCOMPARE(probes.count(), 1);
        QCOMPARE(errors,
                 (TableErrors{{1, TableProblem::noName, {}},
                              {2, TableProblem::unknownWord, u"serial"_qs},
                              {3, TableProblem::badAdapter, u"10c4"_qs},
                              {4, TableProblem::badNumber, u"5-3.3"_qs},
                              {5, TableProblem::badNumber, u"230"_qs},
                              {6, TableProblem::badNumber, u"3.3-4-5"_qs},
                              {7, TableProblem::unknownWord, u"mine"_qs},
                              {8, TableProblem::unknownWord, u"left"_qs},
                              {9, TableProblem::unknownWord, u"bites"_qs},
                              {10, TableProblem::noSource, {}},
                              {12, TableProblem::repeated, u"a"_qs}}));
    }

    void rowsAddedWin()
    {
        ProbeTable probes = ProbeTable::parse(table);
        probes.add(ProbeTable::parse("one, usb\trs232\t\t\tnone\tup\t\tme\n"
                                     "Two\tusb\t\t\tnone\tup\t\tme\n"));
        QCOMPARE(names(probes.rows()), (QStringList{u"One, TTL"_qs, u"one, usb"_qs, u"Two"_qs}));
        QCOMPARE(probes.rows()[1].connection, ProbeConnection::rs232);
    }
};

QTEST_APPLESS_MAIN(TestProbeTable)
#include "tst_probetable.moc"
