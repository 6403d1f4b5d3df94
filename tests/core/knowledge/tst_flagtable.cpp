// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/flagtable.h"

#include <QTest>

using namespace optoscope;

class TestFlagTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void foldsCase()
    {
        const FlagTable table = FlagTable::parse("ISK\tIskraemeco\tSlovenia\tanother\n");
        const FlagName name{u"Iskraemeco"_qs, u"Slovenia"_qs, u"another"_qs};
        QCOMPARE(table.find("ISK"), name);
        QCOMPARE(table.find("ISk"), name);
        QCOMPARE(table.find("isk"), name);
        QVERIFY(!table.find("ISL"));
        QVERIFY(!table.find("IS"));
        QVERIFY(!table.find("ISKX"));
        QVERIFY(!table.find(""));
        QVERIFY(!table.find("I5K"));
        QVERIFY(!table.find("\xC9SK"));
    }

    void columnsMayBeMissing()
    {
        const FlagTable table = FlagTable::parse("AAA\tOne\nBBB\tTwo\t\tremark\r\n");
        QCOMPARE(table.find("AAA"), (FlagName{u"One"_qs, {}, {}}));
        QCOMPARE(table.find("BBB"), (FlagName{u"Two"_qs, {}, u"remark"_qs}));
    }

    void reportsBadRows()
    {
        TableErrors errors;
        const FlagTable table = FlagTable::parse("# comment\n"
                                                 "AAAA\tToo many letters\n"
                                                 "BBB\n"
                                                 "CCC\t\tNowhere\n"
                                                 "DDD\tGood\n"
                                                 "ddd\tAgain\n"
                                                 "EEE\tE\tE\tE\tE\n"
                                                 "FFF\t\xFF\n",
                                                 &errors);
        QCOMPARE(table.count(), 1);
        QCOMPARE(table.find("DDD")->company, u"Good"_qs);
        QCOMPARE(errors,
                 (TableErrors{{2, TableProblem::badLetters, u"AAAA"_qs},
                              {3, TableProblem::tooFewColumns, {}},
                              {4, TableProblem::noName, {}},
                              {6, TableProblem::repeated, u"ddd"_qs},
                              {7, TableProblem::tooManyColumns, {}},
                              {8, TableProblem::notUtf8, {}}}));
    }

    void rowsAddedWin()
    {
        FlagTable table = FlagTable::parse("AAA\tOne\nBBB\tTwo\n");
        table.add(FlagTable::parse("bbb\tNew\nCCC\tThree\n"));
        QCOMPARE(table.find("AAA")->company, u"One"_qs);
        QCOMPARE(table.find("BBB")->company, u"New"_qs);
        QCOMPARE(table.find("CCC")->company, u"Three"_qs);
    }
};

QTEST_APPLESS_MAIN(TestFlagTable)
#include "tst_flagtable.moc"
