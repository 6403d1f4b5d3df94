// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/message.h"

#include <QTest>

using namespace optoscope;

class TestMessage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void encodes()
    {
        QCOMPARE(encodeRequest(""), QByteArray("/?!\r\n"));
        QCOMPARE(encodeRequest("00012345"), QByteArray("/?00012345!\r\n"));
        QCOMPARE(encodeOptionSelect('0', '5', '0'),
                 QByteArray("\x06"
                            "050\r\n"));
        QCOMPARE(encodeBreak(), QByteArray::fromHex("0142300371"));
        QCOMPARE(encodeCommand("P1", "(00000000)"),
                 QByteArray("\x01P1\x02(00000000)\x03") + '\x61');
        QCOMPARE(encodeReadout("F.F(00)\r\n").first(8),
                 QByteArray("\x02"
                            "F.F(00)"));
        QVERIFY(encodeReadout("F.F(00)\r\n").contains("\r\n!\r\n\x03"));
    }

    void identification_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("manufacturer");
        QTest::addColumn<QByteArray>("baud");
        QTest::addColumn<QByteArray>("escapes");
        QTest::addColumn<QByteArray>("device");
        QTest::addColumn<bool>("fast");
        const auto row = [](const char *message, const char *manufacturer, const char *baud,
                            const char *escapes, const char *device, bool fast) {
            QTest::newRow(message)
                << QByteArray(message) << QByteArray(manufacturer) << QByteArray(baud)
                << QByteArray(escapes) << QByteArray(device) << fast;
        };
        row("/LGZ5\\2ZMD3104400.B32\r\n", "LGZ", "5", "2", "ZMD3104400.B32", false);
        row("/ISk5MT174-0002\r\n", "ISk", "5", "", "MT174-0002", true);
        row("/KAM MC\r\n", "KAM", " ", "", "MC", false);
        row("/ELS5\\@V9.30", "ELS", "5", "@", "V9.30", false);
        row("/EMH5----eHZ-E0018E\r\n", "EMH", "5", "", "----eHZ-E0018E", false);
        row("/ABC5\\", "ABC", "5", "", "\\", false);
        row("/ABC", "ABC", "", "", "", false);
    }
    void identification()
    {
        QFETCH(QByteArray, message);
        const auto identification = parseIdentification(message);
        QVERIFY(identification);
        QCOMPARE(identification->raw, message.trimmed());
        QTEST(identification->manufacturer, "manufacturer");
        const QByteArray baud = identification->baudCharacter
            ? QByteArray(1, identification->baudCharacter)
            : QByteArray();
        QTEST(baud, "baud");
        QTEST(QByteArray(identification->escapes.data(), identification->escapes.size()),
              "escapes");
        QTEST(identification->device, "device");
        QTEST(identification->isFast(), "fast");
        QCOMPARE(identification->offersModeE(), identification->escapes.contains('2'));
    }

    void notAnIdentification_data()
    {
        QTest::addColumn<QByteArray>("message");
        for (const char *message : {"", "/", "/AB", "/?!\r\n", "LGZ5", "/1GZ5", "/L Z5", "\r\n"})
            QTest::newRow(message) << QByteArray(message);
    }
    void notAnIdentification()
    {
        QFETCH(QByteArray, message);
        QVERIFY(!parseIdentification(message));
    }

    void baudCharacters()
    {
        QCOMPARE(baudOfModeC('0'), 300);
        QCOMPARE(baudOfModeC('5'), 9600);
        QCOMPARE(baudOfModeC('6'), 19200);
        QVERIFY(!baudOfModeC('7'));
        QVERIFY(!baudOfModeC('A'));
        QCOMPARE(baudOfModeB('A'), 600);
        QCOMPARE(baudOfModeB('F'), 19200);
        QVERIFY(!baudOfModeB('G'));
        QVERIFY(!baudOfModeB('0'));
        QCOMPARE(modeCCharacter(2400), '3');
        QVERIFY(!modeCCharacter(2401));
    }

    void namesAreThoseOfTheJson()
    {
        QCOMPARE(messageName(MessageKind::optionSelect), u"optionSelect"_qs);
        QCOMPARE(messageName(MessageKind::breakOff), u"break"_qs);
    }
};

QTEST_APPLESS_MAIN(TestMessage)
#include "tst_message.moc"
