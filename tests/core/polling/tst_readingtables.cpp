// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/readingimport.h"
#include "tests/core/polling/storesamples.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

QByteArray tableOf(ReadingReader &reader)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    valueIn(writeReadingsCsv(reader, buffer));
    return buffer.data();
}

} // namespace

class TestReadingTables : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void comesBackAsItWas();
    void readsOtherTables_data();
    void readsOtherTables();
    void refusesBadRows_data();
    void refusesBadRows();
    void readsLongTables();

private:
    StoreAddress address(const QString &name) const
    {
        return *parseStoreAddress(m_folder->filePath(name));
    }
    std::unique_ptr<ReadingStore> store(const QString &name) const
    {
        return valueIn(ReadingStore::open(address(name), {false, 5s, false}));
    }
    std::unique_ptr<ReadingReader> reader(const QString &name) const
    {
        return valueIn(ReadingReader::open(address(name)));
    }
    static StoreResult<ReadingCount> import(QByteArray table, ReadingStore &store)
    {
        QBuffer buffer(&table);
        buffer.open(QIODevice::ReadOnly);
        return importReadings(buffer, store);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestReadingTables::comesBackAsItWas()
{
    const auto from = store(u"from"_qs);
    RegisterReading second = reading("1.6.0", "2603111845", "", {});
    second.bracket = 1;
    valueIn(from->add(pollAt(0, 1,
                             {reading("1.8.0", " 0123,4 ", "kWh", 123.4), second,
                              reading("a,b", "say \"hi\"\r\nand go", "m\xB3", 0.1 + 0.2),
                              reading("14.7.0", "--.--", "Hz", {}),
                              reading("=1+1", "=HYPERLINK(\"x\")", "'@", {})})));
    valueIn(from->add(pollAt(0, 2, {reading("1.8.0", "-1e9", "kWh", -1e300)})));
    const auto source = reader(u"from"_qs);
    const QByteArray table = tableOf(*source);
    const auto to = store(u"to"_qs);
    QCOMPARE(valueIn(import(table, *to)).readings, 6);
    QCOMPARE(valueIn(import(table, *from)).readings, 6); // It has them already.
    QCOMPARE(tableOf(*source), table);
    const auto copy = reader(u"to"_qs);
    QCOMPARE(tableOf(*copy), table);
    qint64 mark = 0;
    const auto rows = valueIn(copy->rows(mark));
    QCOMPARE(rows[0].reading.raw, QByteArray(" 0123,4 "));
    QCOMPARE(rows[1].reading.bracket, 1);
    QCOMPARE(rows[2].reading.raw, QByteArray("say \"hi\"\r\nand go"));
    QCOMPARE(rows[2].reading.unit, QByteArray("m\xB3"));
    QCOMPARE(rows[2].reading.number, 0.1 + 0.2);
    QVERIFY(!rows[3].reading.number);
    QVERIFY(!table.contains(",=") && !table.contains("\"="));
    QCOMPARE(rows[4].reading.raw, QByteArray("=HYPERLINK(\"x\")"));
    QCOMPARE(rows[4].reading.unit, QByteArray("'@"));
}

void TestReadingTables::readsOtherTables_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::newRow("least") << QByteArray("utc,meter,code,value\n"
                                         "2026-03-01T10:00:00Z,7,1.8.0,12.5\n"
                                         "2026-03-01T11:00:00Z,7,1.8.0,13.5\n");
    QTest::newRow("semicolons, commas in numbers, an offset, other order")
        << QByteArray("\xEF\xBB\xBFMeter;Time;Value;Code;Remark\r\n"
                      "7;2026-03-01T12:00:00+02:00;0012,5;1.8.0;first\r\n\r\n"
                      "7;2026-03-01T13:00:00+02:00;0013,5;1.8.0;\r\n");
    QTest::newRow("tabs, numbers only, no line end")
        << QByteArray("utc\tmeter\tcode\tnumber\n"
                      "2026-03-01T10:00:00.000Z\t7\t1.8.0\t12.5\n"
                      "2026-03-01T11:00:00.000Z\t7\t1.8.0\t1.35e1");
    QTest::newRow("quoted") << QByteArray("\"utc\",\"meter\",\"code\",\"value\"\n"
                                          "\"2026-03-01T10:00:00Z\",\"7\",\"1.8.0\",\"12,5\"\n"
                                          "2026-03-01T11:00:00Z,7,1.8.0,\"13,5\"\n");
}

void TestReadingTables::readsOtherTables()
{
    QFETCH(const QByteArray, table);
    const auto to = store(u"to"_qs);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(valueIn(import(table, *to)).readings, 2);
    const auto view = reader(u"to"_qs);
    const QList<Series> series = valueIn(view->series());
    QCOMPARE(series.size(), 1);
    QCOMPARE(series[0].meter, u"7"_qs);
    const QList<Sample> samples = valueIn(view->samples(series[0].id));
    QCOMPARE(samples.size(), 2);
    QCOMPARE(samples[0].value, 12.5);
    QCOMPARE(samples[1].value, 13.5);
    QCOMPARE(samples[1].utc - samples[0].utc, UtcTime(1h));
    QCOMPARE(samples[0].utc.count() % 86400000, qint64{10} * 3600000);
}

void TestReadingTables::refusesBadRows_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("detail");
    QTest::newRow("no time") << QByteArray("soon,7,1.8.0,kWh,1,0") << u"soon"_qs;
    QTest::newRow("a time of nowhere")
        << QByteArray("2026-03-01T10:00:00,7,1.8.0,kWh,1,0") << u"2026-03-01T10:00:00"_qs;
    QTest::newRow("no meter") << QByteArray("2026-03-01T10:00:00Z,,1.8.0,kWh,1,0")
                              << u"2026-03-01T10:00:00Z  1.8.0 kWh 1 0"_qs;
    QTest::newRow("no code") << QByteArray("2026-03-01T10:00:00Z,7,,kWh,1,0")
                             << u"2026-03-01T10:00:00Z 7  kWh 1 0"_qs;
    QTest::newRow("no number") << QByteArray("2026-03-01T10:00:00Z,7,1.8.0,kWh,12x,0") << u"12x"_qs;
    QTest::newRow("no finite number")
        << QByteArray("2026-03-01T10:00:00Z,7,1.8.0,kWh,inf,0") << u"inf"_qs;
    QTest::newRow("bad bracket") << QByteArray("2026-03-01T10:00:00Z,7,1.8.0,kWh,1,-1") << u"-1"_qs;
    QTest::newRow("quotes without an end") << QByteArray("\"2026-03-01T10:00:00Z,7,1.8.0,kWh,1,0")
                                           << u"2026-03-01T10:00:00Z,7,1.8.0,kWh,1,0"_qs;
}

void TestReadingTables::refusesBadRows()
{
    QFETCH(const QByteArray, row);
    QFETCH(const QString, detail);
    const auto to = store(u"to"_qs);
    const QByteArray good = "2026-03-01T09:00:00Z,7,1.8.0,kWh,1,0\n";
    const StoreError error =
        errorIn(import("utc,meter,code,unit,number,bracket\n" + good + row + '\n', *to));
    QCOMPARE(error.kind, StoreError::Kind::BadRow);
    QCOMPARE(error.line, 3);
    QCOMPARE(error.detail.trimmed(), detail);
    QCOMPARE(valueIn(reader(u"to"_qs)->polls()).size(), 0); // nothing of it
    const StoreError header = errorIn(import("a,b,c\n1,2,3\n", *to));
    QCOMPARE(header.kind, StoreError::Kind::BadRow);
    QCOMPARE(header.line, 1);
    QCOMPARE(errorIn(import({}, *to)).line, 1);
}

void TestReadingTables::readsLongTables()
{
    QByteArray table = "utc,meter,code,value,unit\n";
    constexpr int lines = 5000;
    const QDateTime begin({2026, 3, 1}, {0, 0}, Qt::UTC);
    for (int i = 0; i < lines; ++i)
        table += begin.addSecs(60 * (i / 2)).toString(Qt::ISODate).toLatin1()
            + (i % 2 == 0 ? ",7,1.8.0," : ",7,2.8.0,") + QByteArray::number(i) + ",kWh\n";
    const auto to = store(u"to"_qs);
    QCOMPARE(valueIn(import(table, *to)).readings, lines);
    const auto view = reader(u"to"_qs);
    QCOMPARE(valueIn(view->span()).polls, lines / 2);
    for (const Series &series : valueIn(view->series()))
        QCOMPARE(valueIn(view->samples(series.id)).size(), lines / 2);
}

} // namespace optoscope

QTEST_GUILESS_MAIN(optoscope::TestReadingTables)
#include "tst_readingtables.moc"
