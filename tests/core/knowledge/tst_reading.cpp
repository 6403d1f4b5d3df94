// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/reading.h"

#include <QTest>

using namespace optoscope;

class TestReading : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbers_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QByteArray>("unit");
        const auto row = [](const char *text, double value, int decimals, const char *unit = "") {
            QTest::addRow("%s", text) << QByteArray(text) << value << decimals << QByteArray(unit);
        };
        row("0", 0, 0);
        row("012345.6", 12345.6, 1);
        row("000007,4", 7.4, 1);
        row("  80", 80, 0);
        row("80  ", 80, 0);
        row("-000073.69", -73.69, 2);
        row("+000.8", 0.8, 1);
        row("- 000.8", -0.8, 1);
        row("-000.00", 0, 2);
        row("024562 kWh", 24562, 0, "kWh");
        row("1.5  m3ph ", 1.5, 1, "m3ph");
        row("000491.31445555", 491.31445555, 8);
        row("00032549.5061662", 32549.5061662, 7);
        row("123456789012345", 123456789012345.0, 0);
        row("000000123456789012345", 123456789012345.0, 0);
        row(".5", 0.5, 1);
        row("5.", 5, 0);
    }
    void numbers()
    {
        QFETCH(QByteArray, text);
        QFETCH(double, value);
        const auto quantity = numberIn(text);
        QVERIFY(quantity);
        QCOMPARE(quantity->value, value);
        QVERIFY(!std::signbit(quantity->value) || value < 0);
        QTEST(quantity->decimals, "decimals");
        QTEST(quantity->unit, "unit");
    }

    void notNumbers_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"",
                                 " ",
                                 "-",
                                 "+",
                                 ".",
                                 ",",
                                 "-.--",
                                 "1.2.3",
                                 "1,2.3",
                                 "1e5",
                                 "0x10",
                                 "001C0104",
                                 "CE07",
                                 "12:30",
                                 "19-05-01",
                                 "01-01",
                                 "ver.02, 130314, 41BD",
                                 "1 2",
                                 "1 -2",
                                 "L1-L2-L3",
                                 "kWh",
                                 "1234567890123456",
                                 "12 seventeenletters_",
                                 "--5",
                                 "1.2\xB2"})
            QTest::addRow("%s", text) << QByteArray(text);
    }
    void notNumbers()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!numberIn(text));
    }

    void notAvailable_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("missing");
        QTest::newRow("-.--") << QByteArray("-.--") << true;
        QTest::newRow("---") << QByteArray("---") << true;
        QTest::newRow("-,-") << QByteArray(" -,- ") << true;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("a point") << QByteArray(".") << false;
        QTest::newRow("a number") << QByteArray("-1") << false;
        QTest::newRow("states") << QByteArray("___-----") << false;
    }
    void notAvailable()
    {
        QFETCH(QByteArray, text);
        QTEST(isNotAvailable(text), "missing");
    }

    void quantitiesWithUnits()
    {
        Reading reading = readBracket("012345.6", "kWh", ObisKind::number);
        QCOMPARE(reading, (Reading{{{12345.6, 1, "kWh"}}, {}, false}));

        reading = readBracket("-.--", "", ObisKind::number);
        QCOMPARE(reading, (Reading{{}, {}, true}));

        reading = readBracket("024562 kWh", "", ObisKind::number);
        QCOMPARE(reading, (Reading{{{24562, 0, "kWh"}}, {}, false}));

        reading = readBracket("L1-L2-L3", "", ObisKind::number);
        QCOMPARE(reading, Reading());
    }

    void aTimeBehindTheUnit()
    {
        const Reading reading = readBracket("0.660", "kW 1250625171500", ObisKind::number);
        QCOMPARE(reading.quantities, (QList<Quantity>{{0.66, 3, "kW"}}));
        QCOMPARE(reading.time,
                 (MeterTime{QDate(2025, 6, 25), QTime(17, 15), MeterTime::Season::Summer}));
        const Reading other = readBracket("0.660", "kW something", ObisKind::number);
        QCOMPARE(other.quantities, (QList<Quantity>{{0.66, 3, "kW something"}}));
        QVERIFY(!other.time);
    }

    void lists()
    {
        const QList<Quantity> two{{98.5, 1, "C"}, {96.1, 1, "C"}};
        QCOMPARE(readBracket("098.5", "C&096.1*C", ObisKind::number).quantities, two);
        const QList<Quantity> bare{{98.5, 1, ""}, {96.1, 1, ""}};
        QCOMPARE(readBracket("098.5&096.1", "", ObisKind::number).quantities, bare);
        QCOMPARE(readBracket("0&1&0&-&CV&3&2.14", "", ObisKind::number), Reading());
        QCOMPARE(readBracket("&&", "", ObisKind::number), Reading());
    }

    void timesByKind()
    {
        using Season = MeterTime::Season;
        const MeterTime clock{{}, QTime(15, 28, 12), Season::Unknown};
        QCOMPARE(readBracket("152812", "", ObisKind::time).time, clock);
        const MeterTime day{QDate(2022, 1, 27), {}, Season::Standard};
        QCOMPARE(readBracket("0220127", "", ObisKind::date).time, day);
        const MeterTime stamp{QDate(2021, 12, 1), QTime(0, 0), Season::Unknown};
        QCOMPARE(readBracket("2112010000", "", ObisKind::timestamp).time, stamp);
        const MeterTime onlyDay{QDate(2015, 7, 2), {}, Season::Unknown};
        QCOMPARE(readBracket("15-07-02", "", ObisKind::timestamp).time, onlyDay);
        // DSMR's stamps are stamps wherever they stand; other digits are numbers.
        QVERIFY(readBracket("230201155056W", "", ObisKind::number).time);
        QVERIFY(!readBracket("2112010000", "", ObisKind::number).time);
        QCOMPARE(readBracket("2112010000", "", ObisKind::number).quantities.size(), 1);
        QCOMPARE(readBracket("11.173", "kW", ObisKind::timestamp).quantities.size(), 1);
        QCOMPARE(readBracket("00188123", "", ObisKind::text), Reading());
        QCOMPARE(readBracket("0400", "", ObisKind::status), Reading());
        QCOMPARE(readBracket("3", "", ObisKind::list), Reading());
        QCOMPARE(readBracket("152812x", "", ObisKind::time), Reading());
    }

    void theSecondBracketOfAMaximumIsItsTime()
    {
        const ObisTable table = ObisTable::parse(
            "1.6.0\tMaximum\tkW\n1.8.0\tEnergy\tkWh\n0-x:24.2.1\tReading\t\ttimestamp\n"
            "C.6.0\tBattery\th\n");
        QCOMPARE(kindOfBracket(table.find("1.6.0"), 0), ObisKind::number);
        QCOMPARE(kindOfBracket(table.find("1.6.0*12"), 1), ObisKind::timestamp);
        QCOMPARE(kindOfBracket(table.find("1.8.0"), 1), ObisKind::number);
        QCOMPARE(kindOfBracket(table.find("0-1:24.2.1"), 0), ObisKind::timestamp);
        QCOMPARE(kindOfBracket(table.find("0-1:24.2.1"), 1), ObisKind::number);
        QCOMPARE(kindOfBracket(table.find("C.6.0"), 1), ObisKind::number);
        QCOMPARE(kindOfBracket(table.find("9.9.9"), 0), ObisKind::number);
        QCOMPARE(kindOfBracket({}, 1), ObisKind::number);
    }
};

QTEST_APPLESS_MAIN(TestReading)
#include "tst_reading.moc"
