// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/readoutfile.h"

#include <QTest>

using namespace optoscope;

class TestReadoutFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("block");
        const QByteArray block = "1.8.0(1*kWh)\r\n2.8.0(2)\r\n";
        QTest::newRow("as sent") << QByteArray("/XXX5M\r\n\x02" + block + "!\r\n\x03*") << block;
        QTest::newRow("check is LF")
            << QByteArray("/XXX5M\r\n\x02" + block + "!\r\n\x03\n") << block;
        QTest::newRow("no check") << QByteArray("/XXX5M\r\n" + block + "!\r\n") << block;
        QTest::newRow("LF") << QByteArray("/XXX5M\n1.8.0(1*kWh)\n2.8.0(2)\n!\n") << block;
        QTest::newRow("mode D") << QByteArray("/XXX5M\r\n\r\n" + block + "!\r\n") << block;
        QTest::newRow("fill before") << QByteArray("\x7f\x7f\r\n/XXX5M\r\n" + block + "!") << block;
        QTest::newRow("! on the last line")
            << QByteArray("/XXX5M\r\n1.8.0(1)!\r\n") << QByteArray("1.8.0(1)");
        QTest::newRow("P1 check") << QByteArray("/XXX5M\r\n\r\n" + block + "!A1B2\r\n") << block;
    }
    void parses()
    {
        QFETCH(QByteArray, bytes);
        const auto file = ReadoutFile::parse(bytes);
        QVERIFY(file);
        QCOMPARE(file->identification, "/XXX5M");
        QTEST(file->block, "block");
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no identification") << QByteArray("1.8.0(1)\r\n!\r\n");
        QTest::newRow("no end") << QByteArray("/XXX5M\r\n1.8.0(1)\r\n");
        QTest::newRow("no data set") << QByteArray("/XXX5M\r\n!\r\n");
        QTest::newRow("one line") << QByteArray("/XXX5M");
        QTest::newRow("JSON") << QByteArray("{\n\"a\": \"b!\"}\n");
        QTest::newRow("letters missing") << QByteArray("/12\r\n1.8.0(1)\r\n!\r\n");
    }
    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!ReadoutFile::parse(bytes));
    }

    void lockedShowsLittle()
    {
        const auto file = ReadoutFile::parse("/XXX5M\nF.F(00)\n1-0:0.0.0*255(77)\n1.8.0(1*kWh)\n"
                                             "10.0.0(4)\nC.1.0(9)(8)\nC.10(5)\n!\n");
        QVERIFY(file);
        QCOMPARE(file->lockedBlock(), "F.F(00)\r\n1-0:0.0.0*255(77)\r\nC.1.0(9)(8)\r\n");
    }
};

QTEST_APPLESS_MAIN(TestReadoutFile)
#include "tst_readoutfile.moc"
