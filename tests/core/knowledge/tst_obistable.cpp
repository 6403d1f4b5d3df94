// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/mediumguess.h"
#include "core/knowledge/obistable.h"

#include <QTest>

using namespace optoscope;

namespace {

constexpr QByteArrayView rows = "# a comment\n"
                                "1.8.0\tEnergy, total\tkWh\n"
                                "1.8.x\tEnergy, tariff {E}\tkWh\n"
                                "1.6.0\tMaximum\tkW\n"
                                "6.8.x\tReactive, tariff {E}\tkvarh\n"
                                "16.7.0\tPower\tkW\n"
                                "C.1.0\tSerial number\t\ttext\n"
                                "C.x.x\tService {D}.{E}\t\tstatus\n"
                                "96.50.0*x\tPart {F}\n"
                                "1-3:0.2.8\tTelegram\t\ttext\n"
                                "0.2.8\tChecksum\t\ttext\n"
                                "0-x:24.2.1\tReading\t\ttimestamp\n"
                                "0-2:24.2.1\tReading of two\t\ttimestamp\n"
                                "6-x:6.8\tHeat\n"
                                "6-x:6.8*01\tHeat, last year\n"
                                "6-x:6.8.x\tHeat, register {E}\n"
                                "VOLTA\tVoltage\tV\n"
                                "C=21\tPower, L1\tkW\n"
                                "C=32\tVoltage, L1\tV\n"
                                "D=3\tminimum\n"
                                "D=9\tintegral\th\n"
                                "D=32\tcount\t-\n"
                                "E=1\tday\n"
                                "E=x\ttariff {E}\n"
                                "A=7\tGas\n";

} // namespace

class TestObisTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<QString>("name");
        QTest::newRow("short") << QByteArray("1.8.0") << u"Energy, total"_qs;
        QTest::newRow("long") << QByteArray("1-0:1.8.0*255") << u"Energy, total"_qs;
        QTest::newRow("another channel") << QByteArray("1-1:1.8.0") << u"Energy, total"_qs;
        QTest::newRow("earlier") << QByteArray("1.8.0*01") << u"Energy, total"_qs;
        QTest::newRow("E is 255") << QByteArray("16.7.255*255") << u"Power"_qs;
        QTest::newRow("E is missing") << QByteArray("16.7") << u"Power"_qs;
        QTest::newRow("pattern") << QByteArray("1.8.2") << u"Energy, tariff 2"_qs;
        QTest::newRow("pattern, hexadecimal") << QByteArray("1.8.A") << u"Energy, tariff A"_qs;
        QTest::newRow("letter") << QByteArray("C.1.0") << u"Serial number"_qs;
        QTest::newRow("small letter") << QByteArray("c.1.0") << u"Serial number"_qs;
        QTest::newRow("number for letter") << QByteArray("96.1.0") << u"Serial number"_qs;
        QTest::newRow("letter without E") << QByteArray("C.1") << u"Serial number"_qs;
        QTest::newRow("service of gas") << QByteArray("7-0:96.1.0") << u"Serial number"_qs;
        QTest::newRow("wider pattern") << QByteArray("C.70.5") << u"Service 70.5"_qs;
        QTest::newRow("F in the name") << QByteArray("1-0:96.50.0*7") << u"Part 7"_qs;
        QTest::newRow("this channel") << QByteArray("1-3:0.2.8") << u"Telegram"_qs;
        QTest::newRow("other channel") << QByteArray("1-0:0.2.8") << u"Checksum"_qs;
        QTest::newRow("any channel") << QByteArray("0-1:24.2.1") << u"Reading"_qs;
        QTest::newRow("exact channel") << QByteArray("0-2:24.2.1") << u"Reading of two"_qs;
        QTest::newRow("medium left out") << QByteArray("24.2.1") << u"Reading"_qs;
        QTest::newRow("heat") << QByteArray("6.8") << u"Heat"_qs;
        QTest::newRow("heat, earlier") << QByteArray("6.8*01") << u"Heat, last year"_qs;
        QTest::newRow("not heat") << QByteArray("6.8.1") << u"Reactive, tariff 1"_qs;
        QTest::newRow("word") << QByteArray("VOLTA") << u"Voltage"_qs;
        QTest::newRow("word, folded") << QByteArray("Volta") << u"Voltage"_qs;
        QTest::newRow("composed") << QByteArray("1-0:21.3.0*255") << u"Power, L1, minimum"_qs;
        QTest::newRow("composed, E") << QByteArray("21.3.2") << u"Power, L1, minimum, tariff 2"_qs;
        QTest::newRow("composed, exact E") << QByteArray("21.3.1") << u"Power, L1, minimum, day"_qs;
        QTest::newRow("composed, no E") << QByteArray("21.3") << u"Power, L1, minimum"_qs;
    }
    void finds()
    {
        QFETCH(QByteArray, address);
        const auto found = ObisTable::parse(rows).find(address);
        QVERIFY(found);
        QTEST(found->name, "name");
    }

    void findsNothing_data()
    {
        QTest::addColumn<QByteArray>("address");
        for (const char *text : {"", "nonsense", "9.9.9", "7-0:1.8.0", "6-0:16.7.0", "2.8.0",
                                 "21.9.9.9", "7-0:21.3.0", "21.200.0", "30D", "1-1:30D", "1.8.0.7"})
            QTest::addRow("%s", text) << QByteArray(text);
    }
    void findsNothing()
    {
        QFETCH(QByteArray, address);
        QVERIFY(!ObisTable::parse(rows).find(address));
    }

    void tellsWhatTheGroupsSay_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<int>("medium");
        QTest::addColumn<int>("channel");
        QTest::addColumn<int>("period");
        QTest::newRow("nothing") << QByteArray("1.8.0") << -1 << -1 << -1;
        QTest::newRow("medium") << QByteArray("1-0:1.8.0*255") << 1 << -1 << -1;
        QTest::newRow("channel") << QByteArray("0-1:24.2.1") << 0 << 1 << -1;
        QTest::newRow("named channel") << QByteArray("0-2:24.2.1") << 0 << -1 << -1;
        QTest::newRow("period") << QByteArray("1-1:1.8.0*62") << 1 << 1 << 62;
        QTest::newRow("period zero") << QByteArray("1.8.0*00") << -1 << -1 << -1;
        QTest::newRow("named period") << QByteArray("6.8*01") << -1 << -1 << -1;
        QTest::newRow("period not named") << QByteArray("6.8*02") << -1 << -1 << 2;
        QTest::newRow("F with a meaning") << QByteArray("96.50.0*7") << -1 << -1 << -1;
    }
    void tellsWhatTheGroupsSay()
    {
        QFETCH(QByteArray, address);
        const auto found = ObisTable::parse(rows).find(address);
        QVERIFY(found);
        QTEST(found->medium.value_or(-1), "medium");
        QTEST(found->channel.value_or(-1), "channel");
        QTEST(found->billingPeriod.value_or(-1), "period");
    }

    void unitsAndKinds()
    {
        const ObisTable table = ObisTable::parse(rows);
        QCOMPARE(table.find("1.8.0")->unit, u"kWh"_qs);
        QCOMPARE(table.find("1.8.0")->kind, ObisKind::number);
        QCOMPARE(table.find("C.1.0")->kind, ObisKind::text);
        QCOMPARE(table.find("0-1:24.2.1")->kind, ObisKind::timestamp);
        QCOMPARE(table.find("1.6.0")->kind, ObisKind::number);
        QCOMPARE(table.find("1.6.0,5")->kind, ObisKind::timestamp);
        QCOMPARE(table.find("21.3.0")->unit, u"kW"_qs);
        QCOMPARE(table.find("21.9.0")->unit, u"kWh"_qs);
        QCOMPARE(table.find("32.32.0")->unit, QString());
        QCOMPARE(table.mediumName(7), u"Gas"_qs);
        QCOMPARE(table.mediumName(5), QString());
    }

    void aMediumDecides()
    {
        const ObisTable table = ObisTable::parse(rows);
        QCOMPARE(table.find("6.8.1", 6)->name, u"Heat, register 1"_qs);
        QCOMPARE(table.find("6.8.1", 1)->name, u"Reactive, tariff 1"_qs);
        QCOMPARE(table.find("1-0:6.8.1", 6)->name, u"Reactive, tariff 1"_qs);
        QVERIFY(!table.find("16.7.0", 6));

        MediumGuess electricity;
        electricity.see("6.8.0", "kvarh");
        electricity.see("6.8", "kvarh");
        electricity.see("1-0:6.8", "kWh");
        QVERIFY(!electricity.medium());
        MediumGuess heat;
        heat.see("6.8", "GJ");
        heat.see("1.8.0", "kWh");
        QCOMPARE(heat.medium(), 6);
        MediumGuess water;
        water.see("6.26", "m3");
        QCOMPARE(water.medium(), 6);
    }

    void reportsBadRows()
    {
        TableErrors errors;
        const ObisTable table = ObisTable::parse("1.8.0\tGood\n"
                                                 "1.8.O\tLetter O\n"
                                                 "1.8.1\n"
                                                 "1.8.2\t\tkWh\n"
                                                 "1.8.3\tKind\tkWh\tnumeral\n"
                                                 "1.8.4\tPlace {G}\n"
                                                 "1.8.5\tPlace {E\n"
                                                 "1.8.6\tPlace }\n"
                                                 "1.8.00\tThe first again\n"
                                                 "1.8.1x\tHalf a pattern\n"
                                                 "1.6.0,5\tAn attribute\n"
                                                 "1.8.7\ta\tb\tnumber\te\n"
                                                 "B=1\tNo such part\n"
                                                 "1.8.8\t\xE9\n"
                                                 "x\tx\n"
                                                 "VOLTA\tVoltage {E}\n",
                                                 &errors);
        QCOMPARE(table.count(), 1);
        QCOMPARE(table.find("1.8.0")->name, u"Good"_qs);
        QList<std::pair<int, TableProblem>> told;
        for (const TableError &error : errors)
            told.append({error.line, error.problem});
        const QList<std::pair<int, TableProblem>> expected{
            {2, TableProblem::badCode},
            {3, TableProblem::tooFewColumns},
            {4, TableProblem::noName},
            {5, TableProblem::unknownKind},
            {6, TableProblem::unknownPlaceholder},
            {7, TableProblem::unknownPlaceholder},
            {8, TableProblem::unknownPlaceholder},
            {9, TableProblem::repeated},
            {10, TableProblem::badCode},
            {11, TableProblem::badCode},
            {12, TableProblem::tooManyColumns},
            {13, TableProblem::badCode},
            {14, TableProblem::notUtf8},
            {15, TableProblem::badCode},
            {16, TableProblem::unknownPlaceholder},
        };
        QCOMPARE(told, expected);
    }

    void anyBytesAreNoCrash()
    {
        TableErrors errors;
        QByteArray noise;
        quint32 state = 12345;
        for (int i = 0; i < 200000; ++i) {
            state = state * 1664525 + 1013904223;
            noise += static_cast<char>(state >> 24);
        }
        ObisTable::parse(noise, &errors);
        QVERIFY(!errors.isEmpty());
        QVERIFY(errors.size() <= TableReader::mostErrors);
        ObisTable::parse(QByteArray(), &errors);
        QVERIFY(errors.isEmpty());
        const ObisTable table = ObisTable::parse(rows);
        for (qsizetype i = 0; i + 12 < noise.size(); ++i)
            table.find(QByteArrayView(noise).sliced(i, i % 12));
    }

    void byteOrderMarkAndLineEnds()
    {
        TableErrors errors;
        const ObisTable table = ObisTable::parse(
            "\xEF\xBB\xBF# comment\r\n\r\n  \t \r\n 1.8.0 \t Energy \r\n", &errors);
        QVERIFY(errors.isEmpty());
        QCOMPARE(table.find("1.8.0")->name, u"Energy"_qs);
    }

    void rowsAddedWin()
    {
        ObisTable table = ObisTable::parse(rows);
        table.add(ObisTable::parse("96.1.0\tMine\n1.8.7\tSeven\nvolta\tMy voltage\nE=1\tpeak\n"));
        QCOMPARE(table.find("C.1.0")->name, u"Mine"_qs);
        QCOMPARE(table.find("1.8.7")->name, u"Seven"_qs);
        QCOMPARE(table.find("1.8.6")->name, u"Energy, tariff 6"_qs);
        QCOMPARE(table.find("VOLTA")->name, u"My voltage"_qs);
        QCOMPARE(table.find("21.3.1")->name, u"Power, L1, minimum, peak"_qs);
    }
};

QTEST_APPLESS_MAIN(TestObisTable)
#include "tst_obistable.moc"
