// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/metertable.h"

#include <QTest>

using namespace optoscope;

namespace {

constexpr QByteArrayView table =
    "Maker\tM1\tMKR?M1\tGB\t\tclosed\t0.9\t\taskUtility\tx\n"
    "Maker\tM1|N1\tMKR?M1\t\t\tanswers\t0.5\t300 7E1\t\tx\n"
    "Maker\t\t\t\t\tneedsWakeUp\t0.3\t\tsendNuls,useMagnet\tx\n"
    "\t\t\tGB\t\tclosed\t0.4\t\t\tx\n"
    "\t\t\tAT,DE\tCity Grid\tneedsActivation\t0.8\t\taskForActivation\tx\n";

/// "state confidence", the best first.
QStringList inWords(const QList<MeterMatch> &matches)
{
    QStringList list;
    for (const MeterMatch &match : matches)
        list += QLatin1String(
                    QMetaEnum::fromType<MeterState>().valueToKey(static_cast<int>(match.row.state)))
            + u' ' + QString::number(match.confidence);
    return list;
}

MeterQuery query(const char *identification, const char *country, const char *utility,
                 const char *model)
{
    return {identification, QString::fromUtf8(country), QString::fromUtf8(utility),
            QString::fromUtf8(model)};
}

} // namespace

class TestMeterTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<MeterQuery>("query");
        QTest::addColumn<QStringList>("found");
        const auto row = [](const char *name, const MeterQuery &query, const QStringList &found) {
            QTest::newRow(name) << query << found;
        };
        row("model and country", query("", "England", "", "M1"),
            {u"closed 0.9"_qs, u"answers 0.5"_qs, u"closed 0.4"_qs});
        row("model, country unknown", query("", "", "", "M-1"),
            {u"answers 0.5"_qs, u"closed 0.45"_qs});
        row("a country that nobody knows counts as unknown", query("", "Atlantis", "", "M1"),
            {u"answers 0.5"_qs, u"closed 0.45"_qs});
        row("another country", query("", "FR", "", "M1"), {u"answers 0.5"_qs});
        row("other name of the model", query("", "FR", "", "n 1"), {u"answers 0.5"_qs});
        row("maker and model", query("", "FR", "", "Maker M1"),
            {u"answers 0.5"_qs, u"needsWakeUp 0.3"_qs});
        row("another model of the maker", query("", "FR", "", "Maker M2"), {u"needsWakeUp 0.3"_qs});
        row("identification", query("/MKR5M1-02", "FR", "", ""), {u"answers 0.5"_qs});
        row("identification differs from the name", query("/ABC5X", "FR", "", "M1"),
            {u"answers 0.35"_qs});
        row("country only", query("", "UK", "", ""), {u"closed 0.4"_qs});
        row("country and utility", query("", "DE", "City-Grid AG", ""),
            {u"needsActivation 0.8"_qs});
        row("utility unknown", query("", "AT", "", ""), {u"needsActivation 0.56"_qs});
        row("another utility", query("", "AT", "City", ""), {});
        row("nothing", MeterQuery(), {});
    }
    void finds()
    {
        QFETCH(MeterQuery, query);
        static const MeterTable meters = MeterTable::parse(table);
        QTEST(inWords(meters.find(query)), "found");
    }

    void tellsHowSureAStateIs()
    {
        const MeterTable meters = MeterTable::parse(table);
        QCOMPARE(meters.confidenceOf(query("", "UK", "", "M1"), MeterState::closed), 0.9);
        QCOMPARE(meters.confidenceOf(query("", "UK", "", ""), MeterState::closed), 0.4);
        QCOMPARE(meters.confidenceOf(query("", "FR", "", "M1"), MeterState::closed), 0.0);
    }

    void readsRows()
    {
        TableErrors errors;
        const MeterTable meters = MeterTable::parse(table, &errors);
        QVERIFY(errors.isEmpty());
        QCOMPARE(meters.count(), 5);
        const MeterRow &row = meters.rows()[1];
        QCOMPARE(row.models, (QStringList{u"M1"_qs, u"N1"_qs}));
        QCOMPARE(row.baud, Baud{300});
        QCOMPARE(row.format, format7E1);
        QVERIFY(!meters.rows()[0].baud);
        QCOMPARE(meters.rows()[2].hints, (QList{MeterHint::sendNuls, MeterHint::useMagnet}));
        QCOMPARE(meters.rows()[4].countries, (QStringList{u"AT"_qs, u"DE"_qs}));
    }

    void reportsBadRows()
    {
        TableErrors errors;
        const MeterTable meters = MeterTable::parse("\t\t\t\t\tclosed\t0.5\t\t\tx\n"
                                                    "A\t\t\tUK\t\tclosed\t0.5\t\t\tx\n"
                                                    "A\t\t\tDE,England\t\tclosed\t0.5\t\t\tx\n"
                                                    "A\t\t\t\t\tshut\t0.5\t\t\tx\n"
                                                    "A\t\t\t\t\tclosed\t1.5\t\t\tx\n"
                                                    "A\t\t\t\t\tclosed\t0\t\t\tx\n"
                                                    "A\t\t\t\t\tclosed\tsure\t\t\tx\n"
                                                    "A\t\t\t\t\tclosed\t0.5\t9600\t\tx\n"
                                                    "A\t\t\t\t\tclosed\t0.5\t7E1 9600\t\tx\n"
                                                    "A\t\t\t\t\tclosed\t0.5\t1 7E1\t\tx\n"
                                                    "A\t\t\t\t\tclosed\t0.5\t\twait\tx\n"
                                                    "A\t\t\t\t\tclosed\t0.5\t\t\t\n"
                                                    "A\t\t\t\t\tclosed\t0.5\t\t\tx\n"
                                                    "A\t\t\t\t\tclosed\t0.6\t\t\ty\n"
                                                    "A\t\t\t\t\tclosed\t0.6\t\t\ty\tnote\tmore\n",
                                                    &errors);
        QCOMPARE(meters.count(), 1);
        QCOMPARE(errors,
                 (TableErrors{{1, TableProblem::noMatch, {}},
                              {2, TableProblem::badCountry, u"UK"_qs},
                              {3, TableProblem::badCountry, u"DE,England"_qs},
                              {4, TableProblem::unknownWord, u"shut"_qs},
                              {5, TableProblem::badNumber, u"1.5"_qs},
                              {6, TableProblem::badNumber, u"0"_qs},
                              {7, TableProblem::badNumber, u"sure"_qs},
                              {8, TableProblem::badLine, u"9600"_qs},
                              {9, TableProblem::badLine, u"7E1 9600"_qs},
                              {10, TableProblem::badLine, u"1 7E1"_qs},
                              {11, TableProblem::unknownWord, u"wait"_qs},
                              {12, TableProblem::noSource, {}},
                              {14, TableProblem::repeated, u"A"_qs},
                              {15, TableProblem::tooManyColumns, {}}}));
    }

    void rowsAddedWin()
    {
        MeterTable meters = MeterTable::parse(table);
        meters.add(MeterTable::parse("\t\t\tGB\t\tclosed\t0.1\t\t\tme\n"
                                     "\t\t\tGB\t\tanswers\t0.2\t\t\tme\n"));
        QCOMPARE(meters.count(), 6);
        QCOMPARE(inWords(meters.find(query("", "GB", "", ""))),
                 (QStringList{u"answers 0.2"_qs, u"closed 0.1"_qs}));
    }
};

QTEST_APPLESS_MAIN(TestMeterTable)
#include "tst_metertable.moc"
